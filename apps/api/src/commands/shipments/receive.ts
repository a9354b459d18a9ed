import { Inject, Injectable } from '@nestjs/common';
import type { Hex, HolderId, ReceiptKind, ReceiveItem } from '@packproof/contract';
import type { Queries, ShipmentException } from '@packproof/read-model';
import type { CommandOptions, ReceiptExceptionInput, ReceiveInput } from '../../../generated/schema-types';
import { AlertDesk } from '../../alerts/alert-desk';
import type { Caller } from '../../identity/caller';
import { CommandRunner } from '../../outbox/command-runner';
import { Refusal } from '../../refusal';
import { ExceptionReports, type ReportedException } from '../../shipments/exception-reports';
import { QUERIES } from '../../tokens';
import { type ItemResultSource, itemResult, itemResults } from '../items/item-result';
import { type Progress, runItems, type Step } from '../items/item-run';
import { type Located, Locator } from '../items/locator';
import { isAtomic } from '../items/moves';
import { UnitHints } from '../items/unit-hints';
import { type Piece, pieceOf } from './piece';
import { allRefused } from './ship';

export interface Received {
  shipment: Hex;
  results: ItemResultSource[];
  exceptions: (ShipmentException | ReportedException)[];
  receipt: ItemResultSource['receipt'];
}

interface Request {
  caller: Caller;
  input: ReceiveInput;
  /** Exceptions first, then what is received. */
  scans: string[];
  onLedger: ReceiptExceptionInput[];
  beside: ReceiptExceptionInput[];
}

@Injectable()
export class Receive {
  constructor(
    private readonly runner: CommandRunner,
    private readonly locator: Locator,
    private readonly hints: UnitHints,
    private readonly reports: ExceptionReports,
    private readonly alerts: AlertDesk,
    @Inject(QUERIES) private readonly queries: Queries,
  ) {}

  async run(caller: Caller, input: ReceiveInput, options: CommandOptions | null | undefined): Promise<Received> {
    if (input.shipment == null && (input.items ?? []).length === 0) {
      throw new Refusal('INVALID_INPUT', { rule: 'name a shipment or the items that have come' }, 'input');
    }
    const exceptions = input.exceptions ?? [];
    const onLedger = exceptions.filter(({ kind }) => kind === 'MISSING' || kind === 'DAMAGED');
    const beside = exceptions.filter(({ kind }) => kind === 'OVERAGE' || kind === 'WRONG_ITEM');
    const scans = [...onLedger.map(({ scan }) => scan), ...(input.items ?? [])];
    return this.#receive({ caller, input, scans, onLedger, beside }, options);
  }

