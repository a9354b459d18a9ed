import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Font, openSync } from 'fontkit';

export type Weight = 400 | 700;

/** One file of the family, with the glyphs of some ranges. */
export interface Face {
  readonly file: string;
  readonly font: Font;
}

/** As much of a text as one face has. */
export interface Run {
  readonly face: Face;
  readonly text: string;
}

const require = createRequire(import.meta.url);
const PACKAGE = '@fontsource/noto-sans-sc';
/** No line of ours holds a longer word. */
const LONGEST_WORD = 500;
/** Written for what no face has, and what is no sign at all. */
const MISSING = '□';

interface Subset {
  name: string;
  ranges: [number, number][];
}

let subsets: Subset[] | undefined;
const faces = new Map<string, Face>();
const faceOfSign = new Map<string, Face | undefined>();

/** The package's own table: name of a subset → its unicode-range. Latin first: it is asked most, and has the digits. */
function readSubsets(): Subset[] {
  const table = JSON.parse(readFileSync(require.resolve(`${PACKAGE}/unicode.json`), 'utf8')) as Record<string, string>;
  const all = Object.entries(table).map(([key, text]) => ({
    name: key.replace(/[[\]]/g, ''),
    ranges: text.split(',').map((range): [number, number] => {
      const [from = '', to = from] = range.trim().slice(2).split('-');
      return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
    }),
  }));
  const rank = ({ name }: Subset) => (name === 'latin' ? 0 : name === 'latin-ext' ? 1 : 2);
  return all.sort((a, b) => rank(a) - rank(b));
}

function faceNamed(name: string, weight: Weight): Face {
  const key = `${name}-${weight}`;
  let face = faces.get(key);
  if (!face) {
    // WOFF and not WOFF2: a subset of it can be embedded as it is, without undoing a transformation of its glyphs.
    const file = require.resolve(`${PACKAGE}/files/noto-sans-sc-${key}-normal.woff`);
    face = { file, font: openSync(file) };
    faces.set(key, face);
  }
  return face;
}

function faceOf(sign: string, weight: Weight): Face | undefined {
  const key = `${weight}${sign}`;
  if (faceOfSign.has(key)) return faceOfSign.get(key);
  subsets ??= readSubsets();
  const codePoint = sign.codePointAt(0)!;
  let found: Face | undefined;
  for (const { name, ranges } of subsets) {
    if (!ranges.some(([from, to]) => codePoint >= from && codePoint <= to)) continue;
    const face = faceNamed(name, weight);
    if (!face.font.hasGlyphForCodePoint(codePoint)) continue;
    found = face;
    break;
  }
  faceOfSign.set(key, found);
  return found;
}

/** Line breaks and other controls have no place in a line: they are spaces. */
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** Cuts a line into runs of one face each. */
export function runsOf(text: string, weight: Weight): Run[] {
  const runs: { face: Face; text: string }[] = [];
  for (const each of text.replace(CONTROLS, ' ')) {
    const own = faceOf(each, weight);
    const sign = own ? each : MISSING;
    const face = own ?? faceOf(MISSING, weight);
    if (!face) continue;
    const last = runs.at(-1);
    // A space goes with what stands before it, where that face has one.
    if (last && (last.face === face || (sign === ' ' && last.face.font.hasGlyphForCodePoint(0x20)))) last.text += sign;
    else runs.push({ face, text: sign });
  }
  return runs;
}

/** Width of one run for an em of 1. */
export function widthOfRun({ face, text }: Run): number {
  const { positions } = face.font.layout(text);
  return positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0) / face.font.unitsPerEm;
}

/** Width of a line whose em is `size`, in the same unit. */
export function widthOf(text: string, size: number, weight: Weight = 400): number {
  return runsOf(text, weight).reduce((sum, run) => sum + widthOfRun(run), 0) * size;
}

/** How many of the signs, with `end` after them, are no wider than `width`. */
function fitting(signs: readonly string[], width: number, size: number, weight: Weight, end = ''): number {
  let [low, high] = [0, 1];
  const fits = (count: number) => widthOf(`${signs.slice(0, count).join('').trimEnd()}${end}`, size, weight) <= width;
  // Doubled first: of a long text only its beginning is looked at.
  while (high < signs.length && fits(high)) [low, high] = [high, high * 2];
  high = Math.min(high, signs.length);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The line, cut so that it is no wider than `width`; what was cut off is told by an ellipsis. */
export function shortened(text: string, width: number, size: number, weight: Weight = 400): string {
  if (widthOf(text, size, weight) <= width) return text;
  const signs = [...text];
  return `${signs
    .slice(0, fitting(signs, width, size, weight, '…'))
    .join('')
    .trimEnd()}…`;
}

/** Lines no wider than `width`: broken at spaces, within a word only where it is too wide alone, and between Chinese signs. */
export function wrapped(text: string, width: number, size: number, weight: Weight = 400): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split(/\r\n|[\n\r\u2028\u2029]/)) {
    let line = '';
    for (const piece of paragraph.match(/[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+|\s+/g) ?? []) {
      // What is surely too wide is not measured: a word may be as long as the text.
      if (piece.length <= LONGEST_WORD && widthOf(line + piece, size, weight) <= width) line += piece;
      else {
        if (line.trim() !== '') lines.push(line.trimEnd());
        let signs = [...piece.trim()];
        for (;;) {
          const fits = Math.max(1, fitting(signs, width, size, weight));
          if (fits >= signs.length) break;
          lines.push(signs.slice(0, fits).join(''));
          signs = signs.slice(fits);
        }
        line = signs.join('');
      }
    }
    lines.push(line.trimEnd());
  }
  return lines;
}
