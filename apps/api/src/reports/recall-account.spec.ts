import { describe, expect, it } from 'vitest';
import { rateOf, totalsOf } from './recall-account';
import { wordsOf } from './report-words';

describe('what a recall comes to', () => {
  const line = {
    gtin: '09506000134352',
    lot: 'L',
    quarantined: 0,
    returned: 0,
    destroyed: 0,
    dispensed: 0,
    notFound: 0,
  };

  it('adds up what holders report beside what is on record', () => {
    const totals = totalsOf([
      {
        packs: 9,
        inTransit: 0,
        dispensed: 1,
        acknowledgedAt: '2026-01-01T00:00:00.000Z',
        lines: [{ ...line, quarantined: 9, dispensed: 1 }],
      },
      {
        packs: 10,
        inTransit: 10,
        dispensed: 0,
        acknowledgedAt: '2026-01-02T00:00:00.000Z',
        lines: [{ ...line, returned: 5, destroyed: 3, notFound: 2 }],
      },
      { packs: 70, inTransit: 0, dispensed: 0, lines: [] },
    ]);
    expect(totals).toEqual({
      packs: 89,
      inTransit: 10,
      dispensedOnRecord: 1,
      quarantined: 9,
      returned: 5,
      destroyed: 3,
      dispensed: 1,
      notFound: 2,
      accounted: 18,
      answered: 20,
      acknowledged: 2,
    });
  });

  it.each([
    [18, 100, '18.0 %'],
    [999_999, 1_000_000, '99.9 %'],
    [100, 100, '100.0 %'],
    // Holders may report more than there is.
    [120, 100, '100.0 %'],
    [0, 3, '0.0 %'],
  ])('reconciles %i of %i as %s', (accounted, packs, rate) => {
    expect(rateOf(accounted, packs)).toBe(rate);
  });

  it('has every word in Chinese', () => {
    const english = wordsOf('en');
    for (const [name, word] of Object.entries(wordsOf('zh-CN'))) {
      expect(word, name).toMatch(/[\u4e00-\u9fff]/);
      expect((word.match(/\{\w+\}/g) ?? []).sort()).toEqual(
        (english[name as keyof typeof english].match(/\{\w+\}/g) ?? []).sort(),
      );
    }
  });
});
