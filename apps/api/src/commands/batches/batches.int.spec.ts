import { decodeContent } from '@packproof/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aConsortium, type Consortium } from '../../../test/consortium';
import {
  aProduct,
  jobEnd,
  packScan,
  serialsOf,
  type TestProduct,
  unitScan,
  unitsOf,
  verify,
} from '../../../test/goods';
import { dayFromNow, newLot, newSerials, newSscc } from '../../../test/numbers';
import { startApi, type TestApi } from '../../testing/start-api';
import { SERIAL_ALPHABET } from './serial-maker';

const COMMISSION = `mutation($input: CommissionBatchInput!, $options: CommandOptions) {
  commissionBatch(input: $input, options: $options) {
    packs ssccs badRows { row value code title } job { id kind state done total failed error resultsUrl }
    batch { gtin lot expiry packs state } receipts { transactionId block ledger committedAt }
  }
}`;

describe('commissionBatch', () => {
  let api: TestApi;
  let all: Consortium;
  let product: TestProduct;
  beforeAll(async () => {
    api = await startApi();
    all = await aConsortium(api);
    product = await aProduct(all.maker);
  });
  afterAll(() => api?.close());

  const expiry = dayFromNow(400);
  const request = (more: object, lot = newLot()) => ({ gtin: product.gtin, lot, expiry, ...more });
  const commission = async (input: object, options?: object) =>
    (await all.maker.ask(COMMISSION, { input, options })).commissionBatch;
  const refusal = async (input: object, options?: object) =>
    (await all.maker.answer(COMMISSION, { input, options })).errors?.[0]?.extensions;
  const upload = async (text: string) => {
    const response = await all.maker.send('/uploads', {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: text,
    });
    expect(response.status).toBe(201);
    return ((await response.json()) as { id: string }).id;
  };

  it('makes serials that nobody confuses, each once, loose at the maker’s place', async () => {
    const [, second] = all.maker.places;
    const input = request({ serials: { generate: 700 } });
    const done = await commission(input, { at: second.gln });
    expect(done).toMatchObject({
      packs: 700,
      ssccs: [],
      badRows: [],
      job: null,
      batch: { gtin: product.gtin, lot: input.lot, expiry, packs: 700, state: 'ACTIVE' },
      receipts: [{ transactionId: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    });
    const serials = await serialsOf(all.maker, product.gtin, input.lot);
    expect(new Set(serials).size).toBe(700);
    for (const serial of serials) expect(serial).toMatch(new RegExp(`^[${SERIAL_ALPHABET}]{12,20}$`));
    expect(await verify(all.maker, packScan(input, serials[0]!))).toMatchObject({
      outcome: 'ACTIVE',
      pack: { location: { gln: second.gln }, custodian: { gln: all.maker.gln } },
    });
    expect(await api.parts.readModel.projector.verifyInvariant()).toEqual([]);
  });

  it('packs by counts, the last case and pallet partly filled', async () => {
    const input = request({ serials: { generate: 47 }, packing: { packsPerCase: 5, casesPerPallet: 4 } });
    const done = await commission(input);
    const units = await unitsOf(all.maker, done.ssccs);
    expect(units.map(({ kind, packs }) => [kind, packs])).toEqual([
      ['PALLET', 20],
      ['PALLET', 20],
      ['PALLET', 7],
      ...Array.from({ length: 9 }, () => ['CASE', 5]),
      ['CASE', 2],
    ]);
    for (const { sscc } of units) expect(sscc!.slice(1, 8)).toBe(all.maker.companyPrefix);
    const cases = await commission(request({ serials: { generate: 12 }, packing: { packsPerCase: 5 } }));
    expect(cases.ssccs).toHaveLength(3);
    expect(new Set([...done.ssccs, ...cases.ssccs]).size).toBe(16);
  });

  it('packs what was scanned together, whatever the order of the list', async () => {
    const [a, b, c, d, e, f] = newSerials(6) as [string, string, string, string, string, string];
    const [inner, outer] = [newSscc(all.maker.companyPrefix), newSscc(all.maker.companyPrefix)];
    const lot = newLot();
    const scan = (serial: string) => packScan({ gtin: product.gtin, lot, expiry }, serial);
    const units = [
      { sscc: inner, kind: 'BUNDLE', items: [scan(e), scan(a)] },
      { sscc: outer, kind: 'PALLET', items: [scan(c), unitScan(inner)] },
      { items: [scan(b)] },
    ];
    const done = await commission(request({ serials: { list: [a, b, c, d, e, f] }, packing: { units } }, lot));
    expect(done).toMatchObject({ packs: 6, ssccs: [outer, expect.any(String), inner] });
    expect((await unitsOf(all.maker, done.ssccs)).map(({ kind, packs }) => [kind, packs])).toEqual([
      ['PALLET', 3],
      ['CASE', 1],
      ['BUNDLE', 2],
    ]);
    const at = async (serial: string) =>
      (
        await all.maker.ask(
          'query($gtin: Gtin!, $serial: String!) { pack(gtin: $gtin, serial: $serial) { unit { sscc } } }',
          {
            gtin: product.gtin,
            serial,
          },
        )
      ).pack.unit?.sscc;
    expect(await Promise.all([a, b, c, d, e].map(at))).toEqual([inner, done.ssccs[1], outer, undefined, inner]);
    expect(await api.parts.readModel.projector.verifyInvariant()).toEqual([]);
  });

  it('names every bad row, and does nothing', async () => {
    const [old, a, b] = newSerials(3) as [string, string, string];
    await commission(request({ serials: { list: [old] } }));
    const list = [a, 'with space', b, a, '', 'x'.repeat(21), old];
    const done = await commission(request({ serials: { list } }));
    expect(done).toMatchObject({ packs: 0, batch: null, receipts: [], ssccs: [] });
    expect(
      done.badRows.map(({ row, value, code }: { row: number; value: string; code: string }) => [row, value, code]),
    ).toEqual([
      [2, 'with space', 'INVALID_INPUT'],
      [4, a, 'DUPLICATE_ITEM'],
      [5, '', 'INVALID_INPUT'],
      [6, 'x'.repeat(21), 'LIMIT_EXCEEDED'],
      [7, old, 'ALREADY_EXISTS'],
    ]);
    expect(done.badRows.every(({ title }: { title: string }) => title.length > 0)).toBe(true);
  });

  it('keeps the good rows when told to, and answers the same when asked again', async () => {
    const [old, a, b] = newSerials(3) as [string, string, string];
    await commission(request({ serials: { list: [old] } }));
    const lot = newLot();
    const scan = (serial: string) => packScan({ gtin: product.gtin, lot, expiry }, serial);
    const input = request(
      {
        serials: { list: [a, old, b, a] },
        packing: { units: [{ items: [scan(a), scan(old)] }] },
        onBadRow: 'KEEP_GOOD',
      },
      lot,
    );
    const options = { commandId: `keep-${lot}` };
    const first = await commission(input, options);
    expect(first).toMatchObject({ packs: 2, batch: { packs: 2 }, ssccs: [expect.any(String)] });
    expect(first.badRows).toMatchObject([
      { row: 2, value: old, code: 'ALREADY_EXISTS' },
      { row: 4, value: a, code: 'DUPLICATE_ITEM' },
    ]);
    expect(await commission(input, options)).toEqual(first);
    expect(await refusal({ ...input, expiry: dayFromNow(1) }, options)).toMatchObject({ code: 'COMMAND_ID_REUSED' });
    const nothing = await commission(request({ serials: { list: [old] }, onBadRow: 'KEEP_GOOD' }));
    expect(nothing).toMatchObject({ packs: 0, batch: null, badRows: [{ row: 1, code: 'ALREADY_EXISTS' }] });
  });

  it('takes an uploaded list, of its own organisation only', async () => {
    const [a, b, c] = newSerials(3) as [string, string, string];
    const id = await upload(`serial\n${a}\n${b}\nno good\n${c}\n${b}\n`);
    const refused = await commission(request({ serials: { upload: id } }));
    expect(refused.badRows).toMatchObject([
      { row: 3, value: 'no good' },
      { row: 5, code: 'DUPLICATE_ITEM' },
    ]);
    const input = request({ serials: { upload: id }, onBadRow: 'KEEP_GOOD' });
    expect(await commission(input)).toMatchObject({ packs: 3 });
    expect(await serialsOf(all.maker, product.gtin, input.lot)).toEqual([a, b, c]);
    // All are on record now: each row by its number in the file.
    const again = await commission(request({ serials: { upload: id }, onBadRow: 'KEEP_GOOD' }));
    expect(again.badRows.map(({ row }: { row: number }) => row)).toEqual([1, 2, 3, 4, 5]);
    const foreign = await all.competitor.answer(COMMISSION, { input: request({ serials: { upload: id } }) });
    expect(foreign.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', field: 'input.serials.upload' });
  });

  it('adds tranches to a lot with the same expiry only', async () => {
    const lot = newLot();
    await commission(request({ serials: { generate: 3 } }, lot));
    expect(await commission(request({ serials: { generate: 4 } }, lot))).toMatchObject({
      packs: 4,
      batch: { packs: 7 },
    });
    expect(await refusal({ ...request({ serials: { generate: 1 } }, lot), expiry: dayFromNow(401) })).toMatchObject({
      code: 'EXPIRY_MISMATCH',
      field: 'input.expiry',
      params: { recorded: expiry },
    });
  });

  it('finds no serial free twice, however many ask at once', async () => {
    const list = newSerials(20);
    const answers = await Promise.all(Array.from({ length: 4 }, () => commission(request({ serials: { list } }))));
    expect(answers.map(({ packs }) => packs).sort((x, y) => x - y)).toEqual([0, 0, 0, 20]);
    const conflicts = await api.parts.pool.query('select count(*) as n from read.pack_conflict');
    expect(conflicts.rows[0].n).toBe(0);
  });

  const twoUnits = (x: object) => [{ items: ['(00)395060001343522222'] }, x];
  it.each([
    ['no serials', { serials: {} }, 'INVALID_INPUT', 'input.serials'],
    ['two kinds of serials', { serials: { generate: 1, list: ['A'] } }, 'INVALID_INPUT', 'input.serials'],
    ['none to make', { serials: { generate: 0 } }, 'INVALID_INPUT', 'input.serials.generate'],
    ['too many', { serials: { generate: 1_000_001 } }, 'LIMIT_EXCEEDED', 'input.serials.generate'],
    ['an empty list', { serials: { list: [] } }, 'INVALID_INPUT', 'input.serials.list'],
    ['no such upload', { serials: { upload: 'x' } }, 'NOT_FOUND', 'input.serials.upload'],
    [
      'cases of nothing',
      { serials: { generate: 1 }, packing: { packsPerCase: 0 } },
      'INVALID_INPUT',
      'input.packing.packsPerCase',
    ],
    [
      'pallets of no cases',
      { serials: { generate: 1 }, packing: { casesPerPallet: 1 } },
      'INVALID_INPUT',
      'input.packing.packsPerCase',
    ],
    [
      'counts and units',
      { serials: { list: ['A'] }, packing: { packsPerCase: 1, units: [] } },
      'INVALID_INPUT',
      'input.packing',
    ],
    [
      'scans of serials to come',
      { serials: { generate: 1 }, packing: { units: twoUnits({ items: [] }) } },
      'INVALID_INPUT',
      'input.packing.units',
    ],
    ['a lot that is none', { lot: 'no lot', serials: { generate: 1 } }, 'INVALID_INPUT', 'input.lot'],
    [
      'an unknown unit',
      { serials: { list: ['A'] }, packing: { units: [{ items: ['(00)395060001343522228'] }] } },
      'UNREADABLE',
      'input.packing.units[0].items[0]',
    ],
    [
      'an empty unit',
      { serials: { list: ['A'] }, packing: { units: [{ items: [] }] } },
      'INVALID_INPUT',
      'input.packing.units[0].items',
    ],
  ])('refuses %s', async (_, more, code, field) => {
    expect(await refusal(request(more))).toMatchObject({ code, field });
  });

  it('refuses numbers that are taken or another’s, and packs that are not its own', async () => {
    const [a] = newSerials(1) as [string];
    const lot = newLot();
    const used = (await commission(request({ serials: { generate: 2 }, packing: { packsPerCase: 2 } }))).ssccs[0];
    const items = [packScan({ gtin: product.gtin, lot, expiry }, a)];
    const withUnits = (units: object[]) => request({ serials: { list: [a] }, packing: { units } }, lot);
    const first = 'input.packing.units[0]';
    expect(await refusal(withUnits([{ sscc: used, items }]))).toMatchObject({
      code: 'SSCC_IN_USE',
      field: `${first}.sscc`,
    });
    const foreign = newSscc(all.distributor.companyPrefix);
    expect(await refusal(withUnits([{ sscc: foreign, items }]))).toMatchObject({
      code: 'SSCC_FOREIGN',
      field: `${first}.sscc`,
    });
    const other = [packScan({ gtin: product.gtin, lot, expiry }, 'NOSUCH')];
    expect(await refusal(withUnits([{ items: other }]))).toMatchObject({
      code: 'UNKNOWN_SERIAL',
      field: `${first}.items[0]`,
    });
    expect(await refusal(withUnits([{ items: [...items, ...items] }]))).toMatchObject({
      code: 'DUPLICATE_ITEM',
      field: `${first}.items[1]`,
    });
    const wrongLot = [packScan({ gtin: product.gtin, lot: 'OTHER', expiry }, a)];
    expect(await refusal(withUnits([{ items: wrongLot }]))).toMatchObject({ code: 'BATCH_MISMATCH' });
  });

  it('is for the product’s owner, before any secret is made for a stranger', async () => {
    const input = request({ serials: { generate: 1 } });
    const answer = await all.competitor.answer(COMMISSION, { input });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_OWNER', field: 'input.gtin' });
    const unknown = await refusal({ ...input, gtin: '09506000134352' });
    expect(unknown).toMatchObject({ code: 'UNKNOWN_PRODUCT', field: 'input.gtin' });
    expect(await refusal(input, { at: all.distributor.gln })).toMatchObject({ code: 'UNKNOWN_LOCATION' });
  });

  it('puts as many units on the ledger as it takes: several tranches, one entry', async () => {
    const input = request({ serials: { generate: 2_100 }, packing: { packsPerCase: 1 } });
    const done = await commission(input);
    expect(done).toMatchObject({ packs: 2_100, batch: { packs: 2_100 } });
    expect(done.ssccs).toHaveLength(2_100);
    expect(done.receipts).toHaveLength(1);
    const [batch] = await api.parts.readModel.queries.batchesByKey({ gln: all.maker.gln, role: 'MANUFACTURER' }, [
      input,
    ]);
    expect(batch!.tranches.map(({ count }) => count)).toEqual([1_000, 1_000, 100]);
    const located = await api.parts.readModel.queries.locateUnits(done.ssccs.slice(-1));
    expect([...decodeContent(located[0]!.content).values()]).toEqual([[[99, 100]]]);
  });

  it('is a job above 20,000 packs, the same job when asked again', async () => {
    const lot = newLot();
    const [old] = await serialsOf(
      all.maker,
      product.gtin,
      (await commission(request({ serials: { generate: 1 } }))).batch.lot,
    );
    const id = await upload(`serial\n${newSerials(20_000).join('\n')}\n${old}\nbad row\n`);
    const input = request({ serials: { upload: id }, packing: { packsPerCase: 100 }, onBadRow: 'KEEP_GOOD' }, lot);
    const refused = await commission({ ...input, onBadRow: 'REFUSE_ALL' });
    expect(refused).toMatchObject({ job: null, packs: 0, badRows: [{ row: 20_002, code: 'INVALID_INPUT' }] });
    const options = { commandId: `job-${lot}` };
    const started = await commission(input, options);
    expect(started).toMatchObject({ batch: null, packs: 0, job: { kind: 'COMMISSION', total: 20_002 } });
    expect((await commission(input, options)).job.id).toBe(started.job.id);
    expect(await refusal({ ...input, packing: null }, options)).toMatchObject({ code: 'COMMAND_ID_REUSED' });
    const ended = await jobEnd(all.maker, started.job.id);
    expect(ended).toMatchObject({ state: 'SUCCEEDED_WITH_ERRORS', failed: 2, error: null });
    const answer = await commission(input, options);
    expect(answer).toMatchObject({
      packs: 20_000,
      batch: { packs: 20_000 },
      badRows: [{ row: 20_001 }, { row: 20_002 }],
      job: { id: started.job.id },
    });
    expect(answer.ssccs).toHaveLength(200);
    const csv = await (await all.maker.get(ended.resultsUrl)).text();
    const lines = csv.trim().split('\r\n');
    expect(lines).toHaveLength(20_003);
    expect(lines.slice(0, 3)).toEqual([
      'row,serial,outcome,sscc',
      `20001,${old},ALREADY_EXISTS,`,
      '20002,bad row,INVALID_INPUT,',
    ]);
    expect(lines[3]).toMatch(/^,\w{16},ACCEPTED,\d{18}$/);
    expect(new Set(lines.slice(3).map((line) => line.split(',')[3])).size).toBe(200);
    expect(await api.parts.readModel.projector.verifyInvariant()).toEqual([]);
  }, 60_000);
});
