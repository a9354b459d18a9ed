import { createHash, createHmac, randomBytes } from 'node:crypto';
import {
  batchIdOf,
  contentSize,
  decodeContent,
  innerRootOf,
  packIdOf,
  saltOf,
  trancheIdOf,
  ZERO_ROOT,
} from '@packproof/contract';
import { fromHex, toHex, treeRoot } from '@packproof/merkle';
import { describe, expect, it } from 'vitest';
import { Breather } from '../../breather';
import { decodeTranche } from '../../payloads/tranche-payload';
import { unitsByCounts } from './packing';
import { buildTranche } from './tranche-builder';

const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest();
const hmac = (key: Uint8Array, data: Uint8Array) => createHmac('sha256', key).update(data).digest();
const batch = { gtin: '09506000134352', lot: 'LOT-1', expiry: '2027-12-31' };

const build = async (count: number, units = [] as ReturnType<typeof unitsByCounts>) => {
  const secret = randomBytes(32);
  const serials = Array.from({ length: count }, (_, i) => `S${i}`);
  const hashed: number[] = [];
  const built = await buildTranche({ ...batch, serials, units }, secret, new Breather(), async (packs) => {
    hashed.push(packs);
  });
  return { secret, serials, built, hashed };
};

describe('buildTranche', () => {
  // Around the rows that are hashed at once, and where the tree of their roots is no full one.
  it.each([1, 2, 3, 1_023, 1_024, 1_025, 2_048, 2_049, 5_000])(
    'commits to %i packs as the contract does',
    async (count) => {
      const { secret, serials, built } = await build(count);
      const packIds = serials.map((serial) =>
        fromHex(packIdOf(sha256, saltOf(hmac, secret, batch.gtin, serial), batch.gtin, serial), 32),
      );
      const root = toHex(treeRoot(sha256, packIds));
      expect(built.item).toEqual({ ...batch, root, count, units: [] });
      expect(built.trancheId).toBe(trancheIdOf(sha256, batchIdOf(sha256, batch.gtin, batch.lot), root, count));
    },
  );

  it('commits to units by what is inside, and writes both down', async () => {
    const numbers = Array.from({ length: 5 }, (_, i) => `39506000134352000${i}`);
    const { serials, built } = await build(10, unitsByCounts(10, { packsPerCase: 4, casesPerPallet: 2 }, numbers));
    const { units, ...rest } = decodeTranche(built.payload);
    expect(rest).toEqual({ ...batch, serials });
    expect(
      units.map(({ units: inside, innerRoot, innerCount }) => [innerRootOf(sha256, inside) === innerRoot, innerCount]),
    ).toEqual([
      [true, 2],
      [true, 1],
    ]);
    expect(built.item.units).toEqual(units.map(({ units: _, ...unit }) => unit));
    expect(units.flatMap(({ units: inside }) => inside).every(({ innerRoot }) => innerRoot === ZERO_ROOT)).toBe(true);
    expect(units.map(({ content }) => contentSize(decodeContent(content)))).toEqual([8, 2]);
    expect(built.ssccs).toEqual(numbers);
  });

  it('gives way while it works, and stops when it is told to', async () => {
    const controller = new AbortController();
    const breather = new Breather(controller.signal);
    const serials = Array.from({ length: 100_000 }, (_, i) => `S${i}`);
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
      if (turns === 3) controller.abort(new Error('enough'));
    }, 1);
    const work = buildTranche({ ...batch, serials, units: [] }, randomBytes(32), breather, async () => {});
    await expect(work).rejects.toThrow('enough');
    clearInterval(timer);
  });
});
