import { randomInt } from 'node:crypto';
import { type DemoOrganisation, demo, graphql, organisation } from './callers';

export interface PackOnHand {
  gtin: string;
  serial: string;
  /** What a reader sends. */
  scan: string;
}

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const random = (length: number) => Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** Packs made, shipped and received for this test alone. */
export async function packsAtPharmacy(pharmacy: DemoOrganisation, count: number): Promise<PackOnHand[]> {
  const maker = organisation('MANUFACTURER');
  const product = demo().products.find(({ owner }) => owner === maker.gln);
  if (!product) throw new Error('the demo manufacturer has no product');
  const lot = `J${random(7)}`;
  const serials = Array.from({ length: count }, () => random(14));
  const packs = serials.map((serial) => ({
    gtin: product.gtin,
    serial,
    scan: `]d201${product.gtin}1731123110${lot}\u001d21${serial}`,
  }));
  await graphql(
    maker,
    `mutation($gtin: Gtin!, $lot: String!, $serials: [String!]!) {
      commissionBatch(input: {gtin: $gtin, lot: $lot, expiry: "2031-12-31", serials: {list: $serials}}) { packs }
    }`,
    { gtin: product.gtin, lot, serials },
  );
  const scans = packs.map((pack) => pack.scan);
  const { ship } = await graphql<{ ship: { id: string } }>(
    maker,
    'mutation($items: [Scan!]!, $to: Gln!) { ship(input: {items: $items, to: $to}) { id } }',
    { items: scans, to: pharmacy.gln },
  );
  await graphql(pharmacy, 'mutation($id: ID!) { receive(input: {shipment: $id}) { shipment { state } } }', {
    id: ship.id,
  });
  return packs;
}
