import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aConsortium, type Consortium, type Member } from '../../../test/consortium';
import {
  aBatch,
  aProduct,
  packScan,
  receive,
  ship,
  type TestBatch,
  type TestProduct,
  unitScan,
  verify,
} from '../../../test/goods';
import { newSscc } from '../../../test/numbers';
import { startApi, type TestApi } from '../../testing/start-api';

const OPEN = `mutation($input: OpenRecallInput!, $options: CommandOptions) {
  openRecall(input: $input, options: $options) {
    id state packs instructions targets { batch { lot } whole packs } receipt { transactionId }
  }
}`;
const ACKNOWLEDGE = `mutation($id: ID!, $lines: [RecallLineInput!]!) {
  acknowledgeRecall(id: $id, lines: $lines) { holders { organisation { gln } lines { lot quarantined notFound } } }
}`;

describe('openRecall', () => {
  let api: TestApi;
  let all: Consortium;
  let product: TestProduct;
  let batch: TestBatch;
  let second: TestBatch;
  let cases: string[];
  let shipment: string;
  const serials = ['A01', 'A02', 'A03', 'A10', 'B01', 'B02', 'C', 'LONGER1', 'LONGER2', 'Z99'];

  beforeAll(async () => {
    api = await startApi();
    all = await aConsortium(api);
    product = await aProduct(all.maker);
    cases = [newSscc(all.maker.companyPrefix), newSscc(all.maker.companyPrefix)];
    const scan = (serial: string) => `(01)${product.gtin}(21)${serial}`;
    const units = [
      { sscc: cases[0], items: [scan('A01'), scan('A02')] },
      { sscc: cases[1], items: [scan('B01'), scan('B02'), scan('C')] },
    ];
    batch = await aBatch(product, { serials: { list: serials }, packing: { units } });
    second = await aBatch(product, { serials: { list: ['X1', 'X2'] } });
    const sent = await ship(all.maker, { items: [unitScan(cases[1]!)], to: all.distributor });
    shipment = sent.id;
    await receive(all.distributor, { shipment });
  });
  afterAll(() => api?.close());

  const wish = (batches: object[], more: object = {}) => ({
    input: { batches, class: 'II', level: 'PHARMACY', reason: 'wrong leaflet', ...more },
  });
  const target = (more: object = {}, of: TestBatch = batch) => ({ gtin: of.gtin, lot: of.lot, ...more });
  const drill = { drill: true };
  const open = async (batches: object[], more: object = drill, by: Member = all.maker) =>
    (await by.ask(OPEN, wish(batches, more))).openRecall;
  const refusal = async (batches: object[], more: object = drill, by: Member = all.maker) =>
    (await by.answer(OPEN, wish(batches, more))).errors?.[0]?.extensions;

  it.each([
    ['serials', () => ({ serials: ['A01', 'Z99', 'A01'] }), 2],
    ['a range among serials of one length', () => ({ serialFrom: 'A02', serialTo: 'B01' }), 4],
    ['a range of longer ones', () => ({ serialFrom: 'LONGER1', serialTo: 'LONGER9' }), 2],
    ['units', () => ({ ssccs: cases }), 5],
    ['a shipment, wherever it is now', () => ({ shipment }), 3],
    ['all of these together, each pack once', () => ({ serials: ['A01', 'LONGER1'], ssccs: [cases[0]], shipment }), 6],
  ])('takes %s', async (_, more, packs) => {
    const recall = await open([target(more())]);
    expect(recall).toMatchObject({ state: 'OPEN', packs, targets: [{ whole: false, packs }] });
    expect(recall.receipt.transactionId).toBe(recall.id);
  });

  it('blocks what it names, and nothing else', async () => {
    await open([target({ serialFrom: 'B01', serialTo: 'B02' })], { instructions: 'send back' });
    expect(await verify(all.distributor, packScan(batch, 'B02'))).toMatchObject({ outcome: 'RECALLED' });
    expect(await verify(all.distributor, packScan(batch, 'C'))).toMatchObject({ outcome: 'ACTIVE' });
  });

  it('joins what is named of one batch, and takes several batches as one', async () => {
    const recall = await open([
      target({ serials: ['A01'] }),
      target({}, second),
      target({ serialFrom: 'A01', serialTo: 'A03' }),
    ]);
    expect(recall.targets).toEqual([
      { batch: { lot: batch.lot }, whole: false, packs: 3 },
      { batch: { lot: second.lot }, whole: true, packs: 2 },
    ]);
    const whole = await open([target({ serials: ['A01'] }), target()]);
    expect(whole).toMatchObject({ packs: serials.length, targets: [{ whole: true }] });
  });

  it('answers the same to the same command id', async () => {
    const variables = { ...wish([target()], drill), options: { commandId: 'recall-1' } };
    const first = await all.maker.ask(OPEN, variables);
    expect(await all.maker.ask(OPEN, variables)).toEqual(first);
    const other = { ...wish([target()], { drill: true, class: 'I' }), options: { commandId: 'recall-1' } };
    expect((await all.maker.answer(OPEN, other)).errors?.[0]?.extensions.code).toBe('COMMAND_ID_REUSED');
  });

  it.each([
    ['unknown serials, all of them named', { serials: ['A01', 'NO1', 'NO2'] }, 'UNKNOWN_SERIAL', '.serials[1]'],
    ['an empty list', { serials: [] }, 'INVALID_INPUT', '.serials'],
    ['half a range', { serialFrom: 'A01' }, 'INVALID_INPUT', '.serialTo'],
    ['a range without its beginning', { serialTo: 'A01' }, 'INVALID_INPUT', '.serialFrom'],
    ['a range of two lengths', { serialFrom: 'A01', serialTo: 'A010' }, 'INVALID_INPUT', '.serialTo'],
    ['a range that goes back', { serialFrom: 'B01', serialTo: 'A01' }, 'INVALID_INPUT', '.serialTo'],
    ['a range with nothing in it', { serialFrom: 'Q01', serialTo: 'Q99' }, 'NOT_FOUND', '.serialFrom'],
    ['an unknown unit', { ssccs: [newSscc('39999')] }, 'UNKNOWN_UNIT', '.ssccs[0]'],
    ['an unknown shipment', { shipment: 'f'.repeat(64) }, 'NOT_FOUND', '.shipment'],
    ['what is no shipment', { shipment: 'x' }, 'NOT_FOUND', '.shipment'],
    ['another lot', { lot: 'NOSUCH' }, 'UNKNOWN_BATCH', '.lot'],
    ['what is no lot', { lot: 'no lot' }, 'UNKNOWN_BATCH', '.lot'],
  ])('refuses %s', async (_, more, code, at) => {
    expect(await refusal([target({}, second), target(more)])).toMatchObject({ code, field: `input.batches[1]${at}` });
  });

  it('tells all serials that are unknown', async () => {
    const refused = await refusal([target({ serials: ['A01', 'NO1', 'A02', 'NO2'] })]);
    expect(refused?.params).toMatchObject({ serials: ['NO1', 'NO2'], serial: 'NO1' });
  });

  it('wants words without serials, and some batch', async () => {
    expect(await refusal([], drill)).toMatchObject({ code: 'INVALID_INPUT', field: 'input.batches' });
    expect(await refusal([target()], { drill: true, reason: '' })).toMatchObject({ field: 'input.reason' });
    const serial = { serials: ['LONGER1'] };
    expect(await refusal([target(serial)], { drill: true, reason: 'pack LONGER1, found open' })).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'input.reason',
    });
  });

  it('is all or nothing where one batch is another’s', async () => {
    const foreign = await aBatch(await aProduct(all.competitor), { serials: { list: ['F1'] } });
    expect(await refusal([target(), target({}, foreign)])).toMatchObject({
      code: 'NOT_OWNER',
      field: 'input.batches[1]',
    });
    const both = await open([target(), target({}, foreign)], drill, all.regulator);
    expect(both.targets).toHaveLength(2);
  });

  it('takes answers line by line, and names the line at fault', async () => {
    const { id } = await open([target()]);
    const line = target({ quarantined: 2, notFound: 1 });
    const { acknowledgeRecall } = await all.distributor.ask(ACKNOWLEDGE, { id, lines: [line] });
    expect(acknowledgeRecall.holders).toEqual([
      { organisation: { gln: all.distributor.gln }, lines: [{ lot: batch.lot, quarantined: 2, notFound: 1 }] },
    ]);
    const answer = async (lines: object[], of = id) =>
      (await all.distributor.answer(ACKNOWLEDGE, { id: of, lines })).errors?.[0]?.extensions;
    expect(await answer([])).toMatchObject({ code: 'INVALID_INPUT', field: 'lines' });
    expect(await answer([line, target({}, second)])).toMatchObject({ code: 'NOT_FOUND', field: 'lines[1].lot' });
    expect(await answer([line, line])).toMatchObject({ code: 'DUPLICATE_ITEM', field: 'lines[1].lot' });
    expect(await answer([{ ...line, quarantined: -1 }])).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'lines[0].quarantined',
    });
    expect(await answer([line], 'f'.repeat(64))).toMatchObject({ code: 'NOT_FOUND', field: 'id' });
    expect(await answer([line], 'nonsense')).toMatchObject({ code: 'NOT_FOUND', field: 'id' });
  });
});
