import type { Decision, Envelope, SignedCommand, StateKey, StateRecord, Step } from '@packproof/contract';
import type { Execution } from '@packproof/ledger';

/**
 * Rules as small as can be, so that what is tested is the ledger and not them: each item takes a name that may be taken
 * once, or counts under a name, or does harm.
 */
export interface ToyItem {
  name: string;
  /** take: once only. count: reads and adds one. look: refused as a whole. throw, nul: rules that do harm. */
  does: 'take' | 'count' | 'look' | 'throw' | 'nul';
}

type Toy = { by: string } | { count: number };
const keyOf = (name: string) => `TOY/${name}` as StateKey;

export function* toyRules({ command, tx, now }: Pick<Execution, 'command' | 'tx' | 'now'>): Step<Decision> {
  const puts = new Map<StateKey, StateRecord>();
  const results: (Decision & { accepted: true })['results'] = [];
  if (Math.abs(Date.parse(command.envelope.issuedAt) - now) > 300_000)
    return { accepted: false, outcome: 'CLOCK_SKEW' };
  for (const { name, does } of toyItems(command.envelope)) {
    const key = keyOf(name);
    const fetched = yield [key];
    const record = (puts.get(key) ?? fetched.get(key)) as Toy | undefined;
    if (does === 'throw') throw new Error(`the rules broke on ${name}`);
    if (does === 'nul') puts.set(`TOY/\0${name}` as StateKey, { by: tx } as unknown as StateRecord);
    if (does === 'look' || (does === 'take' && record)) {
      results.push({ ok: false, outcome: 'NOT_CUSTODIAN', params: { name } });
      continue;
    }
    const count = record && 'count' in record ? record.count + 1 : 1;
    puts.set(key, (does === 'count' ? { count } : { by: tx }) as unknown as StateRecord);
    results.push({ ok: true, outcome: 'ACCEPTED', params: { name } });
  }
  if (!results.some(({ ok }) => ok)) return { accepted: false, outcome: 'NOT_CUSTODIAN', results };
  return { accepted: true, puts, results, events: [{ type: 'DISPENSED', item: 0, reason: tx.slice(0, 8) }] };
}

const toyItems = (envelope: Envelope): ToyItem[] => (envelope.body as unknown as { items: ToyItem[] }).items;

let commands = 0;

/** A command for the toy rules, which look at no signature. */
export function toyCommand(items: ToyItem[], over: Partial<Envelope> = {}): SignedCommand {
  commands += 1;
  const time = new Date().toISOString();
  const envelope = {
    commandId: `toy-${process.pid}-${commands}`,
    actor: '4012345000009',
    at: '4012345000009',
    command: 'anchor',
    issuedAt: time,
    occurredAt: time,
    body: { items },
    ...over,
  } as unknown as Envelope;
  return { envelope, signature: Buffer.alloc(64, 7).toString('base64'), keyId: '0123456789abcdef' };
}

export const take = (name: string, over: Partial<Envelope> = {}) => toyCommand([{ name, does: 'take' }], over);
export const count = (name: string, over: Partial<Envelope> = {}) => toyCommand([{ name, does: 'count' }], over);
