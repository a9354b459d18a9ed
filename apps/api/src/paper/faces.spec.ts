import { describe, expect, it } from 'vitest';
import { shortened, widthOf, wrapped } from './faces';

describe('a line of text', () => {
  const width = 60;
  const text = 'Bitte sofort zurückgeben, 请立即停止发药并退回。 Immediately return all packs that you have in stock.';

  it.each([text, 'w'.repeat(300), `${'i'.repeat(70)} ${'W'.repeat(70)}`, '停'.repeat(120)])('is broken: %s', (long) => {
    const lines = wrapped(long, width, 3);
    for (const line of lines) expect(widthOf(line, 3)).toBeLessThanOrEqual(width);
    expect(lines.join('').replace(/\s/g, '')).toBe(long.replace(/\s/g, ''));
    // As full as can be: the next word, or sign of a broken word, has no room.
    for (const [i, line] of lines.slice(0, -1).entries()) {
      const [next = ''] = /^[^\s\u2e80-\uffef]+|./u.exec(lines[i + 1]!) ?? [];
      const more = next.length > 1 ? `${line} ${next}` : line + next;
      expect(widthOf(next.length > 60 ? line + next[0] : more, 3)).toBeGreaterThan(width);
    }
  });

  it('keeps paragraphs, and ends where nothing fits', () => {
    expect(wrapped('a\n\nb', width, 3)).toEqual(['a', '', 'b']);
    expect(wrapped('abc', 0.1, 3)).toEqual(['a', 'b', 'c']);
  });

  it('is cut, with an ellipsis', () => {
    const cut = shortened(text, width, 3);
    expect(cut).toMatch(/^Bitte sofort .*…$/);
    expect(widthOf(cut, 3)).toBeLessThanOrEqual(width);
    expect(shortened('short', width, 3)).toBe('short');
  });

  // Measured anew for every sign that it is too long, the longest instructions of a recall would hold everybody up for a minute.
  it('of the longest text that a recall takes is broken with few measurements', () => {
    const began = process.cpuUsage().user;
    expect(wrapped('x'.repeat(2_000), 100, 3).join('')).toHaveLength(2_000);
    expect(process.cpuUsage().user - began).toBeLessThan(5_000_000);
  });
});
