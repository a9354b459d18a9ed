// A process that is meant to be killed: submits commands without pause and says, a line each, what was acknowledged.
import { createPool, type DatabaseConfig } from '@packproof/database';
import { createEmbeddedLedger } from '../src/embedded-ledger';
import { ledgerOptions } from './open-ledger';
import { toyCommand } from './toy-rules';

const config = JSON.parse(process.argv[2]!) as DatabaseConfig;
const life = process.argv[3]!;
const IN_FLIGHT = 40;

const ledger = await createEmbeddedLedger(ledgerOptions(createPool(config)));
let next = 0;

async function submitForEver(): Promise<void> {
  for (;;) {
    const name = `${life}-${next++}`;
    const command = toyCommand([{ name, does: 'take' }], { commandId: name });
    process.stdout.write(`sent ${JSON.stringify(command)}\n`);
    const answer = await ledger.submit(command);
    process.stdout.write(`answered ${name} ${answer.accepted ? `${answer.index} ${answer.tx}` : answer.outcome}\n`);
  }
}
await Promise.all(Array.from({ length: IN_FLIGHT }, submitForEver));
