import {
  decodeContent,
  encodeContent,
  type HolderId,
  type HolderRecord,
  holderKey,
  type Interval,
  type Take,
} from '@packproof/contract';
import { aBatch, type TestBatch, type TestOrganisation, TestRandom } from '@packproof/test-data';
import type { Scene } from './scene';

/** Something that an organisation may try; most tries are accepted, some are refused, and both are fine. */
type Move = (trade: RandomTrade) => Promise<void>;

/** Organisations that do what comes to their mind with the packs of some batches. The same seed, the same trade. */
export class RandomTrade {
  readonly random: TestRandom;
  readonly batches: TestBatch[] = [];
  readonly #holders = new Set<HolderId>();
  accepted = 0;

  constructor(
    readonly scene: Scene,
    seed: number,
  ) {
    this.random = new TestRandom(seed);
  }

  get traders(): TestOrganisation[] {
    const { manufacturer, distributor, pharmacy, hospital } = this.scene.consortium;
    return [manufacturer, distributor, pharmacy, hospital];
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }

  below(limit: number): number {
    return Math.floor(this.random.bytes32()[0]! + this.random.bytes32()[0]! * 256) % limit;
  }

  async run(moves: number): Promise<void> {
    await this.commission();
    await this.commission();
    for (let i = 0; i < moves; i++) await this.pick(MOVES)(this);
  }

  async commission(): Promise<void> {
    const lot = `LOT-${this.batches.length}`;
    const batch = aBatch()
      .of(this.scene.product)
      .lot(lot)
      .packs(60)
      .perBundle(2)
      .perCase(10)
      .perPallet(2)
      .loose(10)
      .made();
    this.batches.push(batch);
    this.scene.keep(batch);
    await this.try(this.scene.consortium.manufacturer, 'commission', batch.commission());
  }

  /** Gives a command and remembers the holders that it made. */
  async try(
    who: TestOrganisation,
    ...[command, body]: Parameters<TestOrganisation['gives']> extends [unknown, ...infer Rest] ? Rest : never
  ): Promise<boolean> {
    this.scene.clock.advance({ seconds: 1 });
    const answer = await who.gives(this.scene.ledger, command, body);
    if (!answer.accepted) return false;
    this.accepted += 1;
    for await (const { entries } of this.scene.ledger.blocks(answer.block, { follow: false })) {
      for (const [key] of entries.flatMap(({ writes }) => writes))
        if (key.startsWith('HOLDER/')) this.#holders.add(key.slice(7));
    }
    return true;
  }

