import type { CommandBodies, CommandName, ItemOutcome, LedgerEvent } from '@packproof/contract';
import type { Submitted } from '@packproof/ledger';
import type { Outcome } from '@packproof/outcomes';
import type { CommandRun } from '../../outbox/command-runner';
import { Refusal } from '../../refusal';

/** A ledger command of which each item decides about some of the caller's scans. */
export interface Step<C extends CommandName = CommandName> {
  command: C;
  body: CommandBodies[C];
  /** For each item of the body the positions of the scans that it decides about. */
  decides: number[][];
  /** Numbers that were given to what the items make. */
  names?: string[];
}

/** At rest beside the envelope, so that a repetition answers as the first time: positions and codes only. */
interface Memo {
  decides: number[][];
  door: [position: number, outcome: Outcome][];
  names?: string[];
}

export interface ItemAnswer extends ItemOutcome {
  receipt?: Submitted & { accepted: true };
}

/** What is known so far of each scan. */
export class Progress {
  readonly answers: (ItemAnswer | undefined)[];
  readonly accepted: (Submitted & { accepted: true })[] = [];
  names: string[] = [];

  constructor(count: number) {
    this.answers = new Array<ItemAnswer | undefined>(count).fill(undefined);
  }

  /** Refused before the ledger was asked. */
  refuse(position: number, outcome: Outcome, params?: ItemOutcome['params']): void {
    this.answers[position] = { ok: false, outcome, ...(params ? { params } : {}) };
  }

  get events(): LedgerEvent[] {
    return this.accepted.flatMap(({ events }) => events);
  }

  get open(): number[] {
    return this.answers.flatMap((answer, position) => (answer === undefined ? [position] : []));
  }
}

export interface StepQuestion {
  /** 1 for the first ledger command of the mutation. */
  k: number;
  progress: Progress;
  /** The same command again after the ledger refused it whole: look hints up anew. */
  again: boolean;
}

/** What to send next, or undefined when nothing is left to send. */
export type NextStep = (question: StepQuestion) => Promise<Step | undefined>;

const MOST_STEPS = 12;

/**
 * Sends one ledger command after the other until `next` has nothing more to say. Commands that an earlier request with
 * the same command id has stored are sent again as they were; from there on it is planned by what is on record now.
 */
export async function runItems(run: CommandRun, count: number, next: NextStep): Promise<Progress> {
  const progress = new Progress(count);
  for (let k = 1; k <= MOST_STEPS; k += 1) {
    let step: Step | undefined;
    if (k > run.stored) {
      step = await next({ k, progress, again: false });
      if (!step || step.decides.length === 0) break;
    }
    const answer = await run.submit(step?.command ?? 'dispense', async ({ number }) => {
      if (number > 1 || !step) step = (await next({ k, progress, again: true })) ?? step;
      if (!step) throw new Refusal('NOT_FOUND', {});
      return { body: step.body as never, memo: memoOf(step, progress) };
    });
    apply(answer, (answer.memo ?? (step && memoOf(step, progress)) ?? { decides: [], door: [] }) as Memo, progress);
  }
  return progress;
}

const memoOf = ({ decides, names }: Step, { answers }: Progress): Memo => ({
  decides,
  ...(names ? { names } : {}),
  door: answers.flatMap((answer, position) =>
    answer && !answer.ok && !answer.receipt ? [[position, answer.outcome] as [number, Outcome]] : [],
  ),
});

function apply(answer: Submitted, memo: Memo, progress: Progress): void {
  if (memo.names) progress.names = memo.names;
  for (const [position, outcome] of memo.door) progress.answers[position] ??= { ok: false, outcome };
  if (answer.accepted) progress.accepted.push(answer);
  // Refused before its items were looked at: licence, role, place, clock… concern the mutation as a whole.
  else if (!answer.results) throw new Refusal(answer.outcome, answer.params, answer.field);
  const receipt = answer.accepted ? { receipt: answer } : {};
  memo.decides.forEach((positions, item) => {
    const result = answer.results?.[item];
    if (result) for (const position of positions) progress.answers[position] = { ...result, ...receipt };
  });
}
