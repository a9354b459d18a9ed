import { parseRecord } from '@packproof/contract';
import type { Block } from '@packproof/ledger';
import { aPallet, testCryptography } from '@packproof/test-data';
import { describe, expect, it } from 'vitest';
import { replay } from '../replay';
import { allBlocks, folded, type LedgerFactory, sharedStage } from './stage';

/** What was committed, as readers of the ledger get it. */
export function describeBlocks(factory: LedgerFactory): void {
  describe('blocks', () => {
    const stage = sharedStage(factory);

    async function someTrade(): Promise<void> {
      const { ledger, consortium, newBatch } = stage();
      const { distributor, pharmacy, manufacturer } = consortium;
      const batch = await newBatch();
      const { holder } = await aPallet().of(batch).deliveredTo(distributor).deliveredTo(pharmacy).on(ledger);
      const packs = [0, 1, 2, 9].map((leaf) => ({ pack: batch.packReference(leaf, holder) }));
      await pharmacy.gives(ledger, 'dispense', { items: packs });
      await pharmacy.does(ledger, 'quarantine', { reason: 'wet', items: [{ pack: batch.packReference(5, holder) }] });
      const drill = { class: 'III', level: 'WHOLESALE', reason: 'drill', drill: true } as const;
      await manufacturer.does(ledger, 'openRecall', { ...drill, items: [{ batch: batch.batchId }] });
    }

    it('come in order from the first, gapless, with a clock that never goes back', async () => {
      await someTrade();
      const { ledger } = stage();
      const blocks = await allBlocks(ledger);
      expect(blocks.map(({ number }) => number)).toEqual(blocks.map((_block, i) => i));
      expect(await ledger.height()).toBe(blocks.length);
      const indexes = blocks.flatMap(({ entries }) => entries.map(({ index }) => index));
      expect(indexes).toEqual(indexes.map((_index, i) => i));
      const times = blocks.map(({ committedAt }) => committedAt);
      expect(times).toEqual([...times].sort());
      expect(blocks.every(({ entries }) => entries.length > 0)).toBe(true);
    });

    it('come from any number', async () => {
      await someTrade();
      const { ledger } = stage();
      const blocks = await allBlocks(ledger);
      for (const from of [1, Math.floor(blocks.length / 2), blocks.length - 1]) {
        expect(await allBlocks(ledger, from)).toEqual(blocks.slice(from));
      }
      expect(await allBlocks(ledger, blocks.length)).toEqual([]);
    });

    it('come as they are committed, until the reader has enough', async () => {
      const { ledger, consortium } = stage();
      const height = await ledger.height();
      const enough = new AbortController();
      const seen: Block[] = [];
      const reading = (async () => {
        for await (const block of ledger.blocks(height, { signal: enough.signal })) {
          seen.push(block);
          if (seen.flatMap(({ entries }) => entries).length === 3) enough.abort();
        }
      })();
      const txs: string[] = [];
      for (const digit of ['1', '2', '3']) {
        const items = [{ root: digit.repeat(64), count: 1 }];
        txs.push((await consortium.auditor.does(ledger, 'anchor', { items })).tx);
      }
      await reading;
      expect(seen.flatMap(({ entries }) => entries.map(({ tx }) => tx))).toEqual(txs);
    });

    it('give the state, record by record, that the ledger gives', async () => {
      await someTrade();
      const { ledger } = stage();
      const state = folded(await allBlocks(ledger));
      expect(await ledger.get([...state.keys()])).toEqual(state);
      expect((await ledger.get(['ORG/nobody'])).size).toBe(0);
    });

    it('have each entry with its record and nonce, as the ledger gives it alone', async () => {
      await someTrade();
      const { ledger } = stage();
      const entries = (await allBlocks(ledger)).flatMap((block) => block.entries);
      for (const { index, nonce, record, envelope } of entries) {
        const alone = await ledger.entry(index);
        expect(alone && Buffer.compare(alone.nonce, nonce)).toBe(0);
        expect(alone && Buffer.compare(alone.record, record)).toBe(0);
        expect(nonce).toHaveLength(32);
        expect(parseRecord(record).envelope).toEqual(envelope);
      }
      expect(new Set(entries.map(({ nonce }) => Buffer.from(nonce).toString('hex'))).size).toBe(entries.length);
      expect(await ledger.entry(entries.length)).toBeUndefined();
    });

    it('decided again by an auditor from an empty state, give the same', async () => {
      await someTrade();
      const { ledger } = stage();
      const blocks = await allBlocks(ledger);
      expect(await replay(blocks, testCryptography())).toEqual(folded(blocks));
      // An operator who changes anything is found out.
      const spoiled = structuredClone(blocks);
      const last = spoiled.at(-1)!.entries.at(-1)!;
      last.writes = last.writes.slice(1);
      await expect(replay(spoiled, testCryptography())).rejects.toThrow(`entry ${last.index}: its writes are others`);
    });

    it('hold no serial number', async () => {
      const { ledger, newBatch } = stage();
      const batch = await newBatch();
      await someTrade();
      const all = (await allBlocks(ledger)).map(({ entries }) =>
        entries.map(({ record, writes, events }) => `${Buffer.from(record)}${JSON.stringify([writes, events])}`).join(),
      );
      const text = all.join();
      for (const serial of batch.serials) expect(text).not.toContain(serial);
      expect(text).toContain(batch.root);
    });
  });
}
