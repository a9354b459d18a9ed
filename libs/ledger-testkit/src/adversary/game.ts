import type { CommandName, Envelope, Hex, ItemOutcome, StateKey, StateRecord } from '@packproof/contract';
import { type TestOrganisation, timeOf } from '@packproof/test-data';
import { CHECKS } from './checks/all';
import { changesBetween } from './checks/move';
import { Dice } from './dice';
import { commandAt, DRAFTS } from './drafts/all';
import type { Draft, Drafted } from './drafts/scene';
import { type Market, START } from './market';
import { type Records, recordsOf, type WorldState, withWrites } from './state';
import { type View, viewOf } from './view';
import { promised, Violation } from './violation';

/** One step: where on the wheel of commands, and the choices made in it. */
export type Step = readonly [command: number, choices: readonly number[]];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** How far the clock goes on before a step. */
const PAUSES = [0, 0, 0, 0, 0, 0, MINUTE, MINUTE, HOUR, HOUR, 5 * HOUR, DAY];

/** Where there is nothing of a kind to do, the wheel is turned on: so many times, so far. */
const TURNS = 6;
const TURN = 317;

export interface Accepted {
  tx: Hex;
  results: readonly ItemOutcome[];
  writes: ReadonlyMap<StateKey, StateRecord>;
}

/** One sequence: thinks of commands against the present state, and judges what the ledger made of them. */
export class Game {
  readonly #market: Market;
  #view: View;
  #records: Records;
  readonly #shipments: string[] = [];
  #now = Date.parse(START) + HOUR;
  #commands = 0;

  constructor(market: Market, founded: WorldState, view?: View) {
    this.#market = market;
    this.#records = view?.records ?? recordsOf(founded);
    this.#view = view ?? viewOf(this.#records, market.numbers);
  }

  /** The clock as the adversaries have it, milliseconds since 1970. */
  get now(): number {
    return this.#now;
  }

  get view(): View {
    return this.#view;
  }

  /** The command of a step; undefined for the step that does nothing. */
  next([wheel, choices]: Step): Envelope | undefined {
    if (wheel === 0) return undefined;
    const dice = new Dice(choices);
    for (let turn = 0; turn < TURNS; turn++) {
      const command = commandAt(wheel + turn * TURN);
      if (command === undefined) continue;
      const draft = DRAFTS[command][0] as Draft<CommandName>;
      const drafted = draft({ market: this.#market, view: this.#view, dice, shipments: this.#shipments });
      if (drafted && drafted.body.items.length > 0) return this.#envelope(command, drafted, dice);
    }
    return undefined;
  }

  #envelope(command: CommandName, { actor, body, at }: Drafted<CommandName>, dice: Dice): Envelope {
    const pause = dice.pick(PAUSES);
    // Days pass seldom, or everything has expired and nothing can be undone.
    this.#now += dice.rarely(2) ? 3 * DAY : pause === DAY && !dice.rarely(15) ? HOUR : pause;
    const issuedAt = this.#now;
    const occurredAt = dice.rarely(15) ? issuedAt - dice.below(9) * DAY - dice.below(1440) * MINUTE : issuedAt;
    const wrong = dice.rarely(2) ? dice.pick([MINUTE, -11 * DAY]) : 0;
    this.#commands += 1;
    return {
      ...(command === 'genesis' ? {} : { ledger: this.#market.ledger }),
      commandId: `step-${this.#commands}`,
      actor: actor.gln,
      at: at ?? this.#someAt(dice, actor),
      command,
      issuedAt: timeOf(issuedAt),
      occurredAt: timeOf(wrong === 0 ? occurredAt : issuedAt + wrong),
      body,
    };
  }

  #someAt(dice: Dice, { places }: TestOrganisation): string {
    if (dice.rarely(3)) return this.#market.members[0]!.gln;
    return (dice.rarely(20) ? dice.pick(places) : places[0]!).gln;
  }

  /** Throws a Violation where the ledger accepted what it may not, or did it wrong. */
  judge(envelope: Envelope, { tx, results, writes }: Accepted): void {
    const { items, atomic } = envelope.body;
    promised('i', results.length === items.length, () => `${results.length} results for ${items.length} items`);
    promised(
      'i',
      results.some(({ ok }) => ok),
      () => 'accepted, with every item refused',
    );
    promised('i', !atomic || results.every(({ ok }) => ok), () => 'all or nothing, and yet some');
    const before = this.#view;
    this.#records = withWrites(this.#records, writes);
    this.#view = viewOf(this.#records, this.#market.numbers);
    const after = this.#view;
    const { numbers } = this.#market;
    const changed = changesBetween(before, after);
    const move = { envelope, tx, results, writes, before, after, numbers, changed };
    for (const check of CHECKS) check(move);
    if (envelope.command === 'ship') this.#shipments.push(tx);
  }

  /** A violation with the command that led to it. */
  blame(envelope: Envelope, fault: unknown): Violation {
    const violation = fault instanceof Violation ? fault : new Violation('j', String(fault), { cause: fault });
    violation.message += `\n  by ${JSON.stringify(envelope)}`;
    return violation;
  }
}
