import {
  type CommissionBody,
  type Hex,
  type HolderId,
  type InnerUnit,
  type PackReference,
  type Sscc,
  unitHolderId,
} from '@packproof/contract';
import type { Ledger } from '@packproof/ledger';
import {
  aBatch,
  aCase,
  aConsortium,
  aPallet,
  aProduct,
  registerProducts,
  type TestBatch,
  TestClock,
  type TestConsortium,
  type TestKey,
  type TestOrganisation,
  type TestProduct,
} from '@packproof/test-data';
import { InnerProofs } from './inner-proofs';
import { LeafNumbers } from './leaf-numbers';

export const START = '2026-11-24T10:00:00.000Z';
/** Three days after the start. */
const SOON = '2026-11-27';

type CommissionItem = CommissionBody['items'][number];
export interface Offer {
  batch: TestBatch;
  item: CommissionItem;
}

/** All that adversaries know: members with their keys, packs with all proofs, honest commitments and crooked ones. */
export class Market {
  readonly clock = new TestClock(START);
  readonly consortium: TestConsortium = aConsortium({ clock: this.clock, seed: 'adversary' });
  /** Registered at the start. */
  readonly members: readonly TestOrganisation[];
  /** Not registered at the start. */
  readonly outsiders: readonly TestOrganisation[];
  readonly products: readonly TestProduct[];
  /** Not registered at the start. */
  readonly newProducts: readonly TestProduct[];
  readonly numbers: LeafNumbers;
  readonly proofs = new InnerProofs();
  readonly committed: readonly TestBatch[];
  /** What may still be committed. */
  readonly offers: readonly Offer[];
  readonly newKeys: readonly { owner: TestOrganisation; key: TestKey }[];
  readonly #references = new Map<number, Omit<PackReference, 'holder'>>();
  readonly #ssccs = new Map<TestOrganisation, Sscc[]>();

  constructor() {
    const { consortium } = this;
    const { manufacturer, otherManufacturer, regulator } = consortium;
    this.members = [regulator, ...consortium.members];
    this.outsiders = [
      consortium.newOrganisation('DISTRIBUTOR', 'Outer Wholesale'),
      consortium.newOrganisation('HOSPITAL', 'Outer Clinic'),
    ];
    const [first, second, other] = [
      aProduct().by(manufacturer),
      aProduct().numbered(2).by(manufacturer),
      aProduct().by(otherManufacturer),
    ];
    this.products = [first, second, other];
    this.newProducts = [aProduct().numbered(3).by(manufacturer), aProduct().numbered(4).by(consortium.distributor)];
    const palletised = aBatch().of(first).lot('A').packs(24).perBundle(2).perCase(4).perPallet(2).loose(8).made();
    this.committed = [
      palletised,
      aBatch().of(second).lot('B').packs(32).perBundle(2).perCase(4).loose(4).made(),
      aBatch().of(other).lot('C').packs(16).perCase(4).perPallet(2).made(),
      aBatch().of(first).lot('D').expiring(SOON).packs(12).perCase(4).loose(4).made(),
      // The same serials at other leaves: rule 7.
      aBatch().of(first).lot('A').serials(palletised.serials.slice(0, 8).reverse()).perCase(4).made(),
    ];
    const honest = [
      aBatch().of(second).lot('B').serials(['NEW1', 'NEW2', 'NEW3', 'NEW4']).perCase(2).made(),
      aBatch().of(other).lot('E').packs(6).made(),
      // One serial twice in one tranche.
      aBatch().of(first).lot('A').serials(['TWIN', 'SOLO', 'TWIN', 'LAST']).perCase(2).made(),
    ];
    for (const batch of [...this.committed, ...honest]) this.proofs.commitAll(batch.units);
    const crooked = [0, 1, 2].map((number) => aBatch().of(first).lot(`X${number}`).packs(12).made());
    this.numbers = new LeafNumbers([...this.committed, ...honest, ...crooked]);
    const offer = (batch: TestBatch): Offer => ({ batch, item: batch.commission().items[0]! });
    this.offers = [
      ...honest.map(offer),
      ...crooked.map((batch, number) => ({
        batch,
        item: { ...offer(batch).item, units: this.#crookedUnits(batch, number) },
      })),
    ];
    this.newKeys = [...this.members, ...this.members].map((owner) => ({ owner, key: owner.newKey() }));
    for (const member of [...this.members, ...this.outsiders]) {
      this.#ssccs.set(
        member,
        member.companyPrefixes.length === 0 ? [] : Array.from({ length: 8 }, () => member.newSscc()),
      );
    }
  }

  organisation(gln: string): TestOrganisation | undefined {
    return this.everybody.find((member) => member.gln === gln);
  }

  get everybody(): readonly TestOrganisation[] {
    return [...this.members, ...this.outsiders];
  }

  /** A few numbers of its own, so that they are used again and again. */
  ssccsOf(member: TestOrganisation): readonly Sscc[] {
    return this.#ssccs.get(member) ?? [];
  }

