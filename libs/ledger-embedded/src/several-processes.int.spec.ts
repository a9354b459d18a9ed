import { setTimeout as sleep } from 'node:timers/promises';
import { createPool } from '@packproof/database';
import { type TestDatabase, testDatabase } from '@packproof/database/testing';
import type { Block } from '@packproof/ledger';
import { describe, expect, it, onTestFinished } from 'vitest';
import { auditLog } from '../test/audit-log';
import { openLedger } from '../test/open-ledger';
import { count, take } from '../test/toy-rules';

/** A ledger with a pool of its own, as another process on the same database has. */
async function anotherProcess({ config }: TestDatabase) {
  const pool = createPool(config);
  const ledger = await openLedger(pool);
  onTestFinished(async () => {
    await ledger.close();
    await pool.end();
  });
  return ledger;
}

describe('several processes on one ledger', () => {
  it('take turns: each command once, one log, the same state', async () => {
    const database = await testDatabase();
    const ledgers = await Promise.all([1, 2, 3].map(() => anotherProcess(database)));
    const answers = await Promise.all(
      ledgers.map(async (ledger, who) => {
        let won = 0;
        for (let round = 0; round < 12; round++) {
          const group = await Promise.all(
            Array.from({ length: 15 }, (_, i) =>
              ledger.submit(i % 3 === 0 ? take(`${round}/${i}`) : count(`by ${who}`)),
            ),
          );
          won += group.filter((answer, i) => i % 3 === 0 && answer.accepted).length;
        }
        return won;
      }),
    );
    // Each of the 60 things went to one of the three.
    expect(answers.reduce((sum, won) => sum + won)).toBe(60);
    const size = 60 + 3 * 12 * 10;
    for (const ledger of ledgers) expect(await auditLog(ledger)).toMatchObject({ size });
    const counts = await ledgers[0]!.get(['TOY/by 0', 'TOY/by 1', 'TOY/by 2'] as never[]);
    expect([...counts.values()]).toEqual([{ count: 120 }, { count: 120 }, { count: 120 }]);
  });

  it('answer the same command the same, whichever of them is asked', async () => {
    const database = await testDatabase();
    const [one, two] = [await anotherProcess(database), await anotherProcess(database)];
    const command = take('a');
    const [first, second] = await Promise.all([one.submit(command), two.submit(command)]);
    expect([first, second].map((answer) => answer.accepted && answer.replayed).sort()).toEqual([false, true]);
    expect(first).toMatchObject({ accepted: true, tx: second.tx, index: 0 });
    expect(await two.height()).toBe(1);
  });

  it('hear of each other’s blocks at once', async () => {
    const database = await testDatabase();
    const [writer, reader] = [await anotherProcess(database), await anotherProcess(database)];
    const stop = new AbortController();
    const heard: { block: Block; after: number }[] = [];
    let sent = 0;
    const following = (async () => {
      for await (const block of reader.blocks(0, { signal: stop.signal }))
        heard.push({ block, after: Date.now() - sent });
    })();
    for (let n = 0; n < 5; n++) {
      await sleep(100);
      sent = Date.now();
      await writer.submit(take(`${n}`));
      while (heard.length <= n) await sleep(5);
    }
    stop.abort();
    await following;
    expect(heard.map(({ block }) => block.number)).toEqual([0, 1, 2, 3, 4]);
    // Without notifications it would look again after five seconds.
    expect(Math.max(...heard.map(({ after }) => after))).toBeLessThan(4_000);
  });

  it('lets a follower begin anywhere, and ends it when the ledger closes', async () => {
    const database = await testDatabase();
    const ledger = await anotherProcess(database);
    for (let n = 0; n < 4; n++) await ledger.submit(take(`${n}`));
    const numbers: number[] = [];
    for await (const { number } of ledger.blocks(2)) {
      numbers.push(number);
      if (number === 3) void ledger.close();
    }
    expect(numbers).toEqual([2, 3]);
  });

  it('lets a follower live on when its connection to the bell is cut', async () => {
    const database = await testDatabase();
    const ledger = await anotherProcess(database);
    const numbers: number[] = [];
    const stop = new AbortController();
    const following = (async () => {
      for await (const { number } of ledger.blocks(0, { signal: stop.signal })) numbers.push(number);
    })();
    await ledger.submit(take('a'));
    while (numbers.length < 1) await sleep(5);
    await database.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`,
    );
    await ledger.submit(take('b'));
    while (numbers.length < 2) await sleep(5);
    stop.abort();
    await following;
    expect(numbers).toEqual([0, 1]);
  });
});