  async holder(id = this.pick([...this.#holders])): Promise<HolderRecord> {
    const key = holderKey(id);
    return (await this.scene.ledger.get([key])).get(key) as HolderRecord;
  }

  /** One that is so, where there is one. */
  async holderThat(isSo: (holder: HolderRecord) => boolean): Promise<HolderRecord | undefined> {
    const records = await this.scene.ledger.get([...this.#holders].map(holderKey));
    const found = ([...records.values()] as HolderRecord[]).filter(isSo);
    return found.length === 0 ? undefined : this.pick(found);
  }

  trader(gln: string | undefined): TestOrganisation | undefined {
    return this.traders.find((trader) => trader.gln === gln);
  }

  /** Who answers for it at the top of its chain. */
  async custodianOf(holder: HolderRecord): Promise<TestOrganisation> {
    const top = holder.parent === undefined ? holder : await this.holder(holder.parent);
    if (top.parent !== undefined) return this.custodianOf(top);
    return this.trader(top.custodian)!;
  }

  async descendants(holder: HolderRecord): Promise<HolderId[]> {
    const found: HolderId[] = [];
    for (const id of this.#holders) {
      const record = await this.holder(id);
      if (record.parent === holder.id) found.push(id, ...(await this.descendants(record)));
    }
    return found;
  }

  /** Some leaves of a holder. */
  some(holder: HolderRecord): string | undefined {
    const content = [...decodeContent(holder.content)];
    if (content.length === 0) return undefined;
    const [tranche, intervals] = this.pick(content);
    const [start, end] = this.pick(intervals);
    const from = start + this.below(end - start);
    const to = from + 1 + this.below(end - from);
    return encodeContent(new Map([[tranche, [[from, to] as Interval]]]));
  }

  async take(): Promise<{ who: TestOrganisation; take: Take[] } | undefined> {
    const holder = await this.holder();
    const content = this.some(holder);
    return content === undefined
      ? undefined
      : { who: await this.custodianOf(holder), take: [{ holder: holder.id, content }] };
  }

  /** A pack of a holder, and its batch. */
  async pack() {
    const holder = await this.holder();
    const content = this.some(holder);
    if (content === undefined) return undefined;
    const [[tranche, [[leaf]]]] = [...decodeContent(content)] as unknown as [[string, [Interval]]];
    const batch = this.batches.find(({ trancheId }) => trancheId === tranche)!;
    return { who: await this.custodianOf(holder), pack: batch.packReference(leaf!, holder.id) };
  }
}

const MOVES: Move[] = [
  async (trade) => {
    if (trade.batches.length < 4) await trade.commission();
  },
  ...Array<Move>(3).fill(async (trade) => {
    const holder = await trade.holder();
    const who = await trade.custodianOf(holder);
    const purpose = trade.pick(['SUPPLY', 'SUPPLY', 'RETURN'] as const);
    const item = { holder: holder.id, children: await trade.descendants(holder) };
    await trade.try(who, 'ship', {
      to: trade.pick(trade.traders).gln,
      purpose,
      items: [item.children.length > 0 ? item : { holder: holder.id }],
    });
  }),
  async (trade) => {
    const found = await trade.take();
    if (found)
      await trade.try(found.who, 'ship', {
        to: trade.pick(trade.traders).gln,
        purpose: 'SUPPLY',
        items: [{ take: found.take }],
      });
  },
  ...Array<Move>(5).fill(async (trade) => {
    const holder = await trade.holderThat(({ transit }) => transit !== undefined);
    const addressee = trade.trader(holder?.transit?.to);
    if (!holder || !addressee) return;
    const as = trade.pick(['RECEIVED', 'RECEIVED', 'RECEIVED', 'MISSING', 'DAMAGED'] as const);
    const content = trade.below(2) === 0 ? trade.some(holder) : undefined;
    const items = [{ holder: holder.id, as, ...(content && { content }) }];
    await trade.try(addressee, 'receive', { shipment: holder.transit!.tx, items });
  }),
  ...Array<Move>(2).fill(async (trade) => {
    const holder = await trade.holderThat(({ disputed }) => disputed !== undefined);
    if (!holder) return;
    const as = trade.pick(['FOUND', 'RETURNED', 'LOST', 'NEVER_SENT'] as const);
    const who = as === 'FOUND' ? trade.trader(holder.disputed!.to) : await trade.custodianOf(holder);
    const content = trade.below(2) === 0 ? trade.some(holder) : undefined;
    const items = [{ holder: holder.id, as, ...(content && { content }) }];
    if (who) await trade.try(who, 'resolve', { shipment: holder.disputed!.tx, items });
  }),
  async (trade) => {
    const holder = await trade.holder();
    if (holder.transit)
      await trade.try(await trade.custodianOf(holder), 'cancelShipment', {
        shipment: holder.transit.tx,
        items: [{ holder: holder.id }],
      });
  },
  ...Array<Move>(2).fill(async (trade) => {
    const found = await trade.take();
    if (!found) return;
    const into = trade.below(2) === 0 ? undefined : { holder: (await trade.holder()).id };
    await trade.try(found.who, 'split', { items: [{ take: found.take, ...(into && { into }) }] });
  }),
  async (trade) => {
    const found = await trade.take();
    if (!found || found.who.companyPrefixes.length === 0) return;
    await trade.try(found.who, 'split', {
      items: [{ take: found.take, into: { sscc: found.who.newSscc(), kind: 'TOTE' } }],
    });
  },
  ...Array<Move>(2).fill(async (trade) => {
    const unit = trade.pick(trade.pick(trade.batches).unitsOf(trade.pick(['CASE', 'BUNDLE'] as const)));
    const holder = await trade.holder(unit.parent!.holder).catch(() => undefined);
    if (holder) await trade.try(await trade.custodianOf(holder), 'detach', { items: [unit.detachment()] });
  }),
  ...Array<Move>(3).fill(async (trade) => {
    const [child, parent] = [await trade.holder(), await trade.holder()];
    await trade.try(await trade.custodianOf(child), 'pack', { items: [{ child: child.id, parent: parent.id }] });
  }),
  async (trade) => {
    const holder = await trade.holder();
    if (holder.parent) await trade.try(await trade.custodianOf(holder), 'unpack', { items: [{ holder: holder.id }] });
  },
  async (trade) => {
    const found = await trade.take();
    if (found)
      await trade.try(found.who, 'store', {
        location: { gln: found.who.gln, extension: 'Z1' },
        items: [{ take: found.take }],
      });
  },
  ...Array<Move>(3).fill(async (trade) => {
    const found = await trade.pack();
    if (found) await trade.try(found.who, 'dispense', { items: [{ pack: found.pack }] });
  }),
  async (trade) => {
    const found = await trade.pack();
    if (found)
      await trade.try(found.who, 'decommission', {
        as: trade.pick(['DESTROYED', 'LOCKED', 'SAMPLE'] as const),
        items: [{ pack: found.pack }],
      });
  },
  async (trade) => {
    const found = await trade.pack();
    if (found)
      await trade.try(found.who, 'reactivate', {
        from: trade.pick(['DISPENSED', 'LOCKED', 'SAMPLE'] as const),
        items: [{ pack: found.pack }],
      });
  },
  async (trade) => {
    const holder = await trade.holder();
    if (holder.children === 0)
      await trade.try(await trade.custodianOf(holder), 'decommission', {
        as: 'LOCKED',
        items: [{ holder: holder.id }],
      });
  },
  async (trade) => {
    const found = await trade.pack();
    const { regulator, manufacturer } = trade.scene.consortium;
    if (!found) return;
    const who = trade.pick([found.who, regulator, manufacturer]);
    const command = trade.pick(['quarantine', 'release'] as const);
    await trade.try(who, command, { reason: 'seal', items: [{ pack: found.pack }] });
  },
  async (trade) => {
    const holder = await trade.holder();
    const who = trade.pick([await trade.custodianOf(holder), trade.scene.consortium.regulator]);
    await trade.try(who, trade.pick(['quarantine', 'release'] as const), {
      reason: 'wet',
      items: [{ holder: holder.id }],
    });
  },
  async (trade) => {
    const batch = trade.pick(trade.batches);
    await trade.try(trade.scene.consortium.manufacturer, trade.pick(['quarantine', 'release'] as const), {
      reason: 'test',
      items: [{ batch: batch.batchId }],
    });
  },
];
