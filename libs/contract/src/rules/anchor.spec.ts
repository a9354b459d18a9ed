import { describe, expect, it } from 'vitest';
import { aTrade, MAKER, NOW, PHARMACY, someHash } from '../../test/given';
import { anchorKey } from '../keys';

describe('anchor', () => {
  it('any member writes ANCHOR/{root}/{count}, once', () => {
    const ledger = aTrade();
    const root = someHash('readings');
    const body = { items: [{ root, count: 3 }] };
    ledger.given('anchor', body);
    expect(ledger.get(anchorKey(root, 3))).toEqual({ root, count: 3, by: MAKER, time: NOW });
    expect(ledger.give('anchor', body, { actor: PHARMACY })).toMatchObject({
      outcome: 'ALREADY_EXISTS',
      field: 'root',
    });
    // The count is part of what is anchored: a root alone does not say how many leaves it has.
    ledger.given('anchor', { items: [{ root, count: 4 }] }, { actor: PHARMACY });
  });
});
