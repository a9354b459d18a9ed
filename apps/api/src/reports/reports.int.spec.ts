import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aConsortium, type Consortium, type Member } from '../../test/consortium';
import { aBatch, aProduct, dispense, packScan, receive, ship, type TestBatch, unitScan } from '../../test/goods';
import { newSerials, newSscc } from '../../test/numbers';
import { pagesOfPdf } from '../../test/pdf-text';
import { startApi, type TestApi } from '../testing/start-api';

const OPEN = 'mutation($input: OpenRecallInput!) { openRecall(input: $input) { id receipt { transactionId } } }';
const ACKNOWLEDGE =
  'mutation($id: ID!, $lines: [RecallLineInput!]!) { acknowledgeRecall(id: $id, lines: $lines) { id } }';
const CLOSE =
  'mutation($id: ID!, $note: String!) { closeRecall(id: $id, note: $note) { id receipt { transactionId } } }';

describe('the report of a recall', () => {
  let api: TestApi;
  let all: Consortium;
  let batch: TestBatch;
  let recall: string;
  let drill: string;

  // 437 packs: 11 with a pharmacy, one of them dispensed; 426 with their maker.
  beforeAll(async () => {
    api = await startApi();
    all = await aConsortium(api);
    const product = await aProduct(all.maker);
    const sscc = newSscc(all.maker.companyPrefix);
    const serials = newSerials(437);
    const items = serials.slice(0, 11).map((serial) => `(01)${product.gtin}(21)${serial}`);
    batch = await aBatch(product, { serials: { list: serials }, packing: { units: [{ sscc, kind: 'CASE', items }] } });
    const { id } = await ship(all.maker, { items: [unitScan(sscc)], to: all.pharmacy });
    await receive(all.pharmacy, { shipment: id });
    expect(await dispense(all.pharmacy, [packScan(batch, serials[0]!)])).toMatchObject([{ ok: true }]);
    const input = {
      batches: [{ gtin: batch.gtin, lot: batch.lot }],
      class: 'I',
      level: 'PATIENT',
      reason: 'glass particles in the bottle',
      instructions: '请立即停止发药并退回',
    };
    drill = (await all.maker.ask(OPEN, { input: { ...input, drill: true } })).openRecall.id;
    recall = (await all.maker.ask(OPEN, { input })).openRecall.id;
    const line = { gtin: batch.gtin, lot: batch.lot };
    await all.pharmacy.ask(ACKNOWLEDGE, {
      id: recall,
      lines: [{ ...line, quarantined: 7, dispensed: 1, notFound: 3 }],
    });
  });
  afterAll(() => api?.close());

  const report = async (by: Member, id = recall, query = '?lang=en', headers = {}) => {
    const response = await by.get(`/recalls/${id}/report.pdf${query}`, headers);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    return pagesOfPdf(new Uint8Array(await response.arrayBuffer()));
  };
  const words = async (...args: Parameters<typeof report>) => (await report(...args)).join('\n');
  /** Breaks of lines, and between faces, are none of the text. */
  const joined = (text: string) => text.replace(/\s+/g, '');
  const has = (text: string, part: string) => expect(joined(text), part).toContain(joined(part));

  it('is an interim one while the recall is open', async () => {
    const text = await words(all.maker);
    expect(text).toContain('Interim report: this recall is still open.');
    expect(text).not.toContain('Closing report');
  });

  it('closes it: what, by whom, how many where, and what an auditor needs', async () => {
    const { closeRecall } = await all.maker.ask(CLOSE, { id: recall, note: 'three bottles were never found' });
    for (const by of [all.maker, all.regulator, all.auditor]) {
      const text = await words(by);
      for (const part of [
        'Closing report of a recall',
        'Class I: danger to life',
        'glass particles in the bottle',
        '请立即停止发药并退回',
        'three bottles were never found',
        batch.product.name,
        batch.gtin,
        batch.lot,
        batch.expiry,
        all.maker.name,
        all.pharmacy.name,
        closeRecall.receipt.transactionId,
        'Recall opened',
        'Recall closed',
      ]) {
        has(text, part);
      }
      const lines = text.split('\n');
      const after = (name: string) => lines[lines.indexOf(name) + 1];
      expect(after('Packs recalled')).toBe('437');
      expect(after('Still held')).toBe('436');
      expect(after('Dispensed')).toBe('1');
      expect(after('Accounted for')).toBe('8');
      expect(after('Not found')).toBe('3');
      expect(after('Holders that have answered')).toBe('1 / 2');
      expect(joined(text)).toContain('Reconciled1.8%');
      const row = lines.slice(lines.lastIndexOf(all.pharmacy.name, lines.indexOf('Course')));
      expect(row.filter((each) => /^\d+$/.test(each)).slice(0, 8)).toEqual(['10', '0', '1', '7', '0', '0', '1', '3']);
      expect(joined(text)).toMatch(
        new RegExp(joined(`Closed \\d{4}-\\d\\d-\\d\\d\\d\\d:\\d\\dUTC, by ${all.maker.name}`)),
      );
      const note = await (await fetch(`${api.url}/log/checkpoint`)).text();
      for (const line of note.split('\n').slice(0, 3)) expect(text).toContain(line);
    }
  });

  it('shows a holder its own part, and others nothing of anybody', async () => {
    const own = await words(all.pharmacy);
    expect(own).toContain('Shown is the part of your own organisation.');
    expect(own.split('\n')).toContain('10');
    expect(own.split('\n')).not.toContain('426');
    expect(own).not.toContain('Reconciled');
    for (const by of [all.competitor, all.bystander]) {
      const text = await words(by);
      has(text, 'None of it is or was with your organisation.');
      expect(text).not.toContain(all.pharmacy.name);
      expect(text.split('\n')).not.toContain('426');
    }
  });

  it('of products of two owners tells each who holds its own, and nothing of the other’s', async () => {
    const other = await aBatch(await aProduct(all.competitor), { serials: { list: newSerials(23) } });
    const { id } = await ship(all.competitor, {
      items: [...other.serials.slice(0, 5)].map((serial) => packScan(other, serial)),
      to: all.otherPharmacy,
    });
    await receive(all.otherPharmacy, { shipment: id });
    const targets = [batch, other].map(({ gtin, lot }) => ({ gtin, lot }));
    const input = { batches: targets, class: 'II', level: 'PHARMACY', reason: 'two owners', drill: true };
    const both = (await all.regulator.ask(OPEN, { input })).openRecall.id;
    for (const [by, { gtin, lot }] of [
      [all.pharmacy, batch],
      [all.otherPharmacy, other],
    ] as const) {
      await by.ask(ACKNOWLEDGE, { id: both, lines: [{ gtin, lot, quarantined: 4 }] });
    }
    const HOLDERS = 'query($id: ID!) { recall(id: $id) { holders { organisation { name } packs lines { lot } } } }';
    const told = async (by: Member) => {
      const { recall } = await by.ask(HOLDERS, { id: both });
      return recall.holders.map((each: { organisation: { name: string }; packs: number; lines: { lot: string }[] }) => [
        each.organisation.name,
        each.packs,
        each.lines.map(({ lot }) => lot),
      ]);
    };
    const sorted = (rows: unknown[]) => expect.arrayContaining(rows);
    const ofMaker = [
      [all.maker.name, 426, []],
      [all.pharmacy.name, 10, [batch.lot]],
    ];
    const ofCompetitor = [
      [all.competitor.name, 18, []],
      [all.otherPharmacy.name, 5, [other.lot]],
    ];
    for (const [by, rows] of [
      [all.maker, ofMaker],
      [all.competitor, ofCompetitor],
      [all.regulator, [...ofMaker, ...ofCompetitor]],
      [all.pharmacy, ofMaker.slice(1)],
      [all.bystander, []],
    ] as const) {
      const seen = await told(by);
      expect([by.name, seen.length, seen]).toEqual([by.name, rows.length, sorted([...rows])]);
    }
    expect(await words(all.maker, both)).not.toContain(all.otherPharmacy.name);
  });

  it('says that it was a drill', async () => {
    expect(await words(all.maker, drill)).toContain('DRILL: nothing was blocked by it');
    expect(await words(all.maker, recall)).not.toContain('DRILL');
  });

  it('speaks the language that was asked for, with no English word of its own', async () => {
    for (const text of [
      await words(all.maker, recall, '?lang=zh-CN'),
      await words(all.maker, recall, '', { 'accept-language': 'zh-CN' }),
    ]) {
      for (const part of ['召回结案报告', '一级：危及生命', '阿莫西林', '已查明去向', '第 1 页']) has(text, part);
      for (const part of ['Class', 'Packs', 'Holder', 'Recall', 'Quaran', 'COMPLETED', 'PATIENT'])
        expect(text).not.toContain(part);
      expect(text).not.toContain('\ufffd');
    }
  });

  it('numbers its pages', async () => {
    const pages = await report(all.maker);
    pages.forEach((text, i) => {
      expect(text).toContain(`Page ${i + 1} of ${pages.length}`);
    });
  });

  it('refuses what is no recall, no language, and nobody', async () => {
    for (const id of ['f'.repeat(64), 'nonsense', '%00']) {
      const response = await all.maker.get(`/recalls/${id}/report.pdf`);
      expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([404, 'NOT_FOUND']);
    }
    for (const [query, field] of [
      ['lang=fr', 'lang'],
      ['language=en', 'language'],
    ]) {
      const response = await all.maker.get(`/recalls/${recall}/report.pdf?${query}`);
      expect([response.status, await response.json()]).toEqual([
        400,
        expect.objectContaining({ code: 'INVALID_INPUT', field }),
      ]);
    }
    expect((await fetch(`${api.url}/recalls/${recall}/report.pdf`)).status).toBe(401);
  });
});
