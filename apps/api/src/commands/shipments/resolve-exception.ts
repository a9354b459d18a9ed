import { Inject, Injectable } from '@nestjs/common';
import type { MissingResolution } from '@packproof/contract';
import type { Queries, Shipment, ShipmentException } from '@packproof/read-model';
import type { CommandOptions, ExceptionResolution } from '../../../generated/schema-types';
import type { Caller } from '../../identity/caller';
import { CommandRunner } from '../../outbox/command-runner';
import { Refusal } from '../../refusal';
import { ExceptionReports, type ReportedException } from '../../shipments/exception-reports';
import { QUERIES } from '../../tokens';
import { runItems, type Step } from '../items/item-run';

interface Request {
  id: string;
  as: ExceptionResolution;
  note?: string | null;
  options?: CommandOptions | null;
}

/** Closes what the two sides of a shipment do not agree about. */
@Injectable()
export class ResolveException {
  constructor(
    private readonly runner: CommandRunner,
    private readonly reports: ExceptionReports,
    @Inject(QUERIES) private readonly queries: Queries,
  ) {}

  async run(caller: Caller, request: Request): Promise<ShipmentException | ReportedException> {
    const { id, note } = request;
    const viewer = { gln: caller.gln, role: caller.organisationRole };
    const [exception] = await this.queries.exceptionsById(viewer, [id]);
    if (!exception) return this.#settle(caller, request);
    await this.#onLedger(caller, request, exception);
    if (note) await this.reports.annotate(id, caller, note);
    // Damaged goods are released or end, which is no event of the shipment; and a note comes after its event.
    if (note || exception.kind === 'DAMAGED') await this.reports.tell(exception.shipment);
    return (await this.queries.exceptionsById(viewer, [id]))[0] ?? exception;
  }

  /** Either side settles what is no state of the ledger. */
  async #settle(caller: Caller, { id, as, note }: Request): Promise<ReportedException> {
    const report = await this.reports.find(id);
    const shipment = report && (await this.#shipment(caller, report.shipment));
    if (!report || !shipment || ![shipment.from, shipment.to].includes(caller.gln)) {
      throw new Refusal('NOT_FOUND', { kind: 'exception', id }, 'id');
    }
    const settled = await this.reports.settle(id, caller, as, note ?? undefined);
    if (settled) return settled;
    // Said again by the same side: the first answer.
    if (report.resolution === as && report.resolvedBy === caller.gln) return report;
    throw new Refusal('EXCEPTION_RESOLVED', { id }, 'id');
  }

  #onLedger(caller: Caller, { id, as, note, options }: Request, exception: ShipmentException) {
    const step = stepFor(exception, as);
    return this.runner.run({ caller, mutation: 'resolveException', input: { id, as, note }, options }, async (run) => {
      const progress = await runItems(run, 1, async ({ k }) => (k > 1 ? undefined : step));
      const answer = progress.answers[0];
      if (answer && !answer.ok) throw new Refusal(answer.outcome, answer.params, 'id');
    });
  }

  async #shipment(caller: Caller, id: string): Promise<Shipment | undefined> {
    return (await this.queries.shipmentsById({ gln: caller.gln, role: caller.organisationRole }, [id]))[0];
  }
}

/** Damaged goods are held: the matter closes when they are released or gone. */
function stepFor({ kind, holder, shipment, id }: ShipmentException, as: ExceptionResolution): Step {
  if (kind === 'MISSING') {
    if (as === 'SETTLED')
      throw new Refusal(
        'INVALID_INPUT',
        { rule: 'what was missing is found, returned, never sent, lost, stolen or destroyed' },
        'as',
      );
    return { command: 'resolve', body: { shipment, items: [{ holder, as: as as MissingResolution }] }, decides: [[0]] };
  }
  if (as === 'SETTLED' || as === 'FOUND') {
    return { command: 'release', body: { reason: 'usable after all', items: [{ holder }] }, decides: [[0]] };
  }
  if (as === 'DESTROYED' || as === 'STOLEN') {
    return { command: 'decommission', body: { as, items: [{ holder }] }, decides: [[0]] };
  }
  throw new Refusal(
    'INVALID_INPUT',
    { rule: `damaged goods (${id}) are settled, destroyed, or shipped back with the purpose RETURN` },
    'as',
  );
}
