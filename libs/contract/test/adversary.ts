import type { CommandBodies, CommandName, MissingResolution, Take } from '../src/commands';
import {
  contentOf,
  decodeContent,
  EMPTY_ENCODED,
  encodeContent,
  forEachInterval,
  hasLeaf,
  type Interval,
} from '../src/content';
import type { HolderId } from '../src/keys';
import type { End, EndState, HolderRecord, PackRecord, ShipPurpose } from '../src/records';
import {
  aTrade,
  HOSPITAL,
  MAKER,
  NOW,
  OTHER_PHARMACY,
  PHARMACY,
  REGULATOR,
  ssccOf,
  type TestLedger,
  WHOLESALER,
  type When,
} from './given';
import { Goods, idOf, innerProof } from './goods';

const ACTORS = [MAKER, WHOLESALER, PHARMACY, HOSPITAL, OTHER_PHARMACY];
const PREFIX: Readonly<Record<string, string>> = {
  [MAKER]: '4012345',
  [WHOLESALER]: '5012345',
  [PHARMACY]: '6012345',
  [HOSPITAL]: '7012345',
  [OTHER_PHARMACY]: '8012345',
};
const ENDS: EndState[] = ['EXPORTED', 'DESTROYED', 'STOLEN', 'SAMPLE', 'FREE_SAMPLE', 'CHECKED_OUT', 'LOCKED'];
const RESOLUTIONS: MissingResolution[] = ['FOUND', 'RETURNED', 'NEVER_SENT', 'LOST', 'STOLEN', 'DESTROYED'];

export interface Attempt {
  command: CommandName;
  body: CommandBodies[CommandName];
  when: Required<Pick<When, 'actor' | 'issuedAt' | 'occurredAt'>>;
}

/** Somebody who gives every command to everybody's holders: mostly ones that could work, often ones that must not. */
export class Adversary {
  readonly ledger: TestLedger = aTrade();
  readonly goods: Goods[];
  readonly #inner;
  #state: number;
  #time = Date.parse(NOW);
  #shipments: string[] = [];
  #recalls: string[] = [];

  constructor(seed: number) {
    this.#state = seed;
    const first = new Goods(20, 'L1');
    const second = new Goods(12, 'L2');
    this.goods = [first, second];
    const bundles = [first.unit(21, [[0, 2]], [], 'BUNDLE'), first.unit(22, [[2, 4]], [], 'BUNDLE')];
    const inCases = [first.unit(11, [[0, 5]], bundles), first.unit(12, [[5, 9]])];
    const others = [second.unit(13, [[0, 3]]), second.unit(14, [[3, 6]])];
    this.#inner = [bundles, inCases, others];
    const pallets = [first.unit(1, [[0, 10]], inCases, 'PALLET'), second.unit(2, [[0, 6]], others, 'PALLET')];
    this.ledger.given('commission', { items: [first.item([pallets[0]!, first.unit(3, [[10, 15]])])] });
    this.ledger.given('commission', { items: [second.item([pallets[1]!, second.unit(4, [[6, 9]])])] });
    for (const [index, pallet] of pallets.entries()) {
      if (this.#chance(50)) this.#deliver(idOf(pallet), ACTORS[1 + index]!);
    }
  }

  #deliver(holder: HolderId, to: string): void {
    const { tx } = this.ledger.given('ship', { items: [{ holder }], to, purpose: 'SUPPLY' });
    this.ledger.given('receive', { items: [{ holder, as: 'RECEIVED' }], shipment: tx }, { actor: to });
  }

