import type { Measure } from './measure';
import { startFloor } from './stage/floor';
import { type Batch, commission, move, packScan, random, someSerials, unitScan } from './stage/goods';
import { load } from './stage/load';
import { type Product, startProduct } from './stage/product';

const CONNECTIONS = 50;
const VERIFY =
  'query V($scan: Scan!) { verify(scan: $scan) { outcome severity title advice pack { gtin serial lot expiry state } since undoUntil } }';

/** `--packs 1M` (k, M), `--seconds 15`. */
export async function run(args: string[]): Promise<Measure[]> {
  const packs = count(option(args, '--packs') ?? '1M');
  const seconds = Number(option(args, '--seconds') ?? 15);
  const product = await startProduct();
  const floor = await startFloor(product.config);
  try {
    const pharmacy = product.one('PHARMACY');
    const { scans, serials, gtin } = await stage(product, packs);
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${pharmacy.apiKey}` };
    const asks = scans.map((scan) => ({
      method: 'POST' as const,
      path: '/graphql',
      headers,
      body: JSON.stringify({ query: VERIFY, variables: { scan } }),
    }));
    const looks = serials.map((serial) => ({
      method: 'POST' as const,
      path: '/look',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ gtin, serial }),
    }));
    await load({ url: product.url, connections: CONNECTIONS, seconds: 4, requests: asks });
    await load({ url: floor.url, connections: CONNECTIONS, seconds: 2, requests: looks });
    const ours = await load({ url: product.url, connections: CONNECTIONS, seconds, requests: asks });
    const bare = await load({ url: floor.url, connections: CONNECTIONS, seconds, requests: looks });
    const name = (what: string) => `${what}, ${packs.toLocaleString('en')} packs, ${CONNECTIONS} connections`;
    return [
      {
        bench: 'verify',
        measure: name('answers'),
        value: ours.perSecond,
        unit: '/s',
        aim: '>= 1,500/s and >= 0.5 of the floor',
        floor: bare.perSecond,
        ratio: ours.perSecond / bare.perSecond,
      },
      {
        bench: 'verify',
        measure: name('p50'),
        value: ours.p50,
        unit: 'ms',
        floor: bare.p50,
        ratio: ours.p50 / bare.p50,
      },
      {
        bench: 'verify',
        measure: name('p95'),
        value: ours.p95,
        unit: 'ms',
        aim: '<= 50 ms',
        floor: bare.p95,
        ratio: ours.p95 / bare.p95,
      },
      {
        bench: 'verify',
        measure: name('p99'),
        value: ours.p99,
        unit: 'ms',
        aim: '<= 150 ms',
        floor: bare.p99,
        ratio: ours.p99 / bare.p99,
      },
      { bench: 'verify', measure: 'answers that were no 2xx', value: ours.faults, unit: '', aim: '0' },
    ];
  } finally {
    await floor.stop();
    await product.stop();
  }
}

/** Four of five are free to supply; the fifth is one of the other answers. */
async function stage(product: Product, packs: number): Promise<{ scans: string[]; serials: string[]; gtin: string }> {
  const [maker, pharmacy, other] = [product.one('MANUFACTURER'), product.one('PHARMACY'), product.one('PHARMACY', 1)];
  const main = await commission(product, packs, { packsPerCase: 100, casesPerPallet: 50 });
  for (let i = 0; i < main.ssccs.length; i += 500)
    await move(product, maker, pharmacy, main.ssccs.slice(i, i + 500).map(unitScan));
  const serials = await someSerials(product, main, 8_000);
  const active = serials.map((serial) => packScan(main.gtin, main.lot, serial));

  const small = async (to = pharmacy): Promise<{ batch: Batch; scans: string[] }> => {
    const batch = await commission(product, 400, { packsPerCase: 400 });
    await move(product, maker, to, batch.ssccs.map(unitScan));
    return {
      batch,
      scans: (await someSerials(product, batch, 400)).map((serial) => packScan(batch.gtin, batch.lot, serial)),
    };
  };
  const dispensed = await small();
  const elsewhere = await small(other);
  const held = await small();
  const recalled = await small();
  for (const [who, { scans }] of [
    [pharmacy, dispensed],
    [other, elsewhere],
  ] as const) {
    await product.graphql(who, 'mutation($scans: [Scan!]!) { dispense(scans: $scans) { ok } }', { scans });
  }
  await product.graphql(pharmacy, 'mutation($input: QuarantineInput!) { quarantine(input: $input) { ok } }', {
    input: { scans: held.scans, reason: 'box is open' },
  });
  await product.graphql(
    product.one('REGULATOR'),
    'mutation($input: OpenRecallInput!) { openRecall(input: $input) { id } }',
    {
      input: {
        batches: [{ gtin: recalled.batch.gtin, lot: recalled.batch.lot }],
        class: 'I',
        level: 'PATIENT',
        reason: 'bench',
      },
    },
  );
  const wrong = [
    ...dispensed.scans,
    ...elsewhere.scans,
    ...held.scans,
    ...recalled.scans,
    ...Array.from({ length: 200 }, () => packScan(main.gtin, main.lot, random(14))),
    ...active.slice(0, 200).map((scan) => scan.replace(main.lot, dispensed.batch.lot)),
  ];
  const scans = active.flatMap((scan, i) => (i % 4 === 3 ? [scan, wrong[(i >> 2) % wrong.length]!] : [scan]));
  return { scans, serials, gtin: main.gtin };
}

export const option = (args: readonly string[], name: string): string | undefined => {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
};

export function count(text: string): number {
  const [, digits, unit = ''] = /^(\d+)([kM]?)$/.exec(text) ?? [];
  if (digits === undefined) throw new Error(`${text} is no number of packs, such as 500, 100k or 10M`);
  return Number(digits) * ({ '': 1, k: 1e3, M: 1e6 }[unit] ?? 1);
}