  #receive(request: Request, options: CommandOptions | null | undefined): Promise<Received> {
    const { caller, input, scans, onLedger } = request;
    return this.runner.run({ caller, mutation: 'receive', input, options }, async (run) => {
      const located = new Map<number, Located>();
      let shipment: Hex | undefined = input.shipment ?? undefined;
      const progress = await runItems(run, scans.length, async ({ k, progress }) => {
        if (k > 1) return undefined;
        const found = await this.locator.locate(
          scans,
          scans.map((_, i) => i),
          caller,
        );
        for (const one of found) located.set(one.position, one);
        shipment ??= found.map(transitOf).find((tx) => tx !== undefined);
        if (shipment === undefined) throw new Refusal(noShipment(found), {}, 'input.items');
        const step = await this.#step(request, found, shipment, progress, run.atomic);
        return step && { ...step, names: [shipment] };
      });
      shipment ??= progress.names[0];
      const missing = scans.map((_, i) => i).filter((i) => !located.has(i));
      if (missing.length > 0)
        for (const one of await this.locator.locate(scans, missing, caller)) located.set(one.position, one);
      const named = itemResults(scans, progress, located);
      const [accepted] = progress.accepted;
      if (!accepted && request.beside.length === 0) throw allRefused(named, 'input.items');
      const reported = await this.#report(request, shipment!);
      const exceptions = await this.#exceptions(caller, shipment!, accepted?.index);
      await this.#annotate(request, exceptions, located);
      if (run.stored === 0) this.#notice(caller, located);
      return {
        shipment: shipment!,
        // What was named first, exceptions after it; they have results too, so that a refused one is not silent.
        results: [...named.slice(onLedger.length), ...named.slice(0, onLedger.length)],
        exceptions: [...exceptions, ...reported],
        receipt:
          named.find(({ receipt }) => receipt)?.receipt ??
          (accepted ? itemResult('', { ok: true, outcome: 'ACCEPTED', receipt: accepted }).receipt : null),
      };
    });
  }

  async #step(
    request: Request,
    found: readonly Located[],
    shipment: Hex,
    progress: Progress,
    atomic: boolean,
  ): Promise<Step | undefined> {
    const { input, onLedger, caller } = request;
    const inners = found.flatMap((one) => (one.kind === 'unit' && !one.recorded ? [one.sscc] : []));
    const hints = new Map(
      (await this.hints.locate(inners)).flatMap((unit) => (unit ? [[unit.sscc, unit] as const] : [])),
    );
    const pieces: Piece[] = [];
    for (const one of found) {
      const as: ReceiptKind =
        one.position < onLedger.length ? (onLedger[one.position]!.kind as ReceiptKind) : 'RECEIVED';
      const piece = pieceOf(one, as, shipment, hints);
      if ('outcome' in piece) progress.refuse(one.position, piece.outcome, piece.params);
      else pieces.push(piece);
    }
    const items: ReceiveItem[] = pieces.map(({ item }) => item);
    const decides = pieces.map(({ position }) => [position]);
    // Named parts go first; then what is left of each holder, in the same command.
    const left = input.items == null ? 'RECEIVED' : input.unnamedAreMissing ? 'MISSING' : undefined;
    if (left) {
      const whole = new Set(
        items.filter((item) => !item.content && !item.children && !item.inner).map(({ holder }) => holder),
      );
      for (const holder of await this.#underway(caller, shipment)) {
        if (whole.has(holder)) continue;
        items.push({ holder, as: left });
        decides.push([]);
      }
    }
    if (items.length === 0 || (atomic && progress.answers.some((answer) => answer?.ok === false))) return undefined;
    return { command: 'receive', body: { shipment, items, ...isAtomic(atomic) }, decides };
  }

  /** Topmost holders of the shipment that are still on their way. */
  async #underway(caller: Caller, shipment: Hex): Promise<HolderId[]> {
    const viewer = { gln: caller.gln, role: caller.organisationRole };
    const [found] = await this.queries.shipmentsById(viewer, [shipment]);
    if (!found) throw new Refusal('NOT_FOUND', { kind: 'shipment', id: shipment }, 'input.shipment');
    const units = await this.queries.unitsById(viewer, found.units);
    return units.flatMap((unit) => (unit?.transit?.tx === shipment && !unit.disputed ? [unit.id] : []));
  }

  /** What is reported beside the ledger, which knows no addressee of it: so it is looked at here. */
  async #report({ caller, beside }: Request, shipment: Hex): Promise<ReportedException[]> {
    if (beside.length === 0) return [];
    const viewer = { gln: caller.gln, role: caller.organisationRole };
    const [found] = await this.queries.shipmentsById(viewer, [shipment]);
    if (!found) throw new Refusal('NOT_FOUND', { kind: 'shipment', id: shipment }, 'input.shipment');
    if (found.to !== caller.gln) throw new Refusal('NOT_ADDRESSEE', { id: shipment }, 'input.shipment');
    return Promise.all(
      beside.map(({ kind, scan, note }) =>
        this.reports.report(caller, {
          shipment,
          kind: kind as 'OVERAGE' | 'WRONG_ITEM',
          scan,
          packs: 1,
          ...(note ? { note } : {}),
        }),
      ),
    );
  }

  async #exceptions(caller: Caller, shipment: Hex, index: number | undefined): Promise<ShipmentException[]> {
    if (index === undefined) return [];
    const viewer = { gln: caller.gln, role: caller.organisationRole };
    const [all] = await this.queries.exceptionsOfShipments(viewer, [shipment]);
    return (all ?? []).filter(({ id }) => id.startsWith(`${index}-`));
  }

  /** Notes go with the exceptions in the order in which they were reported. */
  async #annotate(
    { caller, onLedger }: Request,
    exceptions: readonly ShipmentException[],
    located: ReadonlyMap<number, Located>,
  ) {
    let noted: Hex | undefined;
    for (const [position, { note }] of onLedger.entries()) {
      const one = located.get(position);
      const name = one?.kind === 'unit' ? `sscc:${one.sscc}` : undefined;
      const exception = exceptions.find(({ holder }) => holder === name) ?? exceptions[position];
      if (!note || !exception) continue;
      await this.reports.annotate(exception.id, caller, note);
      noted = exception.shipment;
    }
    // Who watches has looked when the ledger's event came, before the notes were there.
    if (noted) await this.reports.tell(noted);
  }

  #notice(caller: Caller, located: ReadonlyMap<number, Located>): void {
    for (const { verified } of located.values()) this.alerts.notice(verified, caller, 'receive');
  }
}

export const transitOf = ({ verified: { pack, unit } }: Located): Hex | undefined =>
  (pack?.facts.chain ?? unit?.facts.chain)?.find(({ transit }) => transit)?.transit?.tx;

function noShipment(found: readonly Located[]) {
  const refused = found.find((one) => one.kind === 'refused');
  return refused?.kind === 'refused' ? refused.outcome : 'NOT_IN_TRANSIT';
}
