import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newSerial } from '../../test/numbers';
import {
  checkForm as form,
  packLink as link,
  namesIn,
  Patients,
  type PatientsPacks,
  packsOfPatients,
  type Seen,
} from '../../test/patient';
import { startApi, type TestApi } from '../testing/start-api';
import { TEXTS } from './page/texts';

const TAG =
  /<\/?(?:html|head|meta|title|link|body|header|a|nav|ul|ol|li|main|section|div|svg|path|p|h1|h2|span|mark|dl|dt|dd|form|input|label|textarea|details|summary|button|footer)(?: (?:aria-|data-)?(?!on)[a-zA-Z-]+(?:="[^"<>]*")?)*\/?>/g;

/** What is left of a page's angle brackets, script addresses and attributes when all that may stand there is taken away. */
function strangeIn(page: string): string[] {
  const body = page.replace('<!doctype html>', '').replace(/<style>[^<]*<\/style>/, '');
  return [
    ...(body.replace(TAG, '').match(/[<>].{0,80}/g) ?? []),
    ...(body.match(/(?:href|action)="(?!\/|data:,|#[a-z]+")[^"]*/g) ?? []),
  ];
}

describe('the door of the patient’s check', () => {
  let api: TestApi;
  let packs: PatientsPacks;
  let patients: Patients;
  beforeAll(async () => {
    api = await startApi({ environment: { PACKPROOF_TRUST_PROXY: 'true' } });
    packs = await packsOfPatients(api);
    patients = new Patients(api);
  });
  afterAll(() => api?.close());

  it('names the field and the rule where something was mistyped, and keeps what was typed', async () => {
    const { batch } = packs;
    const { get } = patients;
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
    const { batch } = packs;
    const { get } = patients;
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
    const { batch } = packs;
    const { get, json } = patients;
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
    const { batch } = packs;
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
    const { batch } = packs;
    const { get } = patients;
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

  it('names the maker and nobody else, in any of these answers', () => {
    expect(patients.seen.length).toBeGreaterThan(100);
    expect(namesIn(patients.seen, packs.all)).toEqual([]);
  });

  it('is small', () => {
    const { seen } = patients;
    const largest = Math.max(...seen.filter(({ text }) => text.startsWith('<!')).map(({ text }) => text.length));
    expect(largest).toBeLessThan(100_000);
    const usual = seen.filter(({ outcome }) => outcome === 'ACTIVE').map(({ text }) => Buffer.byteLength(text));
    expect(Math.max(...usual)).toBeLessThan(20_000);
  });

  it('is limited by address and by code, known or not, and says when to come again', async () => {
    const { batch } = packs;
    const { get } = patients;
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
    const { batch } = packs;
    const { get } = patients;
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
