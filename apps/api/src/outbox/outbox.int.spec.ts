import { LedgerFault } from '@packproof/ledger';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Caller } from '../identity/caller';
import { startApi, type TestApi } from '../testing/start-api';
import { type CommandRun, CommandRunner, type RunRequest } from './command-runner';

const REGULATOR = '4000000000006';
const caller = (gln: string): Caller => ({
  memberId: 'm',
  name: 'Test',
  email: undefined,
  memberRole: 'ADMIN',
  gln,
  organisationName: gln,
  organisationRole: 'REGULATOR',
  scopes: ['read', 'write', 'admin'],
  language: 'en',
  via: 'key',
});

describe('the outbox', () => {
  let api: TestApi;
  let runner: CommandRunner;
  beforeAll(async () => {
    api = await startApi();
    runner = api.app.get(CommandRunner);
    await api.host({ gln: REGULATOR, name: 'Regulator', role: 'REGULATOR' });
    const { publicKey, possession } = await api.parts.keys.prepare(REGULATOR);
    await api.parts.keys.activate(REGULATOR, publicKey);
    const item = {
      gln: REGULATOR,
      name: 'Regulator',
      licence: { number: 'R', validUntil: '2099-12-31' },
      places: [{ gln: REGULATOR, name: 'Office' }],
      publicKey,
      possession,
    };
    const genesis = await runner.run({ caller: caller(REGULATOR), mutation: 'genesis', input: {} }, (run) =>
      run.submit('genesis', () => ({ body: { rules: 1, items: [item] } })),
    );
    expect(genesis).toMatchObject({ accepted: true });
  });
  afterAll(() => api?.close());

  const anchor = (root: string) => (run: CommandRun) =>
    run.submit('anchor', () => ({ body: { items: [{ root, count: 1 }] }, memo: { root } }));
  const request = (commandId: string | undefined, input: unknown): RunRequest => ({
    caller: caller(REGULATOR),
    mutation: 'anchor',
    input,
    options: commandId === undefined ? {} : { commandId },
  });
  const root = (digit: string) => digit.repeat(64);

  it('answers as the first time, and asks no plan again', async () => {
    const first = await runner.run(request('same', { a: 1, b: 2 }), anchor(root('1')));
    const plan = vi.fn();
    const again = await runner.run(request('same', { b: 2, a: 1 }), (run) => run.submit('anchor', plan));
    expect(plan).not.toHaveBeenCalled();
    expect(again).toEqual({ ...first, replayed: true });
  });

  it('refuses another input under the same id', async () => {
    await runner.run(request('taken', { a: 1 }), anchor(root('2')));
    await expect(runner.run(request('taken', { a: 2 }), anchor(root('2')))).rejects.toMatchObject({
      code: 'COMMAND_ID_REUSED',
    });
    const other = { ...request('taken', { a: 1 }), mutation: 'other' };
    await expect(runner.run(other, anchor(root('2')))).rejects.toMatchObject({ code: 'COMMAND_ID_REUSED' });
  });

  it.each(['', 'a/b', 'a b', 'x'.repeat(65), 'é'])('refuses %j as an id', async (id) => {
    await expect(runner.run(request(id, {}), anchor(root('3')))).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      field: 'options.commandId',
    });
  });

  it('numbers the commands of one mutation', async () => {
    const [one, two] = await runner.run(request('several', {}), async (run) => [
      await anchor(root('4'))(run),
      await anchor(root('5'))(run),
    ]);
    const { rows } = await api.parts.pool.query(
      `select command_id, k, envelope::json ->> 'commandId' as id from app.command_outbox_envelope where command_id = 'several' order by k`,
    );
    expect(rows.map(({ k, id }) => [k, id])).toEqual([
      [1, 'several/1'],
      [2, 'several/2'],
    ]);
    expect(two!.accepted && one!.accepted && two!.index > one!.index).toBe(true);
  });

  it('does it once for requests that come together', async () => {
    const before = await api.parts.ledger.height();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => runner.run(request('together', {}), anchor(root('6')))),
    );
    expect(new Set(answers.map(({ tx }) => tx)).size).toBe(1);
    expect(answers.every(({ accepted }) => accepted)).toBe(true);
    const entries = await api.parts.pool.query(
      `select count(*)::int as n from ledger.entry where command_id = 'together/1'`,
    );
    expect(entries.rows[0].n).toBe(1);
    expect(await api.parts.ledger.height()).toBeGreaterThan(before);
  });

  it('goes on where it stopped when nobody knows whether it was done', async () => {
    const submit = api.parts.ledger.submit.bind(api.parts.ledger);
    const lost = vi.spyOn(api.parts.ledger, 'submit').mockImplementationOnce(async (command) => {
      await submit(command);
      throw new LedgerFault('OUTCOME_UNKNOWN');
    });
    await expect(runner.run(request('lost', {}), anchor(root('7')))).rejects.toMatchObject({
      code: 'OUTCOME_UNKNOWN',
      params: { commandId: 'lost' },
    });
    lost.mockRestore();
    const again = await runner.run(request('lost', {}), anchor(root('7')));
    expect(again).toMatchObject({ accepted: true, replayed: true });
  });

  it('sends later what was stored and never sent', async () => {
    const away = vi.spyOn(api.parts.ledger, 'submit').mockImplementationOnce(async () => {
      throw new LedgerFault('LEDGER_UNAVAILABLE');
    });
    await expect(runner.run(request('unsent', {}), anchor(root('8')))).rejects.toMatchObject({
      code: 'LEDGER_UNAVAILABLE',
    });
    away.mockRestore();
    expect(await runner.run(request('unsent', {}), anchor(root('8')))).toMatchObject({
      accepted: true,
      replayed: false,
    });
  });

  it('plans again in the same place what the ledger refused whole', async () => {
    const roots = [root('1'), root('1'), root('9')];
    const attempts: unknown[] = [];
    const answer = await runner.run(request('stale', {}), (run) =>
      run.submit('anchor', ({ number, refused }) => {
        attempts.push(refused?.outcome);
        // An anchor that is on record is refused; the third look finds another.
        return { body: { items: [{ root: roots[number - 1]!, count: number < 3 ? number : 1 }] } };
      }),
    );
    expect(answer).toMatchObject({ accepted: true });
    const { rows } = await api.parts.pool.query(`select k from app.command_outbox_envelope where command_id = 'stale'`);
    expect(rows).toHaveLength(1);
    expect(attempts.length).toBeGreaterThanOrEqual(1);
  });

  it('signs anew what was issued too far from the clock', async () => {
    const away = vi.spyOn(api.parts.ledger, 'submit').mockImplementationOnce(async () => {
      throw new LedgerFault('LEDGER_UNAVAILABLE');
    });
    await expect(runner.run(request('old', {}), anchor(root('a')))).rejects.toMatchObject({
      code: 'LEDGER_UNAVAILABLE',
    });
    away.mockRestore();
    const { rows } = await api.parts.pool.query(
      `select envelope from app.command_outbox_envelope where command_id = 'old'`,
    );
    const envelope = JSON.parse(rows[0].envelope);
    const elsewhen = new Date(Date.now() + 10 * 60_000).toISOString();
    const signed = await api.parts.keys.signCommand(REGULATOR, { ...envelope, issuedAt: elsewhen });
    await api.parts.pool.query(
      `update app.command_outbox_envelope set envelope = $1, signature = $2 where command_id = 'old'`,
      [JSON.stringify(signed.envelope), signed.signature],
    );
    expect(await runner.run(request('old', {}), anchor(root('a')))).toMatchObject({ accepted: true });
  });
});
