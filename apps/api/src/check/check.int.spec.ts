import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aBatch, packScan, type TestBatch } from '../../test/goods';
import { newGtin, newLot, newSerial, newSerials, newSscc } from '../../test/numbers';
import {
  checkForm as form,
  packLink as link,
  namesIn,
  Patients,
  type PatientsPacks,
  packsOfPatients,
  type Seen,
  yymmdd,
} from '../../test/patient';
import { AlertDesk } from '../alerts/alert-desk';
import { startApi, type TestApi } from '../testing/start-api';
import { TEXTS } from './page/texts';

describe('the patient’s check', () => {
  let api: TestApi;
  let packs: PatientsPacks;
  let patients: Patients;
  beforeAll(async () => {
    api = await startApi({ environment: { PACKPROOF_TRUST_PROXY: 'true' } });
    packs = await packsOfPatients(api);
    patients = new Patients(api);
  });
  afterAll(() => api?.close());

  it('says of a pack that it is genuine and whom it is from, wherever it is', async () => {
    const { all, batch } = packs;
    const { get, json } = patients;
    const pack = await get(link(batch, batch.serials[0]!));
    expect(pack).toMatchObject({ status: 200, outcome: 'ACTIVE', severity: 'OK' });
    for (const fact of ['Amoxicillin 500 mg', all.maker.name, batch.lot, batch.serials[0]!, TEXTS.en.suppliedNever]) {
      expect(pack.text).toContain(fact);
    }
    // In the maker's store, in a pharmacy, on a lorry: it is all the same to a patient.
    const elsewhere = await Promise.all([6, 9].map((at) => json(link(batch, batch.serials[at]!))));
    for (const answer of elsewhere) expect(answer).toMatchObject({ outcome: 'ACTIVE', others: [], severity: 'OK' });
  });

  it('expects a pack in a patient’s hand to have been supplied once, and says when', async () => {
    const { all, batch } = packs;
    const { get, json } = patients;
    const pack = await get(link(batch, batch.serials[1]!), { 'accept-language': 'en' });
    expect(pack).toMatchObject({ outcome: 'ALREADY_DISPENSED_HERE', severity: 'OK' });
    const today = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date());
    expect(pack.text).toContain(`handed out on ${today}`);
    expect(pack.text).toContain(TEXTS.en.suppliedOnce(today));
    expect(await json(link(batch, batch.serials[1]!))).toMatchObject({
      supplied: { times: 1, on: new Date().toISOString().slice(0, 10) },
      product: { maker: all.maker.name },
    });
  });

  it('warns where the same code was offered again after it was supplied', async () => {
    const { all, batch } = packs;
    const { get } = patients;
    const pack = await get(link(batch, batch.serials[2]!));
    expect(pack).toMatchObject({ outcome: 'ALREADY_DISPENSED_ELSEWHERE', severity: 'STOP' });
    const today = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date());
    expect(pack.text).toContain(TEXTS.en.suppliedOffered(today));
    // When the alert is closed, it was found out: the pack is as it was.
    const { alerts } = await all.regulator.ask(
      '{ alerts(filter: {code: ALREADY_DISPENSED_ELSEWHERE}) { nodes { id } } }',
    );
    for (const { id } of alerts.nodes) {
      await all.regulator.ask(
        'mutation($id: ID!) { updateAlert(id: $id, state: CLOSED, comment: "same pack") { id } }',
        {
          id,
        },
      );
    }
    expect((await get(link(batch, batch.serials[2]!))).outcome).toBe('ALREADY_DISPENSED_HERE');
  });

  it('tells of a recall what it asks of patients, and of nobody else', async () => {
    const { recalled, partly } = packs;
    const { get, json } = patients;
    const whole = await get(link(recalled, recalled.serials[0]!));
    expect(whole).toMatchObject({ outcome: 'RECALLED', severity: 'STOP' });
    expect(whole.text).toContain('Bring it to any pharmacy.');
    expect(await json(link(partly, 'AAAAAAAA02'))).toMatchObject({ outcome: 'RECALLED' });
    expect(await json(link(partly, 'AAAAAAAA09'))).toMatchObject({ outcome: 'ACTIVE' });
    const lots = [
      await get(`/01/${recalled.gtin}/10/${recalled.lot}`),
      await get(`/01/${partly.gtin}/10/${partly.lot}`),
    ];
    expect(lots.map(({ outcome }) => outcome)).toEqual(['RECALLED', 'NOT_A_MEDICINE_CODE']);
    expect(lots[1]!.text).toContain(TEXTS.en.partlyRecalled);
  });

  it('says of batch and product what holds for all their packs, and that a serial number is needed', async () => {
    const { all, batch, old, withdrawn } = packs;
    const { get } = patients;
    const lot = await get(`/01/${batch.gtin}/10/${batch.lot}`);
    expect(lot).toMatchObject({ status: 200, outcome: 'NOT_A_MEDICINE_CODE', severity: 'CHECK' });
    for (const fact of [all.maker.name, batch.lot, TEXTS.en.lotOnly]) expect(lot.text).toContain(fact);
    const product = await get(`/01/${batch.gtin}`);
    expect(product).toMatchObject({ outcome: 'NOT_A_MEDICINE_CODE' });
    expect(product.text).toContain('Amoxicillin 500 mg');
    expect((await get(`/01/${old.gtin}/10/${old.lot}`)).outcome).toBe('EXPIRED');
    expect((await get(`/01/${withdrawn.gtin}`)).outcome).toBe('WITHDRAWN');
    expect((await get(`/01/${batch.gtin}/10/${newLot()}`)).outcome).toBe('UNKNOWN_BATCH');
    expect((await get(`/01/${batch.gtin}/10/${batch.lot}?17=200131`)).outcome).toBe('EXPIRY_MISMATCH');
  });

  it('stops what is expired, withdrawn, stolen or held back', async () => {
    const { batch, old, withdrawn } = packs;
    const { get } = patients;
    for (const [path, outcome] of [
      [link(old, old.serials[0]!), 'EXPIRED'],
      [link(withdrawn, withdrawn.serials[0]!), 'WITHDRAWN'],
      [link(batch, batch.serials[5]!), 'STOLEN'],
      [link(batch, batch.serials[7]!), 'QUARANTINED'],
    ] as const) {
      expect(await get(path)).toMatchObject({ status: 200, outcome, severity: 'STOP' });
    }
  });

  it('shows what the pack says beside what the record says', async () => {
    const { batch, recalled } = packs;
    const { get, json } = patients;
    const lot = await get(link(batch, batch.serials[0]!, { lot: recalled.lot }));
    expect(lot).toMatchObject({ outcome: 'BATCH_MISMATCH', severity: 'STOP' });
    expect(lot.text).toContain(TEXTS.en.asEntered);
    expect(lot.text).toContain(recalled.lot);
    const expiry = await json(link(batch, batch.serials[0]!, { expiry: '2031-01-31' }));
    expect(expiry).toMatchObject({
      outcome: 'EXPIRY_MISMATCH',
      differs: { expiry: '2031-01-31' },
      expiry: batch.expiry,
    });
  });

  it('looks the same for what is unknown and for what is not known yet, whoever asks how often', async () => {
    const { all, batch } = packs;
    const { get, json } = patients;
    const unknown = newSerial();
    const known = await get(link(batch, unknown));
    expect(known).toMatchObject({ status: 200, outcome: 'UNKNOWN_SERIAL', severity: 'STOP' });
    expect(known.text).not.toContain(all.maker.name);
    // A batch whose list has not come: the same page but for the lot.
    const { pool } = api.parts;
    const pending = await aBatch(batch.product, { serials: { list: newSerials(1) } });
    await pool.query(
      `update read.tranche set loaded = false where batch = (select number from read.batch where lot = $1)`,
      [pending.lot],
    );
    const yet = await get(link(pending, unknown));
    const plain = ({ text }: Seen, { lot }: TestBatch) => text.replaceAll(lot, 'LOT');
    expect(plain(yet, pending).replaceAll(yymmdd(pending.expiry), 'D')).toBe(
      plain(known, batch).replaceAll(yymmdd(batch.expiry), 'D'),
    );
    // Whether a lot exists is no part of the answer about a pack that is of another.
    expect(await json(link(batch, batch.serials[0]!, { lot: newLot() }))).toMatchObject({
      outcome: 'BATCH_MISMATCH',
      others: [],
    });
    expect((await get(link(batch, unknown, { lot: newLot() }))).outcome).toBe('UNKNOWN_BATCH');
    expect((await get(`/01/${newGtin('9521009')}/21/${unknown}`)).outcome).toBe('UNKNOWN_PRODUCT');
  });

  it('writes nothing and raises nothing, however often an odd pack is asked about', async () => {
    const { batch } = packs;
    const { get } = patients;
    const count = async () => {
      const { rows } = await api.parts.pool.query(
        `select (select count(*) from app.alert) as alerts, (select count(*) from app.odd_reading) as readings,
           (select sum(times) from app.alert) as times, (select count(*) from ledger.entry) as entries`,
      );
      return rows[0];
    };
    const before = await count();
    for (const serial of [batch.serials[3]!, newSerial(), batch.serials[5]!]) {
      for (let i = 0; i < 3; i++) await get(link(batch, serial));
    }
    await api.app.get(AlertDesk).settled();
    expect(await count()).toEqual(before);
  });

  it('reads whatever a phone or a person would hold', async () => {
    const { all, batch } = packs;
    const { get } = patients;
    const [serial] = batch.serials as [string];
    const { gtin, lot, expiry } = batch;
    for (const path of [
      `/check/01/${gtin}/21/${serial}`,
      `/check/${encodeURIComponent(`https://id.example.org/01/${gtin}/10/${lot}/21/${serial}`)}`,
      `/check/https://id.example.org/01/${gtin}/21/${serial}?17=${yymmdd(expiry)}`,
      `/check/(01)${gtin}(10)${lot}(21)${serial}`,
      `/check/${encodeURIComponent(packScan(batch, serial))}`,
      form({ code: `(01) ${gtin} (21) ${serial}` }),
      form({ code: `01${gtin}21${serial}` }),
      form({ code: `01${gtin}10${lot}21${serial}` }),
      form({ code: `id.example.org/01/${gtin}/21/${serial}` }),
      form({ gtin, serial }),
      form({ gtin: gtin.slice(1), serial: ` ${serial} `, lot, expiry }),
      form({ gtin, serial, expiry: expiry.slice(0, 7) }),
      form({
        gtin: `${gtin.slice(0, 5)} ${gtin.slice(5)}`,
        serial,
        expiry: `${expiry.slice(5, 7)}/${expiry.slice(0, 4)}`,
      }),
    ]) {
      expect([path, (await get(path)).outcome]).toEqual([path, 'ACTIVE']);
    }
    expect((await get(form({ gtin, serial, expiry: '01/2031' }))).outcome).toBe('EXPIRY_MISMATCH');
    // A shipping label, known or not, is no pack.
    for (const sscc of [newSscc(all.maker.companyPrefix), ...batch.ssccs.slice(0, 1)]) {
      expect((await get(`/check/(00)${sscc}`)).outcome).toBe('NOT_A_MEDICINE_CODE');
    }
  });

  it('names the maker and nobody else, in any of these answers', () => {
    expect(patients.seen.length).toBeGreaterThan(40);
    expect(namesIn(patients.seen, packs.all)).toEqual([]);
  });
});
