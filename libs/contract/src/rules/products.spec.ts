import { describe, expect, it } from 'vitest';
import { aTrade, GTIN, MAKER, NOW, PHARMACY, REGULATOR, WHOLESALER } from '../../test/given';
import { productKey } from '../keys';

const OTHER = '04012345000016';
const FOREIGN = '09521234543213';
const item = (gtin: string, over: object = {}) => ({ gtin, name: 'Amoxicillin', storage: {}, ...over });

describe('registerProduct: the organisation whose company prefix covers the GTIN', () => {
  it('and nobody else', () => {
    const ledger = aTrade();
    const full = item(OTHER, {
      nameZh: '阿莫西林',
      form: 'capsule',
      strength: '500 mg',
      packSize: '20',
      storage: { minMillicelsius: 2000, maxMillicelsius: 8000, note: 'dark' },
    });
    ledger.given('registerProduct', { items: [full] });
    expect(ledger.get(productKey(OTHER))).toEqual({ ...full, owner: MAKER });
    for (const actor of [MAKER, WHOLESALER, PHARMACY]) {
      expect(ledger.give('registerProduct', { items: [item(FOREIGN)] }, { actor })).toMatchObject({
        outcome: 'NOT_OWNER',
        field: 'gtin',
      });
    }
    expect(ledger.give('registerProduct', { items: [item(OTHER)] }, { actor: WHOLESALER })).toMatchObject({
      outcome: 'NOT_OWNER',
    });
  });

  it('once', () => {
    const ledger = aTrade();
    expect(ledger.give('registerProduct', { items: [item(GTIN)] })).toMatchObject({ outcome: 'ALREADY_EXISTS' });
    expect(ledger.give('registerProduct', { items: [item(OTHER), item(OTHER)] }).results).toMatchObject([
      { ok: true },
      { outcome: 'ALREADY_EXISTS' },
    ]);
  });

  it('after the regulator moved the prefix, the new holder registers what is new; what is registered stays where it is', () => {
    const ledger = aTrade();
    ledger.given(
      'updateOrganisation',
      {
        items: [
          { gln: MAKER, companyPrefixes: [] },
          { gln: WHOLESALER, companyPrefixes: ['4012345'] },
        ],
      },
      { actor: REGULATOR },
    );
    expect(ledger.give('registerProduct', { items: [item(OTHER)] })).toMatchObject({ outcome: 'NOT_OWNER' });
    expect(ledger.give('registerProduct', { items: [item(OTHER)] }, { actor: WHOLESALER }).accepted).toBe(true);
    expect(ledger.get(productKey(GTIN)).owner).toBe(MAKER);
  });

  it.each([
    ['gtin', item('4012345000016')],
    ['gtin', item('04012345000017')],
    ['storage', item(OTHER, { storage: { minMillicelsius: 9, maxMillicelsius: 8 } })],
    ['storage.minMillicelsius', item(OTHER, { storage: { minMillicelsius: 1_000_001 } })],
    ['price', item(OTHER, { price: 1 })],
    ['name', item(OTHER, { name: 'x'.repeat(201) })],
  ])('a wrong %s is INVALID_INPUT', (field, wrong) => {
    expect(aTrade().give('registerProduct', { items: [wrong] })).toMatchObject({ outcome: 'INVALID_INPUT', field });
  });
});

describe('withdrawProduct', () => {
  it('by the owner, for good: the first reason stands', () => {
    const ledger = aTrade();
    const body = (reason: string) => ({ items: [{ gtin: GTIN, reason }] });
    expect(ledger.give('withdrawProduct', body('x'), { actor: WHOLESALER })).toMatchObject({ outcome: 'NOT_OWNER' });
    const { tx } = ledger.given('withdrawProduct', body('no benefit'));
    expect(ledger.get(productKey(GTIN)).withdrawn).toEqual({ reason: 'no benefit', time: NOW, tx });
    expect(ledger.give('withdrawProduct', body('later'))).toMatchObject({ outcome: 'WITHDRAWN' });
    expect(ledger.give('withdrawProduct', { items: [{ gtin: OTHER, reason: 'x' }] })).toMatchObject({
      outcome: 'UNKNOWN_PRODUCT',
    });
  });
});
