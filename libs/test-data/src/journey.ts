import type { Hex, HolderId, ShipPurpose } from '@packproof/contract';
import type { Ledger, Submitted } from '@packproof/ledger';
import { TestBatch } from './batch';
import type { BatchBuilder } from './batch-builder';
import type { TestOrganisation } from './organisation';
import type { TestUnit } from './unit';

type Accepted = Submitted & { accepted: true };

/** Where a unit's journey has got to. */
export interface Journey {
  readonly batch: TestBatch;
  readonly unit: TestUnit;
  readonly holder: HolderId;
  /** Who answers for it: its shipper while it is under way. */
  readonly custodian: TestOrganisation;
  /** Of the last shipment. */
  readonly shipment?: Hex;
  readonly to?: TestOrganisation;
  readonly answers: readonly Accepted[];
}

interface Progress {
  custodian: TestOrganisation;
  shipment?: Hex;
  to?: TestOrganisation;
  answers: Accepted[];
}
type Leg = (ledger: Ledger, holder: HolderId, progress: Progress) => Promise<void>;

/** `aPallet().of(aBatch().of(product)).shippedTo(distributor).received().shippedTo(pharmacy).on(ledger)` */
export class JourneyBuilder {
  #batch?: BatchBuilder | TestBatch;
  #number = 0;
  readonly #legs: Leg[] = [];

  constructor(readonly kind: 'PALLET' | 'CASE') {}

  /** A batch that is commissioned already is passed as such, a builder's is commissioned first. */
  of(batch: BatchBuilder | TestBatch): this {
    this.#batch = batch;
    return this;
  }

  /** Which unit of the batch; default the first. */
  numbered(number: number): this {
    this.#number = number;
    return this;
  }

  /** Leaves it under way. */
  shippedTo(to: TestOrganisation, purpose: ShipPurpose = 'SUPPLY'): this {
    this.#legs.push(async (ledger, holder, progress) => {
      const body = { to: to.gln, purpose, items: [{ holder }] };
      const answer = await progress.custodian.does(ledger, 'ship', body);
      progress.answers.push(answer);
      progress.shipment = answer.tx;
      progress.to = to;
    });
    return this;
  }

  /** By the addressee, whole. */
  received(): this {
    this.#legs.push(async (ledger, holder, progress) => {
      const { shipment, to } = progress;
      if (!shipment || !to) throw new Error('what is received has been shipped first');
      progress.answers.push(await to.does(ledger, 'receive', { shipment, items: [{ holder, as: 'RECEIVED' }] }));
      progress.custodian = to;
    });
    return this;
  }

  deliveredTo(to: TestOrganisation, purpose: ShipPurpose = 'SUPPLY'): this {
    return this.shippedTo(to, purpose).received();
  }

  async on(ledger: Ledger): Promise<Journey> {
    const batch = await this.#commissioned(ledger);
    const unit = batch.unitsOf(this.kind)[this.#number];
    if (!unit) throw new RangeError(`the batch has no ${this.kind} ${this.#number}`);
    const progress: Progress = { custodian: batch.product.owner, answers: [] };
    for (const leg of this.#legs) await leg(ledger, unit.holder, progress);
    return { batch, unit, holder: unit.holder, ...progress };
  }

  #commissioned(ledger: Ledger): Promise<TestBatch> | TestBatch {
    if (!this.#batch) throw new Error('a unit is of a batch: aPallet().of(aBatch().of(product))');
    return this.#batch instanceof TestBatch ? this.#batch : this.#batch.made().commissionedOn(ledger);
  }
}

export const aPallet = (): JourneyBuilder => new JourneyBuilder('PALLET');
export const aCase = (): JourneyBuilder => new JourneyBuilder('CASE');
