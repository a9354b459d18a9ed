import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createPool, withTransaction } from './pool';
import { createPrisma } from './prisma';
import { testDatabase } from './testing';

describe('createPool', () => {
  it('reads int8 as a number, and refuses one that no number can hold', async () => {
    const { pool } = await testDatabase();
    expect((await pool.query('select 9007199254740991::int8 as n, 5::numeric as d')).rows).toEqual([
      { n: Number.MAX_SAFE_INTEGER, d: '5' },
    ]);
    await expect(pool.query('select 9007199254740993::int8')).rejects.toThrow('past 2^53 - 1');
  });

  it('outlives connections that the server ends, busy or idle', async () => {
    const { config, pool: other } = await testDatabase();
    const errors: Error[] = [];
    const pool = createPool({ ...config, onError: (error) => errors.push(error) });
    const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
    await other.query('select pg_terminate_backend($1)', [rows[0]!.pid]);
    while (errors.length === 0) await sleep(10);
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await expect(pool.query('select pg_terminate_backend(pg_backend_pid())')).rejects.toThrow();
    expect((await pool.query('select 2 as two')).rows).toEqual([{ two: 2 }]);
    await pool.end();
  });
});

describe('withTransaction', () => {
  it('commits what resolves and rolls back what throws', async () => {
    const { pool } = await testDatabase();
    await pool.query('create table t (n int)');
    await withTransaction(pool, (client) => client.query('insert into t values (1)'));
    await expect(
      withTransaction(pool, async (client) => {
        await client.query('insert into t values (2)');
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect((await pool.query('select n from t')).rows).toEqual([{ n: 1 }]);
    expect(pool.idleCount).toBe(pool.totalCount);
  });

  it('gives the error of the work when the connection is lost in it, and keeps the pool whole', async () => {
    const { pool } = await testDatabase();
    await expect(
      withTransaction(pool, (client) => client.query('select pg_terminate_backend(pg_backend_pid())')),
    ).rejects.toThrow(/terminat/);
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });
});

describe('createPrisma', () => {
  it('reads and writes through the pool it is given, and leaves it open', async () => {
    const { pool } = await testDatabase();
    const prisma = createPrisma(pool);
    await prisma.state.create({ data: { key: 'ORG/1', value: '{}' } });
    expect(await prisma.state.findMany()).toEqual([{ key: 'ORG/1', value: '{}' }]);
    expect(await prisma.block.count()).toBe(0);
    await prisma.$disconnect();
    expect((await pool.query('select key from ledger.state')).rows).toEqual([{ key: 'ORG/1' }]);
  });
});
