import { type CommandBodies, type CommandName, packKey, type StateKey } from '@packproof/contract';
import type { TestOrganisation } from '@packproof/test-data';
import { describe, expect, it } from 'vitest';
import { allBlocks, type LedgerFactory, type Stage, sharedStage } from './stage';

/** What a movement costs: keys and bytes of the last entry. */
interface Cost {
  keys: number;
  bytes: number;
}

/** "Keys, rows and time of a movement do not grow with the packs inside." */
export function describeSize(factory: LedgerFactory): void {
  describe('size', () => {
    const stage = sharedStage(factory);

    it('of every movement is the same for ten packs and ten thousand', { timeout: 120_000 }, async () => {
      const here = stage();
      const small = await movements(here, 10);
      const large = await movements(here, 10_000);
      expect([...large.keys()]).toEqual([...small.keys()]);
      for (const [movement, { keys, bytes }] of large) {
        const less = small.get(movement)!;
        expect(keys, movement).toBe(less.keys);
        // A leaf number of five digits takes a byte or two more than one of one, wherever content is written down.
        expect(bytes - less.bytes, movement).toBeLessThan(60);
      }
    });

    it('of a dispense is one key', async () => {
      const here = stage();
      const { pharmacy } = here.consortium;
      const { batch } = await deliveredCase(here, 100);
      const pack = batch.packReference(42);
      const cost = await costOf(here, pharmacy, 'dispense', { items: [{ pack }] });
      expect(cost.written).toEqual([packKey(pack.gtin, pack.packId)]);
    });
  });
}

async function costOf<C extends CommandName>(
  { ledger }: Stage,
  by: TestOrganisation,
  command: C,
  body: CommandBodies[C],
): Promise<Cost & { tx: string; written: StateKey[] }> {
  const answer = await by.does(ledger, command, body);
  const [block] = await allBlocks(ledger, answer.block);
  const { writes, record, events } = block!.entries.find(({ tx }) => tx === answer.tx)!;
  const bytes = JSON.stringify([writes, events]).length + record.length;
  return { keys: writes.length, bytes, tx: answer.tx, written: writes.map(([key]) => key) };
}

async function deliveredCase({ ledger, consortium, newBatch }: Stage, packs: number) {
  const { manufacturer, pharmacy } = consortium;
  const batch = await newBatch((b) => b.packs(packs).perCase(packs));
  const items = [{ holder: batch.cases[0]!.holder }];
  const { tx: shipment } = await manufacturer.does(ledger, 'ship', { to: pharmacy.gln, purpose: 'SUPPLY', items });
  await pharmacy.does(ledger, 'receive', { shipment, items: [{ ...items[0]!, as: 'RECEIVED' }] });
  return { batch };
}

/** A pallet of so many packs through everything that moves one. */
async function movements(here: Stage, packs: number): Promise<Map<string, Cost>> {
  const { manufacturer, distributor } = here.consortium;
  const costs = new Map<string, Cost>();
  const cost = async <C extends CommandName>(
    name: string,
    by: TestOrganisation,
    command: C,
    body: CommandBodies[C],
  ) => {
    const { keys, bytes, tx } = await costOf(here, by, command, body);
    costs.set(name, { keys, bytes });
    return tx;
  };
  const batch = await here.newBatch((b) =>
    b
      .packs(packs)
      .perCase(packs / 5)
      .perPallet(5),
  );
  const { holder, units } = batch.pallets[0]!;
  const supply = { to: distributor.gln, purpose: 'SUPPLY' as const, items: [{ holder }] };
  const cancelled = await cost('ship', manufacturer, 'ship', supply);
  await cost('cancel', manufacturer, 'cancelShipment', { shipment: cancelled, items: [{ holder }] });
  const shipment = await cost('ship again', manufacturer, 'ship', supply);
  await cost('receive', distributor, 'receive', { shipment, items: [{ holder, as: 'RECEIVED' }] });
  const location = { gln: distributor.places[1]!.gln, extension: 'A1' };
  await cost('store', distributor, 'store', { location, items: [{ holder }] });
  const half = batch.content(packs / 2);
  await cost('split', distributor, 'split', { items: [{ take: [{ holder, content: half }] }] });
  await cost('detach', distributor, 'detach', { items: [units[1]!.detachment()] });
  const inside = [{ child: units[1]!.holder, parent: holder }];
  await cost('pack', distributor, 'pack', { items: inside });
  await cost('unpack', distributor, 'unpack', { items: [{ holder: units[1]!.holder }] });
  await cost('quarantine', distributor, 'quarantine', { reason: 'x', items: [{ holder }] });
  await cost('release', distributor, 'release', { reason: 'x', items: [{ holder }] });
  await cost('lock', distributor, 'decommission', { as: 'LOCKED', items: [{ holder }] });
  await cost('unlock', distributor, 'reactivate', { from: 'LOCKED', items: [{ holder }] });
  return costs;
}
