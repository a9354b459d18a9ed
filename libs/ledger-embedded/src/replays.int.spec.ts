import { testDatabase } from '@packproof/database/testing';
import { describe, expect, it } from 'vitest';
import { auditLog } from '../test/audit-log';
import { openLedger } from '../test/open-ledger';
import { take, toyCommand } from '../test/toy-rules';

describe('a command that comes again', () => {
  it('gets its first answer, without what was told once only', async () => {
    const { pool } = await testDatabase();
    const ledger = await openLedger(pool);
    const command = take('a');
    const first = await ledger.submit(command);
    const again = await ledger.submit(command);
    expect(first).toMatchObject({ accepted: true, replayed: false, results: [{ params: { name: 'a' } }] });
    expect(again).toEqual({ ...first, replayed: true, results: [{ ok: true, outcome: 'ACCEPTED' }] });
    expect(await (await openLedger(pool)).submit(command)).toEqual(again);
    expect(await ledger.height()).toBe(1);
  });

  it('is looked up before the clock', async () => {
    const { pool } = await testDatabase();
    let now = Date.now();
    const ledger = await openLedger(pool, { clock: () => now });
    const command = take('a');
    await ledger.submit(command);
    now += 3_600_000;
    expect(await ledger.submit(command)).toMatchObject({ accepted: true, replayed: true });
    expect(await ledger.submit(take('b'))).toMatchObject({ accepted: false, outcome: 'CLOCK_SKEW' });
  });

  it('is refused with another body, and free again for another actor', async () => {
    const { pool } = await testDatabase();
    const ledger = await openLedger(pool);
    await ledger.submit(take('a', { commandId: 'mine' }));
    expect(await ledger.submit(take('b', { commandId: 'mine' }))).toMatchObject({
      accepted: false,
      outcome: 'COMMAND_ID_REUSED',
      params: { commandId: 'mine' },
    });
    expect(await ledger.submit(take('b', { commandId: 'mine', actor: '9506000134352' }))).toMatchObject({
      accepted: true,
      replayed: false,
    });
  });

  it('is decided once where it comes several times in one group', async () => {
    const { pool } = await testDatabase();
    const ledger = await openLedger(pool);
    const command = take('a', { commandId: 'c' });
    const other = take('b', { commandId: 'c' });
    const answers = await Promise.all([command, command, other, command].map((one) => ledger.submit(one)));
    expect(answers).toMatchObject([
      { accepted: true, replayed: false, index: 0 },
      { accepted: true, replayed: true, index: 0, results: [{ ok: true, outcome: 'ACCEPTED' }] },
      { accepted: false, outcome: 'COMMAND_ID_REUSED' },
      { accepted: true, replayed: true, index: 0 },
    ]);
    expect(await auditLog(ledger)).toMatchObject({ size: 1 });
  });

  it('is decided again if it left no entry', async () => {
    const { pool } = await testDatabase();
    const ledger = await openLedger(pool);
    const refused = toyCommand([{ name: 'a', does: 'look' }], { commandId: 'c' });
    const mended = take('a', { commandId: 'c' });
    const answers = await Promise.all([refused, mended, refused].map((one) => ledger.submit(one)));
    expect(answers).toMatchObject([
      { accepted: false, outcome: 'NOT_CUSTODIAN' },
      { accepted: true, replayed: false },
      { accepted: false, outcome: 'COMMAND_ID_REUSED' },
    ]);
  });
});