  reference(leaf: number, holder: HolderId): PackReference {
    let known = this.#references.get(leaf);
    if (!known) {
      const { batch, leaf: index } = this.numbers.batchOf(leaf);
      const { holder: _holder, ...reference } = batch.packReference(index);
      known = reference;
      this.#references.set(leaf, known);
    }
    return { ...known, holder };
  }

  /** Units that a dishonest maker commits: what lies inside them is more than there is, or somebody else's. */
  #crookedUnits(batch: TestBatch, number: number): InnerUnit[] {
    const { manufacturer, distributor } = this.consortium;
    const [mine, foreign] = [() => manufacturer.newSscc(), () => distributor.newSscc()];
    const of = (from: number, to: number) => batch.content(from, to);
    const none = this.proofs.commit([]);
    const unit = (
      kind: InnerUnit['kind'],
      sscc: Sscc,
      content: string,
      inner: readonly InnerUnit[] = [],
    ): InnerUnit => ({
      kind,
      sscc,
      content,
      ...(inner.length === 0 ? none : this.proofs.commit(inner)),
    });
    const strangers = this.committed[2]!.content(0, 8);
    const designs: (() => InnerUnit[])[] = [
      // Two cases that both name some packs, and a bundle that names more than its case.
      () => {
        const bundle = unit('BUNDLE', mine(), of(0, 12));
        const cases = [unit('CASE', mine(), of(0, 6), [bundle]), unit('CASE', mine(), of(2, 8))];
        return [unit('PALLET', mine(), of(0, 8), cases)];
      },
      // Somebody else's packs, somebody else's number, the pallet's own number, and nothing at all.
      () => {
        const own = mine();
        const inner = [
          unit('CASE', mine(), strangers),
          unit('CASE', foreign(), of(0, 2)),
          unit('CASE', own, of(2, 4)),
          unit('CASE', mine(), 'AA'),
        ];
        return [unit('PALLET', own, of(0, 4), inner), unit('CASE', mine(), of(6, 12))];
      },
      // Seven levels deep.
      () => {
        let inner: InnerUnit[] = [];
        for (let depth = 0; depth < 7; depth++) inner = [unit('TOTE', mine(), of(0, 8), inner)];
        return inner;
      },
    ];
    return designs[number]!();
  }

  get ledger(): Hex {
    return this.consortium.ledgerId;
  }

  /** Puts the market on a ledger: packs committed, and some of them delivered already or under way. */
  async found(ledger: Ledger): Promise<void> {
    const { consortium, committed } = this;
    const { distributor, pharmacy, otherPharmacy, hospital, manufacturer } = consortium;
    await consortium.found(ledger);
    await registerProducts(ledger, ...this.products);
    for (const batch of committed) await batch.commissionedOn(ledger);
    const [a, b, c, d, again] = committed as [TestBatch, TestBatch, TestBatch, TestBatch, TestBatch];
    await aPallet().of(a).deliveredTo(distributor).on(ledger);
    await aCase().of(b).deliveredTo(pharmacy).on(ledger);
    await aCase().of(b).numbered(1).deliveredTo(otherPharmacy).on(ledger);
    await aPallet().of(c).deliveredTo(distributor).shippedTo(hospital).on(ledger);
    await aCase().of(d).deliveredTo(pharmacy).on(ledger);
    await aCase().of(again).deliveredTo(hospital).on(ledger);
    // Units with records inside, which have been somebody else's before: a child's own custodian is stale.
    for (const [first, receiver] of [
      [2, distributor],
      [4, pharmacy],
    ] as const) {
      const [one, other] = [b.cases[first]!, b.cases[first + 1]!];
      const items = [{ child: one.holder, parent: other.holder }];
      await manufacturer.does(ledger, 'pack', { items });
      const shipped = [{ holder: other.holder, children: [one.holder] }];
      const { tx } = await manufacturer.does(ledger, 'ship', { to: receiver.gln, purpose: 'SUPPLY', items: shipped });
      await receiver.does(ledger, 'receive', { shipment: tx, items: [{ holder: other.holder, as: 'RECEIVED' }] });
    }
    // A tower of five, of six that may be.
    let top = b.cases[6]!.holder;
    const inside: HolderId[] = [];
    for (const sscc of this.ssccsOf(manufacturer).slice(0, 4)) {
      const items = [{ child: top, parent: unitHolderId(sscc), create: { kind: 'TOTE' as const } }];
      await manufacturer.does(ledger, 'pack', { items });
      inside.push(top);
      top = unitHolderId(sscc);
    }
    const tower = [{ holder: top, children: inside }];
    const { tx } = await manufacturer.does(ledger, 'ship', { to: distributor.gln, purpose: 'SUPPLY', items: tower });
    await distributor.does(ledger, 'receive', { shipment: tx, items: [{ holder: top, as: 'RECEIVED' }] });
    await manufacturer.does(ledger, 'ship', {
      to: pharmacy.gln,
      purpose: 'SUPPLY',
      items: [{ take: [{ holder: a.holderAt(16), content: a.content(16, 20) }] }],
    });
  }
}
