import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { Measure } from './measure';
import { commission, random } from './stage/goods';
import { type Product, startProduct } from './stage/product';
import { count, option } from './verify';

/** `--packs 1M`: from the request until a pack of the batch can be asked for. */
export async function run(args: string[]): Promise<Measure[]> {
  const packs = count(option(args, '--packs') ?? '1M');
  const product = await startProduct();
  try {
    await commission(product, 1_000, { packsPerCase: 100 });
    const entries = await logSize(product);
    const began = performance.now();
    await commission(product, packs, { packsPerCase: 100, casesPerPallet: 50 });
    const seconds = (performance.now() - began) / 1000;
    const transactions = (await logSize(product)) - entries;
    const floor = await copyAlone(product, packs);
    const name = `${packs.toLocaleString('en')} serials, cases and pallets`;
    return [
      {
        bench: 'commission',
        measure: `${name}: until queryable`,
        value: seconds,
        unit: 's',
        aim: '<= 20 s',
        floor,
        ratio: seconds / floor,
      },
      {
        bench: 'commission',
        measure: `${name}: memory of the API, peak`,
        value: product.peakMegabytes(),
        unit: 'MB',
        aim: '<= 600 MB',
      },
      {
        bench: 'commission',
        measure: `${name}: ledger transactions`,
        value: transactions,
        unit: '',
        aim: `<= ${Math.ceil(packs / 100_000)}`,
      },
    ];
  } finally {
    await product.stop();
  }
}

async function logSize({ pool }: Product): Promise<number> {
  const { rows } = await pool.query<{ n: string }>('select count(*) as n from ledger.entry');
  return Number(rows[0]!.n);
}

/** The floor: COPY of as many rows into a table with the same keys. */
async function copyAlone({ pool, gtin }: Product, packs: number): Promise<number> {
  await pool.query('create table public.copied (like read.pack including all)');
  const client = await pool.connect();
  try {
    const began = performance.now();
    function* rows() {
      for (let i = 0; i < packs; i += 1_000) {
        yield Array.from(
          { length: Math.min(1_000, packs - i) },
          (_, j) => `${gtin}\t${random(14)}\t1\t${i + j}\n`,
        ).join('');
      }
    }
    await pipeline(
      Readable.from(rows()),
      client.query(copyFrom('copy public.copied (gtin, serial, tranche, leaf) from stdin')),
    );
    return (performance.now() - began) / 1000;
  } finally {
    client.release();
  }
}
