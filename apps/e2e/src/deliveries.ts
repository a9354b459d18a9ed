import { randomInt } from 'node:crypto';
import { type DemoOrganisation, demo, graphql, organisation } from './callers';

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const random = (length: number) => Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** Cases that were made for one journey, of two packs each. */
export interface Cases {
  readonly ssccs: readonly string[];
  readonly gtin: string;
  readonly lot: string;
}

export const PACKS_PER_CASE = 2;
/** What a reader sends for a logistic label. */
export const caseScan = (sscc: string) => `]C100${sscc}`;

export async function makeCases(count: number): Promise<Cases> {
  const maker = organisation('MANUFACTURER');
  const product = demo().products.find(({ owner }) => owner === maker.gln);
  if (!product) throw new Error('the demo manufacturer has no product');
  const lot = `J${random(8)}`;
  const { commissionBatch } = await graphql<{ commissionBatch: { ssccs: string[] } }>(
    maker,
    'mutation($input: CommissionBatchInput!) { commissionBatch(input: $input) { ssccs } }',
    {
      input: {
        gtin: product.gtin,
        lot,
        expiry: '2031-12-31',
        serials: { generate: count * PACKS_PER_CASE },
        packing: { packsPerCase: PACKS_PER_CASE },
      },
    },
  );
  return { ssccs: commissionBatch.ssccs, gtin: product.gtin, lot };
}

/** The manufacturer ships them; the delivery note's number comes back. */
export async function shipCases(ssccs: readonly string[], to: DemoOrganisation): Promise<{ id: string; note: string }> {
  const note = `DN-${random(6)}`;
  const { ship } = await graphql<{ ship: { id: string } }>(
    organisation('MANUFACTURER'),
    'mutation($input: ShipInput!) { ship(input: $input) { id } }',
    { input: { items: ssccs.map(caseScan), to: to.gln, reference: note } },
  );
  return { id: ship.id, note };
}
