import type { CommissionBody, Hex, Sscc } from '@packproof/contract';
import type { Ledger, Submitted } from '@packproof/ledger';
import type { CommissionBatchInput } from '../../../generated/schema-types';
import { Breather } from '../../breather';
import type { CommandRun, Planned } from '../../outbox/command-runner';
import { requireAccepted } from '../../outbox/require-accepted';
import type { PayloadStore } from '../../payloads/payload-store';
import type { BadSerial } from '../../uploads/serial-check';
import { requireOwnBatch } from './batch-request';
import { countsOf, LEDGER_LIMITS, tranchesOf } from './packing';
import type { SerialSource, Serials } from './serials';
import { buildTranche } from './tranche-builder';
import type { TranchePlanner } from './tranche-planner';

export interface CommissionWatch {
  /** Told of packs that are hashed. */
  progress?(done: number): Promise<void>;
  signal?: AbortSignal;
  /** How long to wait until the packs can be looked up, once they are on the ledger. */
  shownWithinMilliseconds?: number;
}

/** At rest beside the envelope: what the answer is made of again. */
export interface CommissionMemo {
  /** Ledger commands in all. */
  commands: number;
  packs: number;
  /** Rows left out because the record had them. */
  onRecord: readonly number[];
  /** Of this command's tranches. */
  payloads: Hex[];
}

export type CommissionAnswer = Extract<Submitted, { accepted: true }> & { memo: CommissionMemo };

/** Nothing is sent, because of the bad rows: they are the answer. */
export class BadRowsOnly extends Error {
  constructor(readonly badRows: readonly BadSerial[]) {
    super('no row is commissioned');
  }
}

interface Doors {
  ledger: Ledger;
  payloads: PayloadStore;
  serials: Serials;
  planner: TranchePlanner;
}

/** One request, of which the k-th ledger command has up to ten tranches. */
export class CommissionUnderWay {
  /** What this process made, by the payload's hash; an answer that is given again reads the payload instead. */
  readonly built = new Map<Hex, { trancheId: Hex; ssccs: Sscc[] }>();
  readonly #planned = new Map<number, Planned<'commission', CommissionMemo>>();
  readonly #breather: Breather;
  /** For each command and item, where in `packing.units` its units stand. */
  #positions: readonly number[] = [];
  #source: SerialSource | undefined;
  #hashed = 0;

  constructor(
    private readonly doors: Doors,
    readonly run: CommandRun,
    readonly input: CommissionBatchInput,
    readonly watch: CommissionWatch,
  ) {
    this.#breather = new Breather(watch.signal);
  }

  /** @param first of the first command, for those after it. */
  async submit(k: number, first?: CommissionMemo): Promise<CommissionAnswer> {
    const answer = await this.run.submit<'commission', CommissionMemo>('commission', async ({ refused }) => {
      const before = this.#planned.get(k);
      // Other numbers may be free; whatever else was refused would be refused again.
      const renumber = refused?.outcome === 'SSCC_IN_USE' && this.input.packing?.units == null;
      if (before && !renumber) return before;
      const planned = await this.#plan(k, first);
      this.#planned.set(k, planned);
      return planned;
    });
    return requireAccepted(answer, (field) => this.#callersField(field));
  }

  async source(known?: CommissionMemo): Promise<SerialSource> {
    this.#source ??= await this.doors.serials.open(this.run.caller, this.input, this.#breather, known?.onRecord);
    return this.#source;
  }

  async #plan(k: number, first?: CommissionMemo): Promise<Planned<'commission', CommissionMemo>> {
    const { caller } = this.run;
    const { gtin, lot, expiry, packing, onBadRow } = this.input;
    if (!first) await requireOwnBatch(this.doors.ledger, caller.gln, this.input);
    const source = await this.source(first);
    const { count: packs, bad, onRecord } = source;
    if (!first && (packs === 0 || (bad.length > 0 && onBadRow !== 'KEEP_GOOD'))) throw new BadRowsOnly(bad);
    const secret = await this.doors.payloads.productSecret(gtin, caller.gln);
    const tranches = tranchesOf(packs, countsOf(packing));
    const items: CommissionBody['items'] = [];
    const payloads: Hex[] = [];
    for (const [start, end] of tranches.slice(k * LEDGER_LIMITS.items, (k + 1) * LEDGER_LIMITS.items)) {
      const { serials, units, positions } = await this.doors.planner.plan(caller.gln, this.input, source, [start, end]);
      this.#positions = positions;
      const made = await buildTranche({ gtin, lot, expiry, serials, units }, secret, this.#breather, async (done) =>
        this.watch.progress?.(this.#hashed + done),
      );
      this.#hashed += serials.length;
      const { hash } = await this.doors.payloads.put({ plaintext: made.payload, owner: caller.gln });
      this.built.set(hash, { trancheId: made.trancheId, ssccs: made.ssccs });
      payloads.push(hash);
      items.push({ ...made.item, payloadHash: hash });
    }
    return {
      body: items.length > 1 ? { items, atomic: true } : { items },
      memo: { commands: Math.ceil(tranches.length / LEDGER_LIMITS.items), packs, onRecord, payloads },
    };
  }

  #callersField(field: string): string | undefined {
    const unit = /^units\[(\d+)\]/.exec(field);
    if (unit) {
      const position = this.#positions[Number(unit[1])];
      return position === undefined
        ? 'input.packing'
        : `input.packing.units[${position}]${field.slice(unit[0].length)}`;
    }
    if (field.startsWith('location')) return 'options.at';
    return ['gtin', 'lot', 'expiry'].includes(field) ? `input.${field}` : 'input.serials';
  }
}
