import type { Measure } from './measure';
import { startFloor } from './stage/floor';
import { commission, move, packScan, random, someSerials, unitScan } from './stage/goods';
import { type Organisation, type Product, startProduct } from './stage/product';
import { count, option } from './verify';

const CONNECTIONS = 50;
const DISPENSE = 'mutation D($scans: [Scan!]!) { dispense(scans: $scans) { ok outcome receipt { transactionId } } }';

interface Timed {
  perSecond: number;
  p50: number;
  p95: number;
  ok: number;
}

/** `--packs 15000`: distinct packs on 50 connections, then 1,000 racing for one. */
export async function run(args: string[]): Promise<Measure[]> {
  const packs = count(option(args, '--packs') ?? '15000');
  const product = await startProduct();
  const floor = await startFloor(product.config);
  try {
    const [maker, pharmacy] = [product.one('MANUFACTURER'), product.one('PHARMACY')];
    const batch = await commission(product, packs + 1_001, { packsPerCase: 100, casesPerPallet: 50 });
    await move(product, maker, pharmacy, batch.ssccs.map(unitScan));
    const scans = (await someSerials(product, batch, packs + 1_001)).map((serial) =>
      packScan(batch.gtin, batch.lot, serial),
    );
    const dispense = (scan: string) => dispenseOne(product, pharmacy, scan);
    await closedLoop(scans.splice(0, 1_000), dispense);
    const raced = scans.pop()!;
    const ours = await closedLoop(scans, dispense);
    const bare = await closedLoop(scans, (scan) => writeOne(floor.url, scan));
    const race = await Promise.all(Array.from({ length: 1_000 }, () => dispense(raced)));
    return [
      {
        bench: 'dispense',
        measure: `distinct packs, ${CONNECTIONS} connections`,
        value: ours.perSecond,
        unit: '/s',
        aim: '>= 1,500/s',
        floor: bare.perSecond,
        ratio: ours.perSecond / bare.perSecond,
      },
      { bench: 'dispense', measure: 'p50', value: ours.p50, unit: 'ms', floor: bare.p50, ratio: ours.p50 / bare.p50 },
      {
        bench: 'dispense',
        measure: 'p95',
        value: ours.p95,
        unit: 'ms',
        aim: '<= 80 ms',
        floor: bare.p95,
        ratio: ours.p95 / bare.p95,
      },
      { bench: 'dispense', measure: 'accepted of those sent', value: ours.ok, unit: '', aim: `${scans.length}` },
      {
        bench: 'dispense',
        measure: '1,000 racing for one pack: successes',
        value: race.filter(Boolean).length,
        unit: '',
        aim: 'exactly 1',
      },
    ];
  } finally {
    await floor.stop();
    await product.stop();
  }
}

async function closedLoop(scans: readonly string[], send: (scan: string) => Promise<boolean>): Promise<Timed> {
  const queue = [...scans];
  const times: number[] = [];
  let ok = 0;
  const began = performance.now();
  const worker = async () => {
    for (let scan = queue.pop(); scan !== undefined; scan = queue.pop()) {
      const sent = performance.now();
      if (await send(scan)) ok += 1;
      times.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  const seconds = (performance.now() - began) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor((times.length - 1) * share)] ?? 0;
  return { perSecond: scans.length / seconds, p50: at(0.5), p95: at(0.95), ok };
}

async function dispenseOne({ url }: Product, { apiKey }: Organisation, scan: string): Promise<boolean> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
    body: JSON.stringify({ query: DISPENSE, variables: { scans: [scan] } }),
  });
  const { data } = (await response.json()) as { data?: { dispense: { ok: boolean }[] } };
  return data?.dispense[0]?.ok === true;
}

async function writeOne(url: string, scan: string): Promise<boolean> {
  const response = await fetch(`${url}/write`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id: random(20), text: scan }),
  });
  await response.json();
  return response.ok;
}
