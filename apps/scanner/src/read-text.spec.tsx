import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { piecesOf, ReadText } from './read-text';

/** The text with `*` around what is marked, as GS1's own tests show faults. */
const shown = (text: string, ...faults: [number, number][]) =>
  piecesOf(
    text,
    faults.map(([position, length]) => ({ position, length })),
  )
    .map((piece) => (piece.faulty ? `*${piece.text}*` : piece.text))
    .join('');

describe('what was read', () => {
  it.each([
    ['no fault', '0123', [], '0123'],
    ['inside', '0123', [[1, 2]], '0*12*3'],
    [
      'at both ends',
      '0123',
      [
        [0, 1],
        [3, 1],
      ],
      '*0*12*3*',
    ],
    ['missing in the middle', '0123', [[2, 0]], '01**23'],
    ['missing at the end', '0123', [[4, 0]], '0123**'],
    [
      'overlapping',
      '012345',
      [
        [1, 3],
        [2, 3],
      ],
      '0*1**23**4*5',
    ],
    [
      'past the end',
      '01',
      [
        [1, 9],
        [7, 2],
      ],
      '0*1***',
    ],
    ['before the start', '01', [[-3, 1]], '*0*1'],
  ] as [string, string, [number, number][], string][])('marks a fault: %s', (_name, text, faults, expected) => {
    expect(shown(text, ...faults)).toBe(expected);
  });

  it('makes separators visible and escapes markup', () => {
    const html = renderToStaticMarkup(<ReadText text={'10A\x1d21<b>'} faults={[{ position: 6, length: 1 }]} />);
    expect(html).toBe('<code class="read-text"><span>10A␝21</span><mark>&lt;</mark><span>b&gt;</span></code>');
  });
});
