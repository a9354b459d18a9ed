import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../src/testing/start-api';
import { aConsortium, type Consortium } from './consortium';
import { aBatch, aProduct, dispense, packScan, pages, receive, scans, ship, type TestBatch, verify } from './goods';
import { newSerials, newWord } from './numbers';
import { ofReadModel, statementsOf } from './statements';

const PACKS = 1_200;
const RACERS = 1_000;

describe('what the API promises', () => {
  let api: TestApi;
  let all: Consortium;
  let batch: TestBatch;
  let next = 0;
  /** A scan of a pack that the pharmacy holds and no test has used. */
  const fresh = () => packScan(batch, batch.serials[next++]!);

  beforeAll(async () => {
    api = await startApi();
    all = await aConsortium(api);
    const product = await aProduct(all.maker);
    batch = await aBatch(product, { serials: { list: newSerials(PACKS) } });
    for (let from = 0; from < 600; from += 300) {
      const items = batch.serials.slice(from, from + 300).map((serial) => packScan(batch, serial));
      const { id } = await ship(all.maker, { items, to: all.pharmacy });
      await receive(all.pharmacy, { shipment: id });
    }
  });
  afterAll(() => api?.close());

  it('of a thousand who dispense one pack at a time exactly one does', async () => {
    const scan = fresh();
    const outcomes: string[] = [];
    let left = RACERS;
    const racer = async () => {
      while (left-- > 0) {
        const [{ ok, outcome }] = await dispense(all.pharmacy, [scan]);
        outcomes.push(ok ? 'ok' : outcome);
      }
    };
    await Promise.all(Array.from({ length: 100 }, racer));
    expect(outcomes).toHaveLength(RACERS);
    expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(['ok', 'ALREADY_DISPENSED_HERE']));
  });

  it('says what is wrong with a scan in the language of whoever asks', async () => {
    const query = '{ verify(scan: "(01)09521001001015", purpose: INFORMATION) { title faults { code message } } }';
    const told = async (language: string) =>
      (await all.pharmacy.ask(query, {}, { 'accept-language': language })).verify;
    const [en, zh] = [await told('en'), await told('zh-CN')];
    expect(en.faults[0]).toMatchObject({
      code: 'INVALID_CHECK_DIGIT',
      message: expect.stringMatching(/^The check digit/),
    });
    expect(zh.faults[0]).toMatchObject({ code: 'INVALID_CHECK_DIGIT', message: expect.stringMatching(/校验位错误/) });
    expect(zh.title).not.toBe(en.title);
  });

  describe('a command id', () => {
    it('gives the first answer again, whatever happened since', async () => {
      const scan = fresh();
      const options = { commandId: newWord() };
      const first = await dispense(all.pharmacy, [scan], options);
      expect(first).toMatchObject([{ ok: true }]);
      expect(await dispense(all.pharmacy, [scan], options)).toEqual(first);
      expect(await scans(all.pharmacy, 'reactivate', [scan], ', from: DISPENSED')).toMatchObject([{ ok: true }]);
      expect(await dispense(all.pharmacy, [scan], options)).toEqual(first);
      expect(await verify(all.pharmacy, scan)).toMatchObject({ outcome: 'ACTIVE' });
    });

    it('with other content is refused', async () => {
      const options = { commandId: newWord() };
      await dispense(all.pharmacy, [fresh()], options);
      await expect(dispense(all.pharmacy, [fresh()], options)).rejects.toMatchObject({ code: 'COMMAND_ID_REUSED' });
      await expect(scans(all.pharmacy, 'decommission', [fresh()], ', as: LOCKED', options)).rejects.toMatchObject({
        code: 'COMMAND_ID_REUSED',
      });
    });

    it('belongs to one organisation', async () => {
      const options = { commandId: newWord() };
      const sent = await ship(all.pharmacy, { items: [fresh()], to: all.maker, purpose: 'RETURN' }, options);
      await receive(all.maker, { shipment: sent.id }, options);
    });

    it('sent many times at once is done once', async () => {
      const scan = fresh();
      const options = { commandId: newWord() };
      const answers = await Promise.all(Array.from({ length: 20 }, () => dispense(all.pharmacy, [scan], options)));
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(answers[0]).toMatchObject([{ ok: true }]);
    });

    it('replays products, batches and shipments too', async () => {
      const input = {
        gtin: batch.gtin,
        lot: `R${newWord().slice(0, 8)}`,
        expiry: batch.expiry,
        serials: { generate: 30 },
        packing: { packsPerCase: 10 },
      };
      const MAKE = `mutation($input: CommissionBatchInput!, $options: CommandOptions) {
        commissionBatch(input: $input, options: $options) { packs ssccs receipts { transactionId } }
      }`;
      const options = { commandId: newWord() };
      const first = await all.maker.ask(MAKE, { input, options });
      expect(first.commissionBatch).toMatchObject({ packs: 30 });
      expect(first.commissionBatch.ssccs).toHaveLength(3);
      expect(await all.maker.ask(MAKE, { input, options })).toEqual(first);
      const { errors } = await all.maker.answer(MAKE, { input: { ...input, serials: { generate: 31 } }, options });
      expect(errors?.[0]?.extensions.code).toBe('COMMAND_ID_REUSED');
      const again = { commandId: newWord() };
      const items = [fresh()];
      const sent = await ship(all.pharmacy, { items, to: all.maker, purpose: 'RETURN' }, again);
      expect((await ship(all.pharmacy, { items, to: all.maker, purpose: 'RETURN' }, again)).id).toBe(sent.id);
    });
  });

  it('one bad item does not sink the others, unless it is asked for', async () => {
    const good = fresh();
    const list = [good, `${good}X`, 'nonsense', good, fresh()];
    const outcomes = (await dispense(all.pharmacy, list)) as { ok: boolean; outcome: string; scan: string }[];
    expect(outcomes.map(({ scan }) => scan)).toEqual(list);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual([
      'ACCEPTED',
      'UNKNOWN_SERIAL',
      'UNREADABLE',
      'DUPLICATE_ITEM',
      'ACCEPTED',
    ]);
    const whole = [fresh(), good, fresh()];
    const atomic = await dispense(all.pharmacy, whole, { atomic: true });
    expect(atomic.map(({ ok, outcome }: { ok: boolean; outcome: string }) => [ok, outcome])).toEqual([
      [false, 'NOT_ATTEMPTED'],
      [false, 'ALREADY_DISPENSED_HERE'],
      [false, 'NOT_ATTEMPTED'],
    ]);
    expect(await verify(all.pharmacy, whole[0]!)).toMatchObject({ outcome: 'ACTIVE' });
    expect(await verify(all.pharmacy, whole[2]!)).toMatchObject({ outcome: 'ACTIVE' });
    const all3 = await dispense(all.pharmacy, [fresh(), fresh(), fresh()], { atomic: true });
    expect(all3.every(({ ok }: { ok: boolean }) => ok)).toBe(true);
  });

  it('what happened earlier is told with its time, and not later than ten days', async () => {
    const hour = 60 * 60 * 1000;
    const occurredAt = new Date(Date.now() - 26 * hour).toISOString();
    const scan = fresh();
    expect(await dispense(all.pharmacy, [scan], { occurredAt })).toMatchObject([{ ok: true }]);
    expect(await verify(all.pharmacy, scan)).toMatchObject({ outcome: 'ALREADY_DISPENSED_HERE', since: occurredAt });
    for (const [time, name] of [
      [Date.now() + hour, 'future'],
      [Date.now() - 11 * 24 * hour, 'past'],
    ] as const) {
      const late = dispense(all.pharmacy, [fresh()], { occurredAt: new Date(time).toISOString() });
      await expect(late, name).rejects.toMatchObject({
        code: expect.stringMatching(/^(INVALID_INPUT|LIMIT_EXCEEDED)$/),
      });
    }
    await expect(dispense(all.pharmacy, [fresh()], { at: all.maker.gln })).rejects.toMatchObject({
      code: 'UNKNOWN_LOCATION',
    });
  });

  describe('a list', () => {
    const LIST = `query($gtin: Gtin!, $lot: String!, $first: Int, $after: String) {
      batch(gtin: $gtin, lot: $lot) { packList(first: $first, after: $after) { nodes { serial } pageInfo { endCursor hasNextPage } } }
    }`;

    it.each([1_000 / 8, 500, 77])('of 1,200 rows is walked by its cursors, %d at a time', async (first) => {
      let asked = 0;
      const found = await pages<{ serial: string }>(async (after) => {
        asked += 1;
        const { batch: page } = await all.maker.ask(LIST, { gtin: batch.gtin, lot: batch.lot, first, after });
        expect(page.packList.nodes.length).toBeLessThanOrEqual(first);
        return page.packList;
      });
      expect(asked).toBe(Math.ceil(PACKS / first));
      expect(found.map(({ serial }) => serial)).toEqual(batch.serials);
    });

    it.each([0, -1, 501])('of %d rows a page is refused', async (first) => {
      const { errors } = await all.maker.answer(LIST, { gtin: batch.gtin, lot: batch.lot, first });
      expect(errors?.[0]?.extensions).toMatchObject({ code: first > 500 ? 'LIMIT_EXCEEDED' : 'INVALID_INPUT' });
    });

    it.each(['x', 'eyJhIjoxfQ', Buffer.from('["a","b"]').toString('base64url'), ''])(
      'after the cursor %j is refused, or begins anew',
      async (after) => {
        const answer = await all.maker.answer(LIST, { gtin: batch.gtin, lot: batch.lot, first: 5, after });
        expect(answer.status).toBe(200);
        expect(answer.errors?.[0]?.extensions.code).toBe('INVALID_INPUT');
      },
    );
  });

  describe('statements on the read model', () => {
    const count = async (query: string, variables: object, member = all.pharmacy) => {
      // Warm: the caller is known.
      await member.ask('{ me { id } }');
      let answer: unknown;
      const sent = await statementsOf(databaseName(), async () => {
        answer = await member.ask(query, variables);
      });
      expect(answer).toBeTruthy();
      return ofReadModel(sent).length;
    };
    const databaseName = () => (api.parts.pool.options as { database?: string }).database!;

    it('verify takes one', async () => {
      const scan = fresh();
      const query =
        'query($scan: Scan!) { verify(scan: $scan) { outcome severity title advice since pack { gtin serial lot expiry state } } }';
      expect(await count(query, { scan })).toBe(1);
      expect(await count(query, { scan: `(01)${batch.gtin}(21)${batch.serials[0]}` })).toBe(1);
    });

    it('a pack with all around it takes a fixed number', async () => {
      const query = `query($gtin: Gtin!, $serial: String!) { pack(gtin: $gtin, serial: $serial) {
        state custodian { name } location { name } product { name owner { name } } unit { id }
        history { type organisation { name } to { name } location { name } receipt { block } }
      } }`;
      expect(await count(query, { gtin: batch.gtin, serial: batch.serials[0] })).toBeLessThanOrEqual(8);
    });

    it.each([
      [10, 400],
      [20, 400],
    ])('a list of %d or %d takes the same', async (few, many) => {
      const query = `query($gtin: Gtin!, $lot: String!, $first: Int) { batch(gtin: $gtin, lot: $lot) {
        product { name } packList(first: $first) { nodes { serial state custodian { name } location { name } product { name } } }
      } }`;
      const of = (first: number) => count(query, { gtin: batch.gtin, lot: batch.lot, first }, all.maker);
      const small = await of(few);
      expect(small).toBeLessThanOrEqual(8);
      expect(await of(many)).toBe(small);
    });

    it('shipments with both sides take a fixed number', async () => {
      const query = `query($first: Int) { shipments(first: $first) { nodes {
        state packs from { name } to { name } reference exceptions { kind reportedBy { name } } units { id state packs }
      } } }`;
      const one = await count(query, { first: 1 });
      expect(one).toBeLessThanOrEqual(8);
      expect(await count(query, { first: 50 })).toBe(one);
    });
  });
});
