import { describe, expect, it } from 'vitest';
import { Adversary, type Attempt } from '../test/adversary';
import { REGULATOR } from '../test/given';
import { faultsIn, leafKey, type Picture, pictureOf } from '../test/picture';
import { DISPENSING } from '../test/roles';
import { decodeContent, EMPTY_ENCODED, forEachInterval } from './content';
import type { LedgerEvent } from './decision';
import { batchKey } from './keys';
import type { BatchRecord } from './records';

const SEQUENCES = Number(process.env.PACKPROOF_SEQUENCES ?? 60);
const COMMANDS = 80;

/** Who shipped each pack last to who has it: what a topmost holder's `from` must say of all in it, or say nothing. */
type LastFrom = Map<string, string>;

describe('what must hold, after any sequence of commands by any adversary', () => {
  it(`${SEQUENCES} sequences of ${COMMANDS} commands`, () => {
    let accepted = 0;
    const given = new Map<string, number>();
    for (let seed = 1; seed <= SEQUENCES; seed++) {
      const adversary = new Adversary(seed);
      const { ledger, goods } = adversary;
      let before = pictureOf(ledger, goods);
      const lastFrom: LastFrom = new Map();
      for (const [key, leaf] of before.leaves) {
        const from = leaf.chain.at(-1)!.from;
        if (from !== undefined) lastFrom.set(key, from);
      }
      const log: Attempt[] = [];
      for (let i = 0; i < COMMANDS; i++) {
        const attempt = adversary.attempt();
        log.push(attempt);
        const state = new Map(ledger.state);
        const decision = ledger.give(attempt.command, attempt.body, attempt.when);
        if (!decision.accepted) continue;
        accepted++;
        given.set(attempt.command, (given.get(attempt.command) ?? 0) + 1);
        adversary.accepted(attempt, decision.tx);
        const context = () => `seed ${seed}, command ${i}: ${JSON.stringify(attempt)}`;
        const after = pictureOf(ledger, goods);
        const faults = [
          ...faultsIn(after),
          ...changesWronged(before, after, attempt, lastFrom),
          ...suppliesWronged(
            before,
            after,
            attempt,
            decision.events,
            (batch) => state.get(batchKey(batch)) as BatchRecord,
          ),
        ];
        expect(faults, context()).toEqual([]);
        before = after;
      }
    }
    // An adversary of whom nothing is accepted proves nothing.
    expect(accepted).toBeGreaterThan(SEQUENCES * COMMANDS * 0.25);
    for (const command of [
      'pack',
      'unpack',
      'detach',
      'split',
      'store',
      'ship',
      'cancelShipment',
      'receive',
      'resolve',
      'dispense',
      'decommission',
      'reactivate',
      'quarantine',
      'release',
      'openRecall',
      'closeRecall',
    ]) {
      expect(given.get(command) ?? 0, command).toBeGreaterThan(SEQUENCES / 8);
    }
  }, 600_000);
});

/** What a command may change about a pack's custody, holds, end and origin. */
function changesWronged(
  before: Picture,
  after: Picture,
  { command, when: { actor } }: Attempt,
  lastFrom: LastFrom,
): string[] {
  const faults: string[] = [];
  for (const [key, now] of after.leaves) {
    const was = before.leaves.get(key)!;
    const say = (fault: string) => faults.push(`${key} ${fault}`);
    if (now.custodian !== was.custodian) {
      const top = was.chain.at(-1)!;
      const addressed = command === 'receive' ? top.transit?.to : command === 'resolve' ? top.disputed?.to : undefined;
      if (addressed !== actor || now.custodian !== actor) say(`went from ${was.custodian} to ${now.custodian}`);
      lastFrom.set(key, was.custodian);
    }
    const mayHold = command === 'quarantine' || command === 'ship' || command === 'receive';
    const [held, heldNow] = [was.holders, now.holders].map((list) => new Set(list.split(',').filter(Boolean)));
    for (const by of heldNow!) if (!held!.has(by) && !(mayHold && by === actor)) say(`is held by ${by}`);
    for (const by of held!) {
      if (!heldNow!.has(by) && !(command === 'release' && (by === actor || actor === REGULATOR)))
        say(`lost the hold of ${by}`);
    }
    if (was.end && (was.end.as === 'STOLEN' || was.end.as === 'DESTROYED') && now.end?.as !== was.end.as)
      say('came back');
    if (was.end && !now.end && command !== 'reactivate') say('is active again');
    if (was.end && !now.end && (was.end.by !== actor || was.custodian !== actor)) say('was reactivated by another');
    const top = now.chain.at(-1)!;
    if (top.from !== undefined && top.from !== lastFrom.get(key))
      say(`comes from ${lastFrom.get(key)}, not ${top.from}`);
  }
  return faults;
}

/** Nothing that is blocked is supplied or shipped for supply, and nothing is supplied twice. */
function suppliesWronged(
  before: Picture,
  after: Picture,
  { when: { actor } }: Attempt,
  events: readonly LedgerEvent[],
  batchOf: (batch: string) => BatchRecord,
): string[] {
  const faults: string[] = [];
  const dispensed = new Set<string>();
  for (const event of events) {
    if (event.type === 'DISPENSED' && !DISPENSING.includes(actor)) faults.push(`dispensed by ${actor}`);
    for (const key of suppliedBy(event, after)) {
      const { pack, end, holders, custodian, chain, goods, leaf } = before.leaves.get(key)!;
      // What ended alone is inert in what goes as a whole, also if it did so in this very command.
      if (event.holder !== undefined && (pack?.end || dispensed.has(key))) continue;
      const say = (fault: string) => faults.push(`${key} supplied: ${fault}`);
      if (event.type === 'DISPENSED') {
        if (dispensed.has(key)) say('twice at once');
        dispensed.add(key);
      }
      if (end) say(`although ${end.as}`);
      if (holders !== '') say(`although held by ${holders}`);
      if (custodian !== actor) say(`by ${actor}, in the custody of ${custodian}`);
      if (chain.some(({ transit, disputed }) => transit || disputed)) say('not at rest');
      const batch = batchOf(goods.batch);
      if (Object.keys(batch.holds).length > 0) say('although its batch is held');
      if (batch.recalls.some(({ content }) => recalls(content, leaf))) say('although recalled');
    }
  }
  return faults;
}

function suppliedBy(event: LedgerEvent, after: Picture): string[] {
  if (event.type === 'DISPENSED' && event.pack) return [leafKey(event.pack.tranche, event.pack.leaf)];
  const whole = event.type === 'DISPENSED' || (event.type === 'SHIPPED' && event.purpose === 'SUPPLY');
  if (!whole) return [];
  return [...after.leaves].filter(([, { chain }]) => chain.some(({ id }) => id === event.holder)).map(([key]) => key);
}

function recalls(content: string | undefined, leaf: number): boolean {
  let covers = content === undefined;
  forEachInterval(decodeContent(content ?? EMPTY_ENCODED), (_tranche, start, end) => {
    covers ||= start <= leaf && leaf < end;
  });
  return covers;
}
