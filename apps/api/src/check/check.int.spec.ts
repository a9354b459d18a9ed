import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aConsortium, type Consortium, type Member } from '../../test/consortium';
import { aBatch, aProduct, dispense, packScan, receive, scans, ship, type TestBatch, verify } from '../../test/goods';
import { dayFromNow, newGtin, newLot, newSerial, newSerials, newSscc } from '../../test/numbers';
import { AlertDesk } from '../alerts/alert-desk';
import { startApi, type TestApi } from '../testing/start-api';
import { TEXTS } from './page/texts';

const OPEN_RECALL = 'mutation($input: OpenRecallInput!) { openRecall(input: $input) { id } }';
const yymmdd = (date: string) => date.slice(2).replaceAll('-', '');

const TAG =
  /<\/?(?:html|head|meta|title|link|body|header|a|nav|ul|ol|li|main|section|div|svg|path|p|h1|h2|span|mark|dl|dt|dd|form|input|label|textarea|details|summary|button|footer)(?: (?:aria-|data-)?(?!on)[a-zA-Z-]+(?:="[^"<>]*")?)*\/?>/g;

/** What is left of a page's angle brackets, script addresses and attributes when all that may stand there is taken away. */
function strangeIn(page: string): string[] {
  const body = page.replace('<!doctype html>', '').replace(/<style>[^<]*<\/style>/, '');
  return [
    ...(body.replace(TAG, '').match(/[<>].{0,80}/g) ?? []),
    ...(body.match(/(?:href|action)="(?!\/|data:,)[^"]*/g) ?? []),
  ];
}

interface Seen {
  status: number;
  text: string;
  outcome: string | undefined;
  severity: string | undefined;
  headers: Headers;
}

