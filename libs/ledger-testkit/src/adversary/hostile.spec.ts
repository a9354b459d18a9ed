import { decide, type Envelope, type StateKey } from '@packproof/contract';
import { isOutcome } from '@packproof/outcomes';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { foundedInMemory } from './founding';
import { Game, type Step } from './game';
import { drive, type Founded, trusting, txOf } from './play-on-rules';
import { scripts } from './scripts';
import { seedOfRun } from './seed';
import type { WorldState } from './state';

const SEED = seedOfRun();

/** What comes over a wire, and what a program in between may make of it. */
const anything = fc.oneof(
  fc.anything(),
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    null,
    undefined,
    '',
    ' ',
    [],
    {},
    -1,
    0,
    1.5,
    2 ** 32,
    2 ** 53,
    Number.NaN,
    true,
    '__proto__',
  ),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('AA', 'A', 'sscc:', 'part:0:0', 'zone:::', 'loose:', '0'.repeat(64), '0000000000000', '\ud800'),
);

interface Substitution {
  path: readonly number[];
  value: unknown;
  /** Also a field of this name beside it. */
  field: string;
}

const substitution: fc.Arbitrary<Substitution> = fc.record({
  path: fc.array(fc.nat(30), { minLength: 1, maxLength: 7 }),
  value: anything,
  field: fc.constantFrom('', '', 'items', 'atomic', 'holder', '__proto__', 'constructor', 'x'),
});

/** The value at a path of choices replaced; a copy. */
function substituted(value: unknown, { path, value: other, field }: Substitution): unknown {
  const [choice, ...rest] = path;
  if (choice === undefined || typeof value !== 'object' || value === null) return other;
  const fields = Object.keys(value);
  if (fields.length === 0) return other;
  const chosen = fields[choice % fields.length]!;
  const inside = substituted((value as Record<string, unknown>)[chosen], { path: rest, value: other, field });
  if (Array.isArray(value)) return value.map((one, index) => (String(index) === chosen ? inside : one));
  const copy: Record<string, unknown> = { ...value, [chosen]: inside };
  if (field !== '' && rest.length === 0) Object.defineProperty(copy, field, { value: other, enumerable: true });
  return copy;
}

describe('the rules against malformed commands', () => {
  let founded: Founded;
  beforeAll(async () => {
    founded = await foundedInMemory();
  });

  /** Envelopes of every command, as the adversary thinks of them in a market that has some history. */
  function envelopesOf(steps: readonly Step[]): [Envelope, WorldState][] {
    const game = new Game(founded.market, founded.state, founded.view);
    const world = new Map(founded.state);
    return steps.flatMap((step): [Envelope, WorldState][] => {
      const envelope = game.next(step);
      if (!envelope) return [];
      const before = new Map(world);
      const tx = txOf(envelope);
      const decision = drive(decide(envelope, tx, trusting), world);
      if (decision.accepted) {
        game.judge(envelope, { tx, results: decision.results, writes: decision.puts });
        for (const [key, record] of decision.puts) world.set(key, record);
      }
      return [[envelope, before]];
    });
  }

  it(`are refused with a code, and never throw (PACKPROOF_SEED=${SEED})`, { timeout: 300_000 }, () => {
    let refused = 0;
    let accepted = 0;
    const names = new Set<string>();
    fc.assert(
      fc.property(scripts(20), fc.array(substitution, { minLength: 20, maxLength: 20 }), (steps, substitutions) => {
        envelopesOf(steps).forEach(([envelope, world], index) => {
          const hostile = substituted(envelope, substitutions[index]!) as Envelope;
          const decision = drive(decide(hostile, 'f'.repeat(64), trusting), world);
          names.add(envelope.command);
          if (decision.accepted) {
            accepted += 1;
            expect(decision.results).toHaveLength(hostile.body.items.length);
            for (const key of decision.puts.keys()) expect(isKey(key)).toBe(true);
          } else {
            refused += 1;
            expect(isOutcome(decision.outcome)).toBe(true);
          }
        });
      }),
      { numRuns: 250, seed: SEED },
    );
    expect(names.size).toBeGreaterThan(22);
    expect(refused).toBeGreaterThan(3_000);
    // Some replacements are harmless: an id that is another good id.
    expect(accepted).toBeLessThan(refused);
  });
});

const isKey = (key: StateKey): boolean => /^[A-Z]+(\/|$)/.test(key) && !/undefined|\[object|NaN|null/.test(key);
