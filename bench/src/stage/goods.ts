import { randomInt } from 'node:crypto';
import type { Organisation, Product } from './product';

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
export const random = (length: number) => Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('');

export const EXPIRY = '2031-12-31';

export interface Batch {
  gtin: string;
  lot: string;
  /** Topmost units. */
  ssccs: string[];
  packs: number;
}

/** Commissions and waits until its packs can be asked for. */
export async function commission(
  product: Product,
  packs: number,
  packing?: { packsPerCase?: number; casesPerPallet?: number },
  expiry = EXPIRY,
): Promise<Batch> {
  const maker = product.one('MANUFACTURER');
  const lot = `B${random(9)}`;
  const { commissionBatch } = await product.graphql<{
    commissionBatch: { job: { id: string } | null; ssccs: string[] };
  }>(maker, 'mutation($input: CommissionBatchInput!) { commissionBatch(input: $input) { ssccs job { id } } }', {
    input: { gtin: product.gtin, lot, expiry, serials: { generate: packs }, ...(packing ? { packing } : {}) },
  });
  if (!commissionBatch.job) return { gtin: product.gtin, lot, ssccs: commissionBatch.ssccs, packs };
  for (;;) {
    const { job } = await product.graphql<{ job: { state: string; error: string | null } }>(
      maker,
      'query($id: ID!) { job(id: $id) { state error } }',
      { id: commissionBatch.job.id },
    );
    if (job.state.startsWith('SUCCEEDED')) break;
    if (job.state === 'FAILED' || job.state === 'CANCELLED')
      throw new Error(`the job ended as ${job.state}: ${job.error}`);
    await new Promise((done) => setTimeout(done, 50));
  }
  return { gtin: product.gtin, lot, ssccs: await topmostUnits(product, lot), packs };
}

async function topmostUnits(product: Product, lot: string): Promise<string[]> {
  const { rows } = await product.pool.query<{ id: string }>(
    `select distinct h.id from read.holder h join read.interval i on i.holder = h.number
     join read.tranche t on t.number = i.tranche join read.batch b on b.number = t.batch
     where b.gtin = $1 and b.lot = $2 and h.id like 'sscc:%'`,
    [product.gtin, lot],
  );
  return rows.map(({ id }) => id.slice(5));
}

export async function move(product: Product, from: Organisation, to: Organisation, items: string[]): Promise<void> {
  const { ship } = await product.graphql<{ ship: { id: string } }>(
    from,
    'mutation($input: ShipInput!) { ship(input: $input) { id } }',
    { input: { items, to: to.gln } },
  );
  await product.graphql(to, 'mutation($input: ReceiveInput!) { receive(input: $input) { shipment { state } } }', {
    input: { shipment: ship.id },
  });
}

export const unitScan = (sscc: string) => `(00)${sscc}`;

export const packScan = (gtin: string, lot: string, serial: string, expiry = EXPIRY) =>
  `]d201${gtin}17${expiry.slice(2).replaceAll('-', '')}10${lot}\u001d21${serial}`;

/** Serials of a batch, at random. */
export async function someSerials(product: Product, { gtin, lot }: Batch, count: number): Promise<string[]> {
  const { rows } = await product.pool.query<{ serial: string }>(
    `select p.serial from read.pack p join read.tranche t on t.number = p.tranche join read.batch b on b.number = t.batch
     where b.gtin = $1 and b.lot = $2 order by md5(p.serial) limit $3`,
    [gtin, lot, count],
  );
  return rows.map(({ serial }) => serial);
}
