// A process that is meant to be killed: submits the commands that it reads, all at once, and says, a line each, where in
// the log what was acknowledged is.
import { text } from 'node:stream/consumers';
import type { SignedCommand } from '@packproof/contract';
import { createPool, type DatabaseConfig } from '@packproof/database';
import { createEmbeddedLedger } from '../src/embedded-ledger';
import { nodeCryptography } from '../src/node-cryptography';
import { ORIGIN, testSigner } from './open-ledger';

const config = JSON.parse(process.argv[2]!) as DatabaseConfig;
const commands = JSON.parse(await text(process.stdin)) as SignedCommand[];
const ledger = await createEmbeddedLedger({
  pool: createPool(config),
  cryptography: nodeCryptography(),
  signer: testSigner(),
  origin: ORIGIN,
});
const submit = async (command: SignedCommand) => {
  const answer = await ledger.submit(command);
  if (answer.accepted) process.stdout.write(`${command.envelope.commandId} ${answer.index}\n`);
};
// A few at a time, so that death comes between groups and inside of them.
let next = 0;
await Promise.all(
  Array.from({ length: 16 }, async () => {
    while (next < commands.length) await submit(commands[next++]!);
  }),
);
// Waits for its end, whatever has been done by then.
setInterval(() => undefined, 60_000);