  /** Mulberry32: the same sequence for the same seed everywhere. */
  #next(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  }
  #chance(percent: number): boolean {
    return this.#next(100) < percent;
  }
  #one<T>(list: readonly T[]): T {
    return list[this.#next(list.length)]!;
  }

  #holders(test: (holder: HolderRecord) => boolean = () => true): HolderRecord[] {
    const found: HolderRecord[] = [];
    for (const [key, record] of this.ledger.state) {
      if (key.startsWith('HOLDER/') && test(record as HolderRecord)) found.push(record as HolderRecord);
    }
    return found;
  }
  #holder(test?: (holder: HolderRecord) => boolean): HolderRecord {
    const fitting = this.#chance(90) ? this.#holders(test) : [];
    return this.#one(fitting.length > 0 ? fitting : this.#holders());
  }
  #topmost(holder: HolderRecord): HolderRecord {
    return holder.parent === undefined ? holder : this.#topmost(this.ledger.holder(holder.parent));
  }
  /** Mostly who has it. */
  #actor(holder: HolderRecord): string {
    return this.#chance(90) ? this.#topmost(holder).custodian : this.#one(ACTORS);
  }
  #descendants(id: HolderId): HolderId[] {
    const children = this.#holders(({ parent }) => parent === id).map((child) => child.id);
    const all = children.flatMap((child) => [child, ...this.#descendants(child)]);
    return this.#chance(95) ? all : all.slice(1);
  }
  #children(id: HolderId) {
    const children = this.#descendants(id);
    return children.length > 0 ? { children } : {};
  }

  /** Some of the packs that a holder has, or of anything. */
  #someOf(holder: HolderRecord): string {
    if (this.#chance(5)) return this.#one(this.goods).content([this.#next(6), 6 + this.#next(7)]);
    const chosen: [string, Interval][] = [];
    forEachInterval(decodeContent(holder.content), (tranche, start, end) => {
      for (let leaf = start; leaf < end; leaf++) if (this.#chance(40)) chosen.push([tranche, [leaf, leaf + 1]]);
    });
    return chosen.length > 0 && this.#chance(80) ? encodeContent(contentOf(chosen)!) : holder.content;
  }
  #takes(actor: string): Take[] {
    const mine = (holder: HolderRecord) =>
      holder.content !== EMPTY_ENCODED && this.#topmost(holder).custodian === actor;
    return Array.from({ length: 1 + this.#next(3) }, () => {
      const holder = this.#holder(mine);
      return { holder: holder.id, content: this.#someOf(holder) };
    });
  }
  #pack(near?: HolderRecord) {
    const goods = this.#one(this.goods);
    const holder = near ?? this.#holder((one) => decodeContent(one.content).has(goods.tranche));
    const leaves: number[] = [];
    forEachInterval(decodeContent(holder.content), (tranche, start, end) => {
      if (tranche === goods.tranche) for (let leaf = start; leaf < end; leaf++) leaves.push(leaf);
    });
    const leaf = leaves.length > 0 ? this.#one(leaves) : this.#next(goods.count);
    return { holder, target: { pack: goods.pack(leaf, holder.id) } };
  }
  #target() {
    if (this.#chance(65)) return this.#pack();
    const holder = this.#holder(({ parent, content }) => parent === undefined && content !== EMPTY_ENCODED);
    return { holder, target: { holder: holder.id, ...this.#children(holder.id) } };
  }
  /** Something that has ended, if there is anything. */
  #ended(): { holder: HolderRecord; target: object; end?: End | undefined } {
    const packs = [...this.ledger.state]
      .filter(([key, record]) => key.startsWith('PACK/') && (record as PackRecord).end)
      .map(([, record]) => record as PackRecord);
    if (packs.length > 0 && this.#chance(60)) {
      const { tranche, leaf, end } = this.#one(packs);
      const goods = this.goods.find((one) => one.tranche === tranche)!;
      const holder = this.#holders(({ content }) => hasLeaf(decodeContent(content), tranche, leaf))[0]!;
      return { holder, end, target: { pack: goods.pack(leaf, holder.id) } };
    }
    const holder = this.#holder(({ end }) => end !== undefined);
    const whole = { holder: holder.id, ...this.#children(holder.id) };
    return { holder, end: holder.end, target: this.#chance(50) ? whole : this.#pack(holder).target };
  }
  #innerProof(holder: HolderRecord) {
    const list = this.#one(this.#inner);
    void holder;
    return innerProof(list, this.#next(list.length));
  }

  /** One more command, at a time that goes on. */
  attempt(): Attempt {
    this.#time += this.#chance(5) ? 86_400_000 * this.#next(12) : 1000;
    const issuedAt = new Date(this.#time).toISOString();
    const occurredAt = this.#chance(90) ? issuedAt : new Date(this.#time - this.#next(864_000_000)).toISOString();
    const { actor, command, body } = this.#give();
    return { command, body, when: { actor, issuedAt, occurredAt } };
  }

  /** What an accepted command leaves for later ones to name. */
  accepted({ command }: Attempt, tx: string): void {
    if (command === 'ship') this.#shipments.push(tx);
    if (command === 'openRecall') this.#recalls.push(tx);
  }

  #give(): { actor: string; command: CommandName; body: CommandBodies[CommandName] } {
    const command = this.#one(COMMANDS_TRIED);
    const make = this.#makers[command]!;
    const items = 1 + (this.#chance(25) ? this.#next(3) : 0);
    const made = make();
    const more = Array.from({ length: items - 1 }, () => make().body.items[0]);
    const body = { ...made.body, items: [...made.body.items, ...more], ...(this.#chance(10) && { atomic: true }) };
    return { actor: made.actor, command, body: body as unknown as CommandBodies[CommandName] };
  }

  readonly #makers: Record<string, () => { actor: string; body: { items: unknown[] } }> = {
    pack: () => {
      const child = this.#holder(({ parent, id }) => parent === undefined && /^(sscc|part):/.test(id));
      const actor = this.#actor(child);
      const parent = this.#holder(
        (one) => one.id.startsWith('sscc:') && one.parent === undefined && one.custodian === actor,
      );
      const create = this.#chance(40) && { create: { kind: 'TOTE' } };
      const made = `sscc:${ssccOf(PREFIX[actor]!, 500 + this.#next(8))}`;
      return { actor, body: { items: [{ child: child.id, parent: create ? made : parent.id, ...create }] } };
    },
    unpack: () => {
      const holder = this.#holder(({ parent }) => parent !== undefined);
      return { actor: this.#actor(holder), body: { items: [{ holder: holder.id }] } };
    },
    detach: () => {
      const holder = this.#holder(({ innerCount, content }) => innerCount > 0 && content !== EMPTY_ENCODED);
      return { actor: this.#actor(holder), body: { items: [{ holder: holder.id, ...this.#innerProof(holder) }] } };
    },
    split: () => {
      const actor = this.#actor(this.#holder(({ content }) => content !== EMPTY_ENCODED));
      const into = this.#one([
        {},
        { into: { sscc: ssccOf(PREFIX[actor]!, 600 + this.#next(5)), kind: 'TOTE' } },
        { into: { holder: this.#holder(({ custodian, id }) => custodian === actor && !id.startsWith('loose:')).id } },
      ]);
      return { actor, body: { items: [{ take: this.#takes(actor), ...into }] } };
    },
    store: () => {
      const holder = this.#holder(({ parent }) => parent === undefined);
      const actor = this.#actor(holder);
      const item = this.#chance(30) ? { holder: holder.id } : { take: this.#takes(actor) };
      return { actor, body: { items: [item], location: { gln: actor, extension: this.#one(['A', 'B']) } } as never };
    },
    ship: () => {
      const holder = this.#holder(
        ({ parent, content, transit }) => parent === undefined && content !== EMPTY_ENCODED && !transit,
      );
      const actor = this.#actor(holder);
      const item = this.#chance(60)
        ? { holder: holder.id, ...this.#children(holder.id) }
        : { take: this.#takes(actor) };
      const purpose: ShipPurpose = this.#one(['SUPPLY', 'SUPPLY', 'SUPPLY', 'RETURN', 'DESTRUCTION']);
      const to = purpose === 'RETURN' && holder.from && this.#chance(70) ? holder.from : this.#one(ACTORS);
      return { actor, body: { items: [item], to, purpose } as never };
    },
    cancelShipment: () => {
      const holder = this.#holder(({ transit }) => transit !== undefined);
      const shipment = holder.transit?.tx ?? this.#one([...this.#shipments, this.goods[0]!.tranche]);
      return { actor: this.#actor(holder), body: { items: [{ holder: holder.id }], shipment } as never };
    },
    receive: () => {
      const holder = this.#holder(({ transit }) => transit !== undefined);
      const shipment = holder.transit?.tx ?? this.#one([...this.#shipments, this.goods[0]!.tranche]);
      const actor = holder.transit && this.#chance(95) ? holder.transit.to : this.#one(ACTORS);
      const item = {
        holder: holder.id,
        as: this.#one(['RECEIVED', 'MISSING', 'MISSING', 'DAMAGED']),
        ...this.#named(holder, true),
      };
      return { actor, body: { items: [item], shipment } as never };
    },
    resolve: () => {
      const holder = this.#holder(({ disputed }) => disputed !== undefined);
      const as = this.#one(RESOLUTIONS);
      const right = as === 'FOUND' ? holder.disputed?.to : holder.custodian;
      const shipment = holder.disputed?.tx ?? this.#one([...this.#shipments, this.goods[0]!.tranche]);
      const actor = right !== undefined && this.#chance(95) ? right : this.#one(ACTORS);
      return { actor, body: { items: [{ holder: holder.id, as, ...this.#named(holder, false) }], shipment } as never };
    },
    dispense: () => {
      const { holder, target } = this.#target();
      return { actor: this.#chance(90) ? this.#actor(holder) : PHARMACY, body: { items: [target] } };
    },
    decommission: () => {
      const { holder, target } = this.#target();
      return { actor: this.#actor(holder), body: { items: [target], as: this.#one(ENDS) } as never };
    },
    reactivate: () => {
      const { holder, target, end } = this.#ended();
      const from = end && this.#chance(95) ? end.as : this.#one(ENDS);
      const actor = end && this.#chance(90) ? end.by : this.#actor(holder);
      return { actor, body: { items: [target], from } as never };
    },
    quarantine: () => {
      const { holder, target } = this.#target();
      const nested = this.#holder();
      const item = this.#one<unknown>([
        target,
        target,
        { holder: nested.id, ...this.#children(nested.id) },
        { batch: this.#one(this.goods).batch },
      ]);
      return {
        actor: this.#one([this.#actor(holder), this.#actor(nested), MAKER, REGULATOR]),
        body: { items: [item], reason: 'x' } as never,
      };
    },
    release: () => {
      const heldBy = ({ holds, heldLeaves }: HolderRecord) =>
        Object.keys(holds).length > 0 || heldLeaves !== EMPTY_ENCODED;
      const holder = this.#holder(heldBy);
      const setter = Object.keys(holder.holds)[0] ?? this.#actor(holder);
      const item = this.#one<unknown>([
        { holder: holder.id },
        this.#pack(holder).target,
        { batch: this.#one(this.goods).batch },
      ]);
      const actor = this.#one([setter, setter, MAKER, REGULATOR]);
      return { actor, body: { items: [item], reason: 'x', ...(actor === REGULATOR && { setBy: setter }) } as never };
    },
    openRecall: () => {
      const goods = this.#one(this.goods);
      const content = this.#chance(70) && { content: goods.content([this.#next(6), 6 + this.#next(6)]) };
      const item = { batch: goods.batch, ...content };
      const body = { items: [item], class: 'II', level: 'PHARMACY', reason: 'x', drill: this.#chance(20) };
      return { actor: this.#one([MAKER, REGULATOR, PHARMACY]), body };
    },
    closeRecall: () => {
      const recall = this.#one([...this.#recalls, this.goods[0]!.tranche]);
      return {
        actor: this.#one([MAKER, REGULATOR, PHARMACY]),
        body: { items: [{ recall, note: 'x', lift: this.#chance(90) }] },
      };
    },
  };

  #named(holder: HolderRecord, inner: boolean): object {
    const children = this.#holders(({ parent }) => parent === holder.id).map(({ id }) => id);
    return this.#one<object>([
      {},
      { content: this.#someOf(holder) },
      children.length > 0 ? { children: children.slice(0, 1) } : {},
      inner ? { inner: this.#innerProof(holder) } : {},
    ]);
  }
}

const COMMANDS_TRIED: CommandName[] = [
  ...['pack', 'pack', 'unpack', 'detach', 'split', 'split', 'store', 'ship', 'ship', 'cancelShipment'],
  ...[
    'receive',
    'receive',
    'receive',
    'resolve',
    'resolve',
    'dispense',
    'dispense',
    'decommission',
    'reactivate',
    'reactivate',
  ],
  ...['quarantine', 'release', 'release', 'openRecall', 'closeRecall', 'closeRecall'],
] as CommandName[];
