import type { CommandName } from '@packproof/contract';
import { DRAFTS } from './drafts/all';

interface Count {
  given: number;
  accepted: number;
  /** Accepted with some items refused. */
  partly: number;
  refused: Map<string, number>;
}

/** How often each command was given and accepted: an adversary of which nothing is accepted shows nothing. */
export class Tally {
  readonly counts = new Map<CommandName, Count>();
  sequences = 0;

  #of(command: CommandName): Count {
    let count = this.counts.get(command);
    if (!count) {
      count = { given: 0, accepted: 0, partly: 0, refused: new Map() };
      this.counts.set(command, count);
    }
    return count;
  }

  accepted(command: CommandName, partly: boolean): void {
    const count = this.#of(command);
    count.given += 1;
    count.accepted += 1;
    if (partly) count.partly += 1;
  }

  refused(command: CommandName, outcome: string): void {
    const count = this.#of(command);
    count.given += 1;
    count.refused.set(outcome, (count.refused.get(outcome) ?? 0) + 1);
  }

  acceptedOf(command: CommandName): number {
    return this.counts.get(command)?.accepted ?? 0;
  }

  get commands(): number {
    return [...this.counts.values()].reduce((sum, { given }) => sum + given, 0);
  }

  toString(): string {
    const lines = (Object.keys(DRAFTS) as CommandName[]).map((command) => {
      const { given, accepted, partly, refused } = this.#of(command);
      const share = given === 0 ? 0 : Math.round((100 * accepted) / given);
      const why = [...refused].sort((a, b) => b[1] - a[1]).map(([outcome, times]) => `${outcome} ${times}`);
      return `${command.padEnd(21)}${String(given).padStart(7)}${String(accepted).padStart(7)} ${String(share).padStart(3)}%  ${String(partly).padStart(5)} partly  ${why.slice(0, 6).join(', ')}`;
    });
    const accepted = [...this.counts.values()].reduce((sum, count) => sum + count.accepted, 0);
    return [`${this.sequences} sequences, ${this.commands} commands, ${accepted} accepted`, ...lines].join('\n');
  }
}
