import { LedgerFault, type Submitted } from '@packproof/ledger';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { aConsortium, type Consortium } from '../../../test/consortium';
import { aProduct, jobEnd, serialsOf, type TestProduct } from '../../../test/goods';
import { dayFromNow, newLot, newSerials } from '../../../test/numbers';
import { startApi, type TestApi } from '../../testing/start-api';

const COMMISSION = `mutation($input: CommissionBatchInput!, $options: CommandOptions) {
  commissionBatch(input: $input, options: $options) { packs ssccs badRows { row code } receipts { transactionId } }
}`;

describe('commissioning through faults', () => {
  let api: TestApi;
  let all: Consortium;
  let product: TestProduct;
  beforeAll(async () => {
    api = await startApi();
    all = await aConsortium(api);
    product = await aProduct(all.maker);
  });
  afterEach(() => vi.restoreAllMocks());
  afterAll(() => api?.close());

  const expiry = dayFromNow(400);
  const ask = async (input: object, options: object) => all.maker.answer(COMMISSION, { input, options });

  it('sends what it stored when the process ends between payload and command', async () => {
    const lot = newLot();
    const input = { gtin: product.gtin, lot, expiry, serials: { generate: 30 }, packing: { packsPerCase: 10 } };
    const options = { commandId: `before-${lot}` };
    vi.spyOn(api.parts.ledger, 'submit').mockRejectedValueOnce(new LedgerFault('LEDGER_UNAVAILABLE'));
    expect((await ask(input, options)).errors?.[0]?.extensions.code).toBe('LEDGER_UNAVAILABLE');
    const put = vi.spyOn(api.parts.payloads, 'put');
    const done = await ask(input, options);
    expect(put).not.toHaveBeenCalled();
    expect(done.data.commissionBatch).toMatchObject({ packs: 30, badRows: [] });
    expect(done.data.commissionBatch.ssccs).toHaveLength(3);
    expect(await serialsOf(all.maker, product.gtin, lot)).toHaveLength(30);
    expect((await ask(input, options)).data).toEqual(done.data);
  });

  it('answers as it would have when the process ends after the command', async () => {
    const lot = newLot();
    const list = newSerials(5);
    const serials = { list: [...list, list[0]] };
    const packing = { packsPerCase: 2, casesPerPallet: 2 };
    const input = { gtin: product.gtin, lot, expiry, serials, packing, onBadRow: 'KEEP_GOOD' };
    const options = { commandId: `after-${lot}` };
    const submit = api.parts.ledger.submit.bind(api.parts.ledger);
    vi.spyOn(api.parts.ledger, 'submit').mockImplementationOnce(async (command): Promise<Submitted> => {
      await submit(command);
      throw new LedgerFault('OUTCOME_UNKNOWN');
    });
    expect((await ask(input, options)).errors?.[0]?.extensions.code).toBe('OUTCOME_UNKNOWN');
    const { data } = await ask(input, options);
    // Its own packs are no reason to refuse: they are on record because of it.
    expect(data.commissionBatch).toMatchObject({ packs: 5, badRows: [{ row: 6, code: 'DUPLICATE_ITEM' }] });
    expect(data.commissionBatch.ssccs).toHaveLength(5);
    expect(await serialsOf(all.maker, product.gtin, lot)).toEqual(list);
  });

  it('goes on where it was when several commands are needed', async () => {
    const lot = newLot();
    const input = { gtin: product.gtin, lot, expiry, serials: { generate: 12_000 }, packing: { packsPerCase: 1 } };
    const options = { commandId: `several-${lot}` };
    const submit = api.parts.ledger.submit.bind(api.parts.ledger);
    let sent = 0;
    vi.spyOn(api.parts.ledger, 'submit').mockImplementation(async (command): Promise<Submitted> => {
      sent += 1;
      if (sent === 2) throw new LedgerFault('LEDGER_UNAVAILABLE');
      return submit(command);
    });
    expect((await ask(input, options)).errors?.[0]?.extensions.code).toBe('LEDGER_UNAVAILABLE');
    const { data } = await ask(input, options);
    expect(data.commissionBatch.packs).toBe(12_000);
    expect(data.commissionBatch.receipts).toHaveLength(2);
    expect(new Set(data.commissionBatch.ssccs).size).toBe(12_000);
    expect(await api.parts.readModel.projector.verifyInvariant()).toEqual([]);
  }, 60_000);

  it('asks a silent ledger again when it is a job', async () => {
    const lot = newLot();
    const input = { gtin: product.gtin, lot, expiry, serials: { generate: 20_001 } };
    vi.spyOn(api.parts.ledger, 'submit').mockRejectedValueOnce(new LedgerFault('OUTCOME_UNKNOWN'));
    const START = 'mutation($input: CommissionBatchInput!) { commissionBatch(input: $input) { job { id } } }';
    const { commissionBatch } = await all.maker.ask(START, { input });
    expect(await jobEnd(all.maker, commissionBatch.job.id)).toMatchObject({ state: 'SUCCEEDED', done: 20_001 });
    const BATCH = 'query($gtin: Gtin!, $lot: String!) { batch(gtin: $gtin, lot: $lot) { packs } }';
    expect(await all.maker.ask(BATCH, { gtin: product.gtin, lot })).toEqual({ batch: { packs: 20_001 } });
  }, 60_000);

  it('names the bad rows of a job that refused them all', async () => {
    const old = newSerials(1);
    await ask({ gtin: product.gtin, lot: newLot(), expiry, serials: { list: old } }, {});
    const body = ['serial', ...newSerials(20_000), ...old].join('\n');
    const headers = { 'content-type': 'text/csv' };
    const { id } = (await (await all.maker.send('/uploads', { method: 'POST', headers, body })).json()) as {
      id: string;
    };
    const input = { gtin: product.gtin, lot: newLot(), expiry, serials: { upload: id } };
    const START = 'mutation($input: CommissionBatchInput!) { commissionBatch(input: $input) { job { id } } }';
    const { commissionBatch } = await all.maker.ask(START, { input });
    const ended = await jobEnd(all.maker, commissionBatch.job.id);
    expect(ended).toMatchObject({ state: 'FAILED', error: 'ALREADY_EXISTS' });
    const csv = await (await all.maker.get(ended.resultsUrl)).text();
    expect(csv).toBe(`row,serial,outcome,sscc\r\n20001,${old[0]},ALREADY_EXISTS,\r\n`);
  }, 60_000);

  it('takes other numbers when somebody took its own meanwhile', async () => {
    const commission = (generate: number, packsPerCase: number) =>
      ask({ gtin: product.gtin, lot: newLot(), expiry, serials: { generate }, packing: { packsPerCase } }, {});
    const first = (await commission(1, 1)).data.commissionBatch.ssccs[0] as string;
    // As if the count had been lost: the same numbers again, and the read model does not know yet.
    await api.parts.pool.query('update app.sscc_sequence set next_number = next_number - 1 where company_prefix = $1', [
      all.maker.companyPrefix,
    ]);
    const locate = vi.spyOn(api.parts.readModel.queries, 'locateUnits').mockResolvedValueOnce([undefined]);
    const { data } = await commission(1, 1);
    expect(locate).toHaveBeenCalled();
    expect(data.commissionBatch.packs).toBe(1);
    expect(data.commissionBatch.ssccs[0]).not.toBe(first);
  });

  it('raises one alert when a serial is committed twice all the same', async () => {
    const list = newSerials(2);
    const input = (lot: string) => ({ gtin: product.gtin, lot, expiry, serials: { list } });
    expect((await ask(input(newLot()), {})).data.commissionBatch.packs).toBe(2);
    // As by a node of the same maker that does not know of the first.
    vi.spyOn(api.parts.readModel.queries, 'serialsOnRecord').mockResolvedValue([]);
    const lot = newLot();
    expect((await ask(input(lot), {})).data.commissionBatch.packs).toBe(2);
    const ALERTS =
      '{ alerts(filter: { code: COMMITTED_TWICE }) { nodes { code state packs { serial } raisedBy { gln } } } }';
    const seen = (await all.regulator.ask(ALERTS)).alerts.nodes;
    expect(
      seen.flatMap(({ packs }: { packs: { serial: string }[] }) => packs.map(({ serial }) => serial)).sort(),
    ).toEqual([...list].sort());
    expect(seen[0]).toMatchObject({ state: 'NEW', raisedBy: { gln: all.maker.gln } });
    expect((await all.bystander.ask(ALERTS)).alerts.nodes).toEqual([]);
  });

  it('refuses what the ledger refuses, and tries nothing twice', async () => {
    const input = { gtin: product.gtin, lot: newLot(), expiry, serials: { generate: 5 } };
    const put = vi.spyOn(api.parts.payloads, 'put');
    vi.spyOn(api.parts.ledger, 'get').mockResolvedValueOnce(new Map() as never);
    expect((await ask(input, {})).errors?.[0]?.extensions.code).toBe('UNKNOWN_PRODUCT');
    expect(put).not.toHaveBeenCalled();
    const refused = await ask(input, { occurredAt: new Date(Date.now() - 20 * 86_400_000).toISOString() });
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', field: 'options.occurredAt' });
    expect(put).toHaveBeenCalledTimes(1);
  });
});
