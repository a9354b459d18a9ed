import { Injectable } from '@nestjs/common';
import type { CommandName, HolderId, HoldTarget, ItemOutcome, PackReference, Target } from '@packproof/contract';
import type { CommandOptions } from '../../../generated/schema-types';
import { AlertDesk } from '../../alerts/alert-desk';
import type { Caller } from '../../identity/caller';
import { CommandRunner } from '../../outbox/command-runner';
import { type ItemResultSource, itemResults } from './item-result';
import { type Progress, runItems, type Step } from './item-run';
import { type Located, Locator } from './locator';

interface TargetRequest<C extends CommandName> {
  caller: Caller;
  mutation: string;
  input: unknown;
  options?: CommandOptions | null;
  scans: string[];
  command: C;
  /** The body around its items. */
  body: (located: readonly Located[]) => object;
}

/**
 * Commands that take packs and whole units as they are: dispense, decommission, reactivate, quarantine, release. One
 * ledger command; a second one only for items whose hint was stale.
 */
@Injectable()
export class TargetCommands {
  constructor(
    private readonly runner: CommandRunner,
    private readonly locator: Locator,
    private readonly alerts: AlertDesk,
  ) {}

  run<C extends CommandName>(request: TargetRequest<C>): Promise<ItemResultSource[]> {
    const { caller, scans, mutation, input, options } = request;
    return this.runner.run({ caller, mutation, input, options }, async (run) => {
      const located = new Map<number, Located>();
      const progress = await runItems(run, scans.length, async ({ k, progress, again }) => {
        const positions = k === 1 ? scans.map((_, position) => position) : stale(progress);
        if (positions.length === 0 || k > 2) return undefined;
        // Looked up once more; what is still not there then is the answer.
        const found = await this.locator.locate(scans, positions, caller);
        for (const one of found) located.set(one.position, one);
        if (k === 2)
          for (const position of positions) progress.answers[position] = { ...progress.answers[position]!, ok: false };
        return this.#step(request, found, progress, run.atomic, again);
      });
      const missing = scans.map((_, position) => position).filter((position) => !located.has(position));
      if (missing.length > 0) {
        for (const one of await this.locator.locate(scans, missing, caller)) located.set(one.position, one);
      }
      if (run.stored === 0) this.#notice(request, progress, located);
      return itemResults(scans, progress, located);
    });
  }

  #step<C extends CommandName>(
    { command, body }: TargetRequest<C>,
    located: readonly Located[],
    progress: Progress,
    atomic: boolean,
    again: boolean,
  ): Step | undefined {
    const items: (Target | HoldTarget)[] = [];
    const decides: number[][] = [];
    for (const one of located) {
      const target = targetOf(one);
      if ('outcome' in target) progress.refuse(one.position, target.outcome, target.params);
      else {
        items.push(target);
        decides.push([one.position]);
      }
    }
    const refusedHere = progress.answers.some((answer) => answer && !answer.ok && !answer.receipt);
    if (items.length === 0 || (atomic && refusedHere && !again)) return undefined;
    return {
      command,
      body: { ...body(located), items, ...(atomic ? { atomic: true } : {}) } as never,
      decides,
    };
  }

  #notice({ caller, command }: TargetRequest<CommandName>, progress: Progress, located: ReadonlyMap<number, Located>) {
    if (command !== 'dispense') return;
    progress.answers.forEach((answer, position) => {
      const verified = located.get(position)?.verified;
      if (answer && !answer.ok && verified)
        this.alerts.notice({ ...verified, outcome: answer.outcome as never }, caller, 'dispense');
    });
  }
}

/** A hint that time has overtaken: the pack has moved to another holder meanwhile. */
function stale({ answers }: Progress): number[] {
  return answers.flatMap((answer, position) => (answer?.receipt && answer.outcome === 'NOT_IN_UNIT' ? [position] : []));
}

function targetOf(one: Located): { pack: PackReference } | { holder: HolderId; children?: HolderId[] } | ItemOutcome {
  if (one.kind === 'refused') return { ok: false, outcome: one.outcome, params: one.params };
  if (one.kind === 'pack') return { pack: one.reference };
  // An inner unit without a record has no key of its own to end or hold.
  if (!one.recorded) return { ok: false, outcome: 'UNIT_NESTED', params: { sscc: one.sscc } };
  return { holder: one.holder, ...(one.children.length > 0 ? { children: one.children } : {}) };
}
