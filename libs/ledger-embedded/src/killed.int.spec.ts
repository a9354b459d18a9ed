import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { SignedCommand } from '@packproof/contract';
import {
  createPool,
  type DatabaseConfig,
  migrate,
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
} from '@packproof/database';
import { MIGRATIONS, testDatabase } from '@packproof/database/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { auditLog } from '../test/audit-log';
import { openLedger } from '../test/open-ledger';

interface Life {
  sent: SignedCommand[];
  /** Name → index, of what was acknowledged. */
  answered: Map<string, number>;
}

/** Lets a process write to the ledger, and calls `kill` a while after its first answer. */
async function live(
  config: DatabaseConfig,
  life: string,
  after: number,
  kill: (pid: number) => Promise<void>,
): Promise<Life> {
  const script = fileURLToPath(new URL('../test/killed-process.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(config), life], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const seen: Life = { sent: [], answered: new Map() };
  const started = new Promise<void>((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
      const [what, ...rest] = line.split(' ');
      if (what === 'sent') seen.sent.push(JSON.parse(line.slice(5)) as SignedCommand);
      else {
        expect(rest[1]).toMatch(/^\d+$/);
        seen.answered.set(rest[0]!, Number(rest[1]));
        resolve();
      }
    });
  });
  await started;
  await sleep(after);
  const closed = once(child, 'close');
  await kill(child.pid!);
  child.kill('SIGKILL');
  await closed;
  return seen;
}

async function expectNothingLost(pool: ReturnType<typeof createPool>, lives: Life[]): Promise<void> {
  const ledger = await openLedger(pool);
  await auditLog(ledger);
  const indexes = new Map<string, number>();
  for await (const block of ledger.blocks(0, { follow: false })) {
    for (const { envelope, index } of block.entries) indexes.set(envelope.commandId, index);
  }
  for (const { answered, sent } of lives) {
    expect(answered.size).toBeGreaterThan(0);
    for (const [name, index] of answered) expect(indexes.get(name), name).toBe(index);
    // What was sent and not acknowledged is there or not, and sending it again ends with it there once.
    for (const command of sent.filter(({ envelope }) => !answered.has(envelope.commandId))) {
      const there = indexes.get(command.envelope.commandId);
      const again = await ledger.submit(command);
      expect(again).toMatchObject({ accepted: true, replayed: there !== undefined });
      if (there !== undefined) expect(again).toMatchObject({ index: there });
    }
  }
  const checkpoint = await auditLog(ledger);
  expect(checkpoint?.size).toBe(lives.reduce((sum, { sent }) => sum + sent.length, 0));
}

describe('kill -9', { timeout: 180_000 }, () => {
  it('of the process that writes, again and again: what it acknowledged is there, the rest once or not at all', async () => {
    const { config, pool } = await testDatabase();
    const lives: Life[] = [];
    for (let n = 0; n < 5; n++) {
      lives.push(await live(config, `life${n}`, 50 + n * 37, async (pid) => void process.kill(pid, 'SIGKILL')));
    }
    await expectNothingLost(pool, lives);
  });

  it('of PostgreSQL under it: the same', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'packproof-killed-'));
    await chmod(dataDir, 0o711);
    onTestFinished(() => removeEmbeddedPostgres(dataDir));
    let server = await startEmbeddedPostgres({ dataDir });
    const setUp = createPool(server.config);
    await migrate(setUp, { directory: MIGRATIONS });
    await setUp.end();
    const lives: Life[] = [];
    for (let n = 0; n < 3; n++) {
      const killPostgres = async () => {
        const pidFile = await readFile(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8');
        process.kill(Number(pidFile.split('\n')[0]), 'SIGKILL');
      };
      lives.push(await live(server.config, `life${n}`, 60 + n * 41, killPostgres));
      server = await startEmbeddedPostgres({ dataDir });
    }
    const pool = createPool(server.config);
    await expectNothingLost(pool, lives);
    await pool.end();
  });
});
