import { describe, expect, it } from 'vitest';
import { aTrade, cryptography, GTIN, MAKER, someHash, ssccOf } from '../../test/given';
import { encodeContent } from '../content';
import { batchIdOf, trancheIdOf, ZERO_ROOT } from '../values';

const root = someHash('root');
const batch = batchIdOf(cryptography.sha256, GTIN, 'L1');
const tranche = trancheIdOf(cryptography.sha256, batch, root, 10);
const unit = (n: number, ...intervals: [number, number][]) => ({
  kind: 'PALLET' as const,
  sscc: ssccOf('4012345', n),
  innerRoot: ZERO_ROOT,
  innerCount: 0,
  content: encodeContent(new Map([[tranche, intervals]])),
});
const item = {
  gtin: GTIN,
  lot: 'L1',
  expiry: '2028-01-31',
  root,
  count: 10,
  units: [unit(1, [0, 4]), unit(2, [6, 8])],
};

describe('commission', () => {
  it('puts [0, count) into holders: units, and what is in none is loose at its maker', () => {
    const ledger = aTrade();
    ledger.given('commission', { items: [item] });
    expect(ledger.holder(`sscc:${ssccOf('4012345', 1)}`)).toMatchObject({ custodian: MAKER, kind: 'PALLET' });
    expect(ledger.holder(`loose:${tranche}`).content).toBe(
      encodeContent(
        new Map([
          [
            tranche,
            [
              [4, 6],
              [8, 10],
            ],
          ],
        ]),
      ),
    );
    expect(ledger.get(`TRANCHE/${tranche}`)).toMatchObject({ batchId: batch, count: 10, root });
  });
});
