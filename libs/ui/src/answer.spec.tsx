import { readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Answer, AnswerRegion } from './answer';

const render = () =>
  renderToStaticMarkup(
    <AnswerRegion label="Answer" outcome="RECALLED" severity="STOP">
      <Answer
        language="zh-CN"
        severity="STOP"
        title="已召回"
        advice="请勿发药。"
        facts={[{ label: '批号', value: 'A1<b>', code: true }]}
        actions={[{ id: 'again', label: '再次核验', onPress: () => {}, primary: true, busy: true }]}
        notes={['已修复']}
      />
    </AnswerRegion>,
  );

describe('the answer', () => {
  it('says outcome and severity to whoever looks for them, and the word beside the colour', () => {
    const html = render();
    expect(html).toMatch(/<section[^>]*role="status"[^>]*data-outcome="RECALLED" data-severity="STOP"/);
    expect(html).toContain('answer-stop');
    expect(html).toContain('停止');
    expect(html).toContain('<h2 class="answer-title">已召回</h2>');
  });

  it('escapes what was read from a pack', () => {
    expect(render()).toContain('A1&lt;b&gt;');
  });

  it('uses no style attribute, which a strict content security policy would refuse', () => {
    expect(render()).not.toContain('style=');
  });

  it('locks an action that is under way', () => {
    expect(render()).toMatch(/<button[^>]*aria-disabled="true" aria-busy="true"/);
  });
});

/** WCAG 2.2, relative luminance and contrast ratio. */
const luminance = (hex: string) => {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
};
const contrast = (a: string, b: string) => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
};

describe('the colours', () => {
  const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
  const tokens = (block: string) =>
    Object.fromEntries([...block.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6});/g)].map((match) => [match[1]!, match[2]!]));
  const blocks = css
    .split(/color-scheme: (?:light|dark);/)
    .slice(1)
    .map(tokens);
  const light = blocks[0]!;
  const dark = { ...light, ...blocks[1] };

  it('are the same for dark by system and dark by choice', () => {
    expect(blocks[2]).toEqual(blocks[1]);
  });

  it.each([
    ['light', light],
    ['dark', dark],
  ])('can be read in the %s theme (WCAG AA)', (_name, theme) => {
    const pairs = [
      ['ink', 'paper'],
      ['ink', 'surface'],
      ['ink', 'surface-sunk'],
      ['ink-soft', 'paper'],
      ['ink-soft', 'surface'],
      ['ink-soft', 'surface-sunk'],
      ['accent', 'paper'],
      ['accent', 'surface'],
      ['accent', 'accent-soft'],
      ['ink', 'accent-soft'],
      ['accent-ink', 'accent'],
      ['ok-ink', 'ok'],
      ['check-ink', 'check'],
      ['stop-ink', 'stop'],
      ['idle-ink', 'idle'],
    ] as const;
    for (const [ink, ground] of pairs) {
      expect(contrast(theme[ink]!, theme[ground]!), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
    // Edges of controls and the focus ring: 3 : 1 (1.4.11).
    for (const edge of ['line-strong', 'focus'] as const) {
      expect(contrast(theme[edge]!, theme.surface!), edge).toBeGreaterThanOrEqual(3);
      expect(contrast(theme[edge]!, theme.paper!), edge).toBeGreaterThanOrEqual(3);
    }
  });
});
