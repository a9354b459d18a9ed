import type { Pool, PoolClient } from '@packproof/database';
import { createPool } from '@packproof/database';
import { testDatabase } from '@packproof/database/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { auditLog } from '../test/audit-log';
import { openLedger } from '../test/open-ledger';
import { count, take, toyCommand } from '../test/toy-rules';

type Query = (client: PoolClient, run: () => Promise<unknown>) => Promise<unknown>;

/**
 * A pool whose clients pass the first `times` statements that match to `spoil`, which may cut the connection before or
 * after the statement.
 */
function spoiltPool(config: Parameters<typeof createPool>[0], match: RegExp, spoil: Query, times = 1): Pool {
  const pool = createPool(config);
  onTestFinished(() => pool.end());
  let left = times;
  interceptConnect(pool, async (connect) => {
    const client = await connect();
    const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
    client.query = ((...args: unknown[]) => {
      const first = args[0] as string | { text: string };
      const text = typeof first === 'string' ? first : first.text;
      if (left === 0 || !match.test(text)) return query(...args);
      left -= 1;
      return spoil(client, () => query(...args));
    }) as typeof client.query;
    const release = client.release.bind(client);
    client.release = (error) => {
      client.query = query as typeof client.query;
      client.release = release;
      release(error);
    };
    return client;
  });
  return pool;
}

/** Stands between the ledger and its pool's connections; `pool.query` takes them with a callback and is let through. */
function interceptConnect(pool: Pool, around: (connect: () => Promise<PoolClient>) => Promise<PoolClient>): void {
  const connect = pool.connect.bind(pool) as (...args: unknown[]) => Promise<PoolClient>;
  pool.connect = ((...args: unknown[]) =>
    args.length > 0 ? connect(...args) : around(connect)) as typeof pool.connect;
}

/** Ends the connection from outside, as a network that fails does. */
const cut = (client: PoolClient) =>
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();

describe('when the database fails', () => {
  it('tries again what was cut before the commit', async () => {
    const { config } = await testDatabase();
    const pool = spoiltPool(config, /ledger.block \(number/, async (client, run) => {
      await run();
      cut(client);
      return client.query('select 1');
    });
    const ledger = await openLedger(pool);
    const answers = await Promise.all([count('n'), count('n'), take('a')].map((command) => ledger.submit(command)));
    expect(answers).toMatchObject([0, 1, 2].map((index) => ({ accepted: true, index, replayed: false })));
    expect(await auditLog(ledger)).toMatchObject({ size: 3 });
  });

  it('finds out whether a commit that was cut off happened, and it did', async () => {
    const { config } = await testDatabase();
    const pool = spoiltPool(config, /; commit$/, async (client, run) => {
      await run();
      cut(client);
      throw new Error('Connection terminated unexpectedly');
    });
    const ledger = await openLedger(pool);
    const command = toyCommand([{ name: 'a', does: 'take' }]);
    const answers = await Promise.all([ledger.submit(command), ledger.submit(count('n'))]);
    expect(answers).toMatchObject([
      { accepted: true, index: 0, replayed: false, results: [{ params: { name: 'a' } }] },
      { accepted: true, index: 1, replayed: false },
    ]);
    expect(await ledger.submit(count('n'))).toMatchObject({ accepted: true, index: 2 });
    expect(await auditLog(ledger)).toMatchObject({ size: 3 });
  });

  it('finds out whether a commit that was cut off happened, and it did not', async () => {
    const { config } = await testDatabase();
    const pool = spoiltPool(config, /; commit$/, async (client) => {
      cut(client);
      throw new Error('Connection terminated unexpectedly');
    });
    const ledger = await openLedger(pool);
    const answers = await Promise.all([count('n'), count('n')].map((command) => ledger.submit(command)));
    expect(answers).toMatchObject([0, 1].map((index) => ({ accepted: true, index, block: 0, replayed: false })));
    expect((await ledger.get(['TOY/n'] as never[])).get('TOY/n' as never)).toEqual({ count: 2 });
    expect(await auditLog(ledger)).toMatchObject({ size: 2 });
  });

  it('says that the outcome is unknown where it stays unknown, and afterwards the same command tells', async () => {
    const { config, pool: whole } = await testDatabase();
    let down = false;
    const pool = spoiltPool(config, /; commit$/, async (client, run) => {
      await run();
      down = true;
      cut(client);
      throw new Error('Connection terminated unexpectedly');
    });
    interceptConnect(pool, async (connect) => {
      if (down) throw new Error('connect ECONNREFUSED');
      return connect();
    });
    const ledger = await openLedger(pool, { patience: 300 });
    const command = take('a');
    const looking = ledger.submit(toyCommand([{ name: 'b', does: 'look' }]));
    const unknown = ledger.submit(command);
    await expect(unknown).rejects.toMatchObject({ name: 'LedgerFault', code: 'OUTCOME_UNKNOWN' });
    await expect(looking).rejects.toMatchObject({ code: 'LEDGER_UNAVAILABLE' });
    await expect(ledger.submit(take('c'))).rejects.toMatchObject({ code: 'LEDGER_UNAVAILABLE' });
    down = false;
    expect(await ledger.submit(command)).toMatchObject({ accepted: true, index: 0, replayed: true });
    expect(await auditLog(await openLedger(whole))).toMatchObject({ size: 1 });
  });

  it('lets a command whose rules break fail alone', async () => {
    const { pool } = await testDatabase();
    const ledger = await openLedger(pool);
    const answers = await Promise.allSettled(
      [count('n'), toyCommand([{ name: 'x', does: 'throw' }]), count('n')].map((command) => ledger.submit(command)),
    );
    expect(answers).toMatchObject([
      { value: { accepted: true, index: 0 } },
      { reason: { code: 'LEDGER_UNAVAILABLE', cause: { message: 'the rules broke on x' } } },
      { value: { accepted: true, index: 1 } },
    ]);
    expect(await auditLog(ledger)).toMatchObject({ size: 2 });
  });

  it('lets a command whose records cannot be stored fail alone', async () => {
    const { pool } = await testDatabase();
    const ledger = await openLedger(pool);
    const answers = await Promise.allSettled(
      [count('n'), toyCommand([{ name: 'x', does: 'nul' }]), count('n')].map((command) => ledger.submit(command)),
    );
    expect(answers).toMatchObject([
      { value: { accepted: true, index: 0 } },
      { reason: { code: 'LEDGER_UNAVAILABLE' } },
      { value: { accepted: true, index: 1 } },
    ]);
    expect(await auditLog(ledger)).toMatchObject({ size: 2 });
  });

  it('waits no longer than half a minute for another writer that hangs', async () => {
    const { pool, config } = await testDatabase();
    const hanging = createPool(config);
    onTestFinished(() => hanging.end());
    const client = await hanging.connect();
    await client.query(
      `begin; set local idle_in_transaction_session_timeout = '1s'; select pg_advisory_xact_lock(5042917331)`,
    );
    const ledger = await openLedger(pool);
    expect(await ledger.submit(take('a'))).toMatchObject({ accepted: true });
    client.release(true);
  });
});
