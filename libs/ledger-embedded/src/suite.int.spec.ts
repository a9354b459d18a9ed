import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createPool } from '@packproof/database';
import { testDatabase } from '@packproof/database/testing';
import { describeLedger, type Killable } from '@packproof/ledger-testkit';
import { ORIGIN, testSigner } from '../test/open-ledger';
import { createEmbeddedLedger } from './embedded-ledger';
import { nodeCryptography } from './node-cryptography';

const identity = { signer: testSigner(), origin: ORIGIN };

async function killable(): Promise<Killable> {
  const { config, drop } = await testDatabase();
  const script = fileURLToPath(new URL('../test/killed-submitter.ts', import.meta.url));
  return {
    async open() {
      const pool = createPool(config);
      const ledger = await createEmbeddedLedger({ pool, cryptography: nodeCryptography(), ...identity });
      const close = async () => {
        await ledger.close();
        await pool.end();
      };
      return { ledger, close };
    },
    async submitAndDie(commands, afterMilliseconds) {
      const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(config)], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      const acknowledged = new Map<string, number>();
      const lines = createInterface(child.stdout);
      const first = once(lines, 'line');
      lines.on('line', (line) => {
        const [commandId, index] = line.split(' ');
        acknowledged.set(commandId!, Number(index));
      });
      child.stdin.on('error', () => undefined);
      child.stdin.end(JSON.stringify(commands));
      await first;
      await sleep(afterMilliseconds);
      const closed = once(child, 'close');
      child.kill('SIGKILL');
      await closed;
      return acknowledged;
    },
    dispose: drop,
  };
}

describeLedger(
  'embedded',
  async ({ clock, cryptography }) => {
    const { pool, drop } = await testDatabase();
    const ledger = await createEmbeddedLedger({ pool, cryptography, clock, ...identity });
    const dispose = async () => {
      await ledger.close();
      await drop();
    };
    return { ledger, dispose };
  },
  { sequences: 3, killable },
);