describe('the patient’s check', () => {
  let api: TestApi;
  let all: Consortium;
  let batch: TestBatch;
  let recalled: TestBatch;
  let partly: TestBatch;
  let old: TestBatch;
  let withdrawn: TestBatch;
  const seen: Seen[] = [];
  /** Each question comes from an address of its own: how often one may ask has a test of its own. */
  let asked = 0;

  async function get(path: string, headers: Record<string, string> = {}, from = `10.1.${asked >> 8}.${asked & 255}`) {
    asked++;
    const response = await fetch(`${api.url}${path}`, {
      headers: { accept: 'text/html', 'x-forwarded-for': from, ...headers },
    });
    const text = await response.text();
    const answer: Seen = {
      status: response.status,
      text,
      outcome: /data-outcome="(\w+)"/.exec(text)?.[1],
      severity: /data-severity="(\w+)"/.exec(text)?.[1],
      headers: response.headers,
    };
    seen.push(answer);
    return answer;
  }
  const json = async (path: string, language = 'en') =>
    JSON.parse((await get(`/check${path}`, { accept: 'application/json', 'accept-language': language })).text);

  const link = ({ gtin, lot, expiry }: TestBatch, serial: string, more: { lot?: string; expiry?: string } = {}) =>
    `/01/${gtin}/10/${more.lot ?? lot}/21/${serial}?17=${yymmdd(more.expiry ?? expiry)}`;
  const form = (fields: Record<string, string>) => `/check?${new URLSearchParams(fields)}`;

  const recall = (input: object) =>
    all.maker.ask(OPEN_RECALL, { input: { class: 'I', level: 'PATIENT', reason: 'glass', ...input } });

  beforeAll(async () => {
    api = await startApi({ environment: { PACKPROOF_TRUST_PROXY: 'true' } });
    all = await aConsortium(api);
    const product = await aProduct(all.maker);
    const make = (count: number, more: object = {}, of = product) =>
      aBatch(of, { serials: { list: newSerials(count) }, ...more });
    batch = await make(12);
    recalled = await make(2);
    partly = await aBatch(product, { serials: { list: ['AAAAAAAA01', 'AAAAAAAA02', 'AAAAAAAA09'] } });
    old = await make(2, { expiry: dayFromNow(-1) });
    withdrawn = await make(1, {}, await aProduct(all.maker, { name: 'Oldazole' }));
    const deliver = async (to: Member, items: string[]) => {
      const { id } = await ship(all.maker, { items, to });
      await receive(to, { shipment: id });
    };
    const of = (from: number, to: number) => batch.serials.slice(from, to).map((serial) => packScan(batch, serial));
    await deliver(all.pharmacy, of(0, 6));
    await dispense(all.pharmacy, of(1, 5));
    await verify(all.otherPharmacy, packScan(batch, batch.serials[2]!));
    await api.app.get(AlertDesk).settled();
    await scans(all.pharmacy, 'decommission', of(5, 6), ', as: STOLEN');
    await ship(all.maker, { items: of(6, 7), to: all.distributor });
    await all.maker.ask('mutation($input: QuarantineInput!) { quarantine(input: $input) { ok } }', {
      input: { scans: of(7, 8), reason: `seen at ${all.distributor.name}` },
    });
    await recall({
      batches: [{ gtin: recalled.gtin, lot: recalled.lot }],
      instructions: 'Bring it to any pharmacy.',
    });
    await recall({
      batches: [{ gtin: partly.gtin, lot: partly.lot, serialFrom: 'AAAAAAAA01', serialTo: 'AAAAAAAA05' }],
      level: 'PHARMACY',
      instructions: `Return to ${all.distributor.name}.`,
    });
    await all.maker.ask('mutation($gtin: Gtin!) { withdrawProduct(gtin: $gtin, reason: "no benefit") { gtin } }', {
      gtin: withdrawn.gtin,
    });
  });
  afterAll(() => api?.close());

  it('says of a pack that it is genuine and whom it is from, wherever it is', async () => {
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
    expect((await get(link(batch, batch.serials[0]!, { lot: newLot() }))).outcome).toBe('UNKNOWN_BATCH');
    expect((await get(`/01/${newGtin('9521009')}/21/${unknown}`)).outcome).toBe('UNKNOWN_PRODUCT');
  });

  it('writes nothing and raises nothing, however often an odd pack is asked about', async () => {
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

  it('names the field and the rule where something was mistyped, and keeps what was typed', async () => {
    const [serial] = batch.serials as [string];
    const wrong = `${batch.gtin.slice(0, 13)}${(Number(batch.gtin[13]) + 1) % 10}`;
    const cases: [Record<string, string>, string][] = [
      [{ gtin: '', serial }, TEXTS.en.faults.missing('')],
      [{ gtin: wrong, serial }, TEXTS.en.faults['check-digit'](batch.gtin[13]!)],
      [{ gtin: '123', serial }, TEXTS.en.faults['wrong-length']('')],
      [{ gtin: batch.gtin, serial: 'a b' }, 'cannot stand here'],
      [{ gtin: batch.gtin, serial: 'x'.repeat(21) }, TEXTS.en.faults['too-long']('20')],
      [{ gtin: batch.gtin, serial, expiry: '03/04/2027' }, TEXTS.en.faults['no-date']('')],
    ];
    for (const [fields, told] of cases) {
      const page = await get(form(fields));
      expect(page).toMatchObject({ status: 400, severity: 'CHECK' });
      expect(page.text).toContain(told);
      expect(page.text).toContain('aria-invalid="true"');
      for (const typed of Object.values(fields)) if (typed) expect(page.text).toContain(`value="${typed}"`);
    }
    const problem = await fetch(`${api.url}${form({ gtin: '123' })}`, { headers: { accept: 'application/json' } });
    expect(problem.status).toBe(400);
    expect(await problem.json()).toMatchObject({ code: 'INVALID_INPUT', field: 'gtin' });
  });

  it('answers garbage as what cannot be read, and never runs what was sent', async () => {
    const attempts = [
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      "' onmouseover='alert(1)",
      'javascript:alert(1)',
      '</title><script>alert(1)</script>',
      '\0\x01\ud800',
      `{{7*7}}$${'{'}7*7}`,
      "'; drop table read.pack; --",
      '../../etc/passwd',
      '💊'.repeat(2_000),
      'https://x/01/<b>/21/1',
    ];
    for (const attempt of attempts) {
      const text = encodeURIComponent(attempt.replace('\ud800', ''));
      const paths = [
        `/check/${text}`,
        `/check?code=${text}`,
        ...['gtin', 'serial', 'lot', 'expiry', 'lang'].map(
          (name) => `/check?gtin=${batch.gtin}&serial=${batch.serials[10]}&${name}=${text}`,
        ),
        ...(attempt.length < 500
          ? [`/01/${text}/21/${text}`, `/01/${batch.gtin}/21/${text}?17=${text}&${text}=${text}`]
          : []),
      ];
      for (const path of paths) {
        const page = await get(path);
        expect([path, page.status < 500]).toEqual([path, true]);
        if (page.status === 414 || page.status === 431) continue;
        if (page.text.startsWith('<!')) expect(strangeIn(page.text)).toEqual([]);
      }
    }
    // A field that is given twice counts once.
    expect((await get(`/check?gtin=${batch.gtin}&gtin=%3Cb%3E&serial=${batch.serials[11]}`)).outcome).toBe('ACTIVE');
    expect((await get('/check/garbage')).status).toBe(400);
  });

  it('speaks both languages, and the link to the other keeps the question', async () => {
    const path = link(batch, batch.serials[1]!);
    const zh = await get(path, { 'accept-language': 'zh-CN,zh;q=0.9' });
    expect(zh.text).toContain('<html lang="zh-CN">');
    expect(zh.headers.get('content-language')).toBe('zh-CN');
    for (const text of ['阿莫西林', '真品，已发出一次', TEXTS['zh-CN'].maker]) expect(zh.text).toContain(text);
    const href = /<a href="([^"]+)" lang="en"/.exec(zh.text)![1]!.replaceAll('&amp;', '&');
    const en = await get(href, { 'accept-language': 'zh-CN' });
    expect(en.text).toContain('<html lang="en">');
    expect(en.outcome).toBe(zh.outcome);
    expect(en.text).toContain('<input type="hidden" name="lang" value="en">');
    expect(await json(path, 'zh-CN')).toMatchObject({ language: 'zh-CN', product: { name: '阿莫西林' } });
  });

  it('leaves other callers of a Digital Link what they had', async () => {
    for (const accept of ['application/json', '*/*', 'application/linkset+json']) {
      const [there, nowhere] = await Promise.all(
        [link(batch, batch.serials[0]!), '/nowhere/at/all'].map((path) =>
          fetch(api.url + path, { headers: { accept } }),
        ),
      );
      expect(there!.status).toBe(404);
      expect(await there!.text()).toBe(await nowhere!.text());
      expect(there!.headers.get('content-type')).toBe(nowhere!.headers.get('content-type'));
    }
  });

  it('is kept by nobody, framed by nobody, found by no search engine, and needs no script', async () => {
    for (const path of ['/check', link(batch, batch.serials[0]!), '/check/garbage', `/01/${batch.gtin}`]) {
      const { headers, text } = await get(path);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-robots-tag')).toContain('noindex');
      expect(headers.get('content-security-policy')).toContain("script-src 'self'");
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('set-cookie')).toBeNull();
      expect(text).not.toMatch(/<script|<link rel="stylesheet"|src=/);
    }
  });

  it('names the maker and nobody else, in any answer given above', () => {
    expect(seen.length).toBeGreaterThan(150);
    const others = all.members.filter((member) => member !== all.maker);
    const needles = [
      ...others.flatMap(({ name, gln, places }) => [name, gln, ...places.flatMap((place) => [place.name, place.gln])]),
      ...all.maker.places.map(({ name }) => name),
      all.maker.gln,
    ];
    for (const { text } of seen) for (const needle of needles) expect(text).not.toContain(needle);
  });

  it('is small', () => {
    const largest = Math.max(...seen.filter(({ text }) => text.startsWith('<!')).map(({ text }) => text.length));
    expect(largest).toBeLessThan(100_000);
    const usual = seen.filter(({ outcome }) => outcome === 'ACTIVE').map(({ text }) => Buffer.byteLength(text));
    expect(Math.max(...usual)).toBeLessThan(20_000);
  });

  it('is limited by address and by code, known or not, and says when to come again', async () => {
    for (const serial of [batch.serials[8]!, newSerial()]) {
      const answers: Seen[] = [];
      for (let i = 0; i < 22; i++) {
        // However it is written, and from wherever: it is one code.
        const path = i % 2 === 0 ? `/check/01/${batch.gtin}/21/${serial}` : form({ gtin: batch.gtin, serial });
        answers.push(await get(path));
      }
      expect(answers.map(({ status }) => status)).toEqual([...Array(20).fill(200), 429, 429]);
      expect(Number(answers[20]!.headers.get('retry-after'))).toBeGreaterThan(60);
      expect(answers[20]!.text).toContain('Too many requests');
    }
    const guesses = await Promise.all(
      Array.from({ length: 125 }, () => get(`/check/01/${batch.gtin}/21/${newSerial()}`, {}, '192.0.2.7')),
    );
    const refused = guesses.filter(({ status }) => status === 429);
    expect(refused.length).toBe(5);
    expect(Number(refused[0]!.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect((await get('/check', {}, '192.0.2.7')).status).toBe(200);
    const program = await get(`/check/01/${batch.gtin}`, { accept: 'application/json' }, '192.0.2.7');
    expect(program).toMatchObject({ status: 429 });
    expect(JSON.parse(program.text)).toMatchObject({ code: 'RATE_LIMITED' });
    expect(program.headers.get('retry-after')).not.toBeNull();
  });

  it('says honestly that it cannot answer when the record does not', async () => {
    const verifyFacts = api.parts.readModel.queries.verifyFacts;
    try {
      api.parts.readModel.queries.verifyFacts = () =>
        Promise.reject(Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' }));
      const page = await get(link(batch, batch.serials[9]!));
      expect(page).toMatchObject({ status: 503, outcome: 'UNAVAILABLE_OFFLINE', severity: 'CHECK' });
      expect(page.headers.get('retry-after')).toBe('30');
    } finally {
      api.parts.readModel.queries.verifyFacts = verifyFacts;
    }
  });
});
