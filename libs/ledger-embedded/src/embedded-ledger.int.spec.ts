import { testDatabase } from '@packproof/database/testing';
import type { Block } from '@packproof/ledger';
import { toHex } from '@packproof/merkle';
import { describe, expect, it } from 'vitest';
import { auditLog } from '../test/audit-log';
import { ORIGIN, openLedger, testSigner } from '../test/open-ledger';
import { count, take, toyCommand } from '../test/toy-rules';
import { parseRecord } from './answers';

async function collect(blocks: AsyncIterable<Block>): Promise<Block[]> {
  const all: Block[] = [];
  for await (const block of blocks) all.push(block);
  return all;
}

describe('the embedded ledger', () => {
  it('is empty at first and publishes nothing', async () => {
    const { pool } = await testDatabase();
    const ledger = await openLedger(pool);
    expect(await ledger.height()).toBe(0);
    expect(await ledger.ledgerId()).toBeUndefined();
    expect(await ledger.entry(0)).toBeUndefined();
    expect(await ledger.log.readCheckpoint()).toBeUndefined();
    expect(await ledger.log.readTile('tile/0/000.p/1')).toBeUndefined();
    expect(await collect(ledger.blocks(0, { follow: false }))).toEqual([]);
  });

  it('answers, and keeps what it answered', async () => {
    const { pool } = await testDatabase();
    const ledger = await openLedger(pool);
    const command = toyCommand([
      { name: 'a', does: 'take' },
      { name: 'a', does: 'take' },
    ]);
    const answer = await ledger.submit(command);
    expect(answer).toMatchObject({
      accepted: true,
      index: 0,
      block: 0,
      replayed: false,
      results: [
        { ok: true, outcome: 'ACCEPTED', params: { name: 'a' } },
        { ok: false, outcome: 'NOT_CUSTODIAN' },
      ],
    });
    if (!answer.accepted) return;
    const [block] = await collect(ledger.blocks(0, { follow: false }));
    const recorded = [
      { ok: true, outcome: 'ACCEPTED' },
      { ok: false, outcome: 'NOT_CUSTODIAN' },
    ];
    expect(block).toMatchObject({ number: 0, committedAt: answer.committedAt });
    expect(block!.entries).toHaveLength(1);
    expect(block!.entries[0]).toMatchObject({
      index: 0,
      tx: answer.tx,
      envelope: command.envelope,
      results: recorded,
      events: answer.events,
      writes: [['TOY/a', { by: answer.tx }]],
    });
    const entry = (await ledger.entry(0))!;
    expect(toHex(entry.nonce)).toMatch(/^[0-9a-f]{64}$/);
    expect(parseRecord(entry.record)).toEqual({ ...command, recordedAt: answer.committedAt, results: recorded });
    expect(await ledger.get(['TOY/a', 'TOY/b'] as never[])).toEqual(new Map([['TOY/a', { by: answer.tx }]]));
    await auditLog(ledger);
  });

  it('takes a copy of what it is given', async () => {
    const { pool } = await testDatabase();
    const ledger = await openLedger(pool);
    const command = take('a');
    const answer = ledger.submit(command);
    (command.envelope.body as unknown as { items: { name: string }[] }).items[0]!.name = 'b';
    expect(await answer).toMatchObject({ accepted: true });
    expect([...(await ledger.get(['TOY/a', 'TOY/b'] as never[])).keys()]).toEqual(['TOY/a']);
  });

  it('leaves no entry of a command that is refused whole', async () => {
    const { pool } = await testDatabase();
    const ledger = await openLedger(pool);
    const command = toyCommand([{ name: 'a', does: 'look' }]);
    expect(await ledger.submit(command)).toMatchObject({
      accepted: false,
      outcome: 'NOT_CUSTODIAN',
      results: [{ ok: false }],
    });
    expect(await ledger.height()).toBe(0);
    expect(await ledger.submit(toyCommand([{ name: '\ud800', does: 'take' }]))).toMatchObject({
      accepted: false,
      outcome: 'INVALID_INPUT',
      tx: '',
    });
  });

  it('puts what arrives together into few blocks, in the order of arrival, each seeing the earlier ones', async () => {
    const { pool } = await testDatabase();
    const ledger = await openLedger(pool);
    const answers = await Promise.all(Array.from({ length: 700 }, () => ledger.submit(count('n'))));
    expect(answers.map((answer) => answer.accepted && answer.index)).toEqual(answers.map((_, i) => i));
    expect((await ledger.get(['TOY/n'] as never[])).get('TOY/n' as never)).toEqual({ count: 700 });
    expect(await ledger.height()).toBe(2);
    expect(await auditLog(ledger)).toMatchObject({ size: 700, origin: ORIGIN });
  });

  it('gives one of many that race for the same thing, and refuses the others', async () => {
    const { pool } = await testDatabase();
    const ledger = await openLedger(pool);
    const answers = await Promise.all(Array.from({ length: 300 }, () => ledger.submit(take('only'))));
    expect(answers.filter(({ accepted }) => accepted)).toHaveLength(1);
    expect(answers[0]).toMatchObject({ accepted: true });
  });

  it('shows a log that anybody can check at every size around a full tile', async () => {
    const { pool } = await testDatabase();
    const ledger = await openLedger(pool);
    let size = 0;
    for (const next of [1, 2, 255, 256, 257, 511, 512, 513, 770]) {
      await Promise.all(Array.from({ length: next - size }, (_, i) => ledger.submit(take(`${size + i}`))));
      size = next;
      expect(await auditLog(ledger)).toMatchObject({ size });
    }
    // Partial tiles of sizes that were published once are still there, none beyond the log's end.
    expect((await ledger.log.readTile('tile/0/000.p/2'))?.length).toBe(64);
    expect((await ledger.log.readTile('tile/1/000.p/2'))?.length).toBe(64);
    expect((await ledger.log.readTile('tile/1/000.p/3'))?.length).toBe(96);
    expect((await ledger.log.readTile('tile/entries/000'))?.length).toBe(256 * 35);
    expect((await ledger.log.readTile('tile/entries/003.p/2'))?.length).toBe(2 * 35);
    for (const path of [
      'tile/0/003.p/3',
      'tile/0/003',
      'tile/1/000.p/4',
      'tile/1/000',
      'tile/2/000.p/1',
      'tile/entries/003.p/3',
      'tile/entries/004.p/1',
      'tile/0/3',
      'tile/00/003.p/2',
      'checkpoint',
    ]) {
      expect(await ledger.log.readTile(path), path).toBeUndefined();
    }
    // A proof against an older checkpoint that was published, and none against a size that never was.
    expect(await ledger.log.proofOfEntry(1, 2)).toMatchObject({ index: 1, size: 2 });
    expect(await ledger.log.proofOfEntry(2, 2)).toBeUndefined();
    expect(await ledger.log.proofOfEntry(1, 3)).toBeUndefined();
  });

  it('goes on where it was when it is opened again, and refuses to open as another log', async () => {
    const { pool } = await testDatabase();
    const first = await openLedger(pool);
    await Promise.all(Array.from({ length: 260 }, (_, i) => first.submit(take(`${i}`))));
    await first.close();
    await expect(first.submit(take('late'))).rejects.toMatchObject({ code: 'LEDGER_UNAVAILABLE' });
    const second = await openLedger(pool);
    expect(await second.submit(take('more'))).toMatchObject({ accepted: true, index: 260 });
    expect(await auditLog(second)).toMatchObject({ size: 261 });
    await expect(openLedger(pool, { origin: 'packproof.invalid/fedcba9876543210' })).rejects.toThrow(
      /not the one of packproof.invalid\/fedcba9876543210/,
    );
    await expect(openLedger(pool, { signer: testSigner(6) })).rejects.toThrow(/and its key/);
  });

  it('will not append to a log whose entries were tampered with', async () => {
    const { pool } = await testDatabase();
    const first = await openLedger(pool);
    await Promise.all(Array.from({ length: 10 }, (_, i) => first.submit(take(`${i}`))));
    await pool.query('update ledger.entry set commitment = $1 where index = 3', [Buffer.alloc(32)]);
    const second = await openLedger(pool);
    const fault = await second.submit(take('more')).catch((error) => error);
    expect(fault).toMatchObject({ code: 'LEDGER_UNAVAILABLE' });
    expect(fault.cause.message).toMatch(/do not give the root of its checkpoint of size 10/);
  });

  it('does not let its clock go back', async () => {
    const { pool } = await testDatabase();
    let now = Date.now();
    const ledger = await openLedger(pool, { clock: () => now });
    const first = await ledger.submit(take('a'));
    now -= 60_000;
    const second = await ledger.submit(take('b'));
    const reopened = await openLedger(pool, { clock: () => now });
    const third = await reopened.submit(take('c'));
    for (const answer of [second, third]) {
      expect(answer).toMatchObject({ accepted: true, committedAt: first.accepted && first.committedAt });
    }
    await auditLog(reopened);
  });

  it('tells its own process of each block that it commits', async () => {
    const { pool } = await testDatabase();
    const seen: Block[] = [];
    const ledger = await openLedger(pool, { onBlock: (block) => seen.push(block) });
    await ledger.submit(take('a'));
    await ledger.submit(take('a'));
    await ledger.submit(take('b'));
    expect(seen).toEqual(await collect(ledger.blocks(0, { follow: false })));
  });
});
