import { assessPack, decodeContent, type HolderRecord, hasLeaf, holderKey, type LinkFacts } from '@packproof/contract';
import type { Block } from '@packproof/ledger';
import { describe, expect, it } from 'vitest';
import { RandomTrade } from '../../test/random-trade';
import { aScene } from '../../test/scene';
import type { PackReadingFacts } from '../queries/facts';

const NOT_TRADED = [
  'pack_conflict',
  'payload_fault',
  'recall',
  'recall_target',
  'recall_interval',
  'acknowledgement',
  'anchor',
];

/** The ledger's blocks in groups of random size, some of them more than once. */
function stuttering(blocks: readonly Block[], height: number) {
  return {
    height: async () => height,
    async *blocks(from: number): AsyncIterable<Block> {
      for (let number = from; number < height; number++) {
        yield structuredClone(blocks[number]!);
        if (number % 3 === 0) yield structuredClone(blocks[number]!);
        // One at a time: nothing waits, so nothing is grouped.
        if (number % 5 < 3) await new Promise((resolve) => setTimeout(resolve, 3));
      }
    },
  };
}

describe.each([1, 2, 3])('a random trade (seed %i)', (seed) => {
  it("gives the same rows however blocks are grouped or repeated, a partition, and the ledger's own state", async () => {
    const scene = await aScene();
    const trade = new RandomTrade(scene, seed);
    await trade.run(400);
    expect(trade.accepted).toBeGreaterThan(60);
    const { projector, ledger, queries } = scene;
    await projector.catchUp();
    expect(scene.warnings).toEqual([]);
    expect(await projector.verifyInvariant()).toEqual([]);
    const hashes = await projector.tableHashes();
    const empty = hashes.filter(({ rows }) => rows === 0).map(({ table }) => table);
    expect(empty).toEqual([...NOT_TRADED]);

    const blocks: Block[] = [];
    for await (const block of ledger.blocks(0, { follow: false })) blocks.push(block);
    const other = await scene.another(stuttering(blocks, blocks.length));
    await other.projector.catchUp();
    await other.projector.catchUp();
    expect(await other.projector.tableHashes()).toEqual(hashes);
    await projector.rebuild();
    expect(await projector.tableHashes()).toEqual(hashes);

    // What a verify reads is what the rules would see.
    for (const batch of trade.batches) {
      const readings = batch.serials.map((serial) => ({ gtin: batch.product.gtin, serial, lot: batch.lot }));
      const answers = (await queries.verifyFacts(readings, { asker: trade.traders[0]!.gln })) as PackReadingFacts[];
      for (const [leaf, { pack }] of answers.entries()) {
        const holders = (await ledger.get(pack!.chain.map(holderKey))) as Map<string, HolderRecord>;
        const chain = pack!.chain.map((id) => holders.get(holderKey(id))!);
        expect(hasLeaf(decodeContent(chain[0]!.content), batch.trancheId, leaf)).toBe(true);
        expect(chain.map(({ parent }) => parent)).toEqual([...pack!.chain.slice(1), undefined]);
        const expected: LinkFacts[] = chain.map(({ id, holds, end, transit, disputed, custodian, heldLeaves }, i) => ({
          id,
          holds,
          heldLeaf: i === 0 && hasLeaf(decodeContent(heldLeaves), batch.trancheId, leaf),
          custodian,
          ...(end && { end }),
          ...(transit && { transit: { to: transit.to, tx: transit.tx, purpose: transit.purpose } }),
          ...(disputed && { disputed }),
        }));
        expect(pack!.facts.chain).toEqual(expected);
        expect(
          assessPack(pack!.facts, { asker: 'x', time: '2026-11-24T10:00:00.000Z', purpose: 'SUPPLY' }).outcome,
        ).toBeTruthy();
      }
    }
  });
});
