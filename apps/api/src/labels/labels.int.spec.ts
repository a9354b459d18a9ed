import { parseScan } from '@packproof/gs1';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aConsortium, type Consortium, type Member } from '../../test/consortium';
import { aBatch, aProduct, packScan, ship, type TestBatch, unitScan } from '../../test/goods';
import { readPng } from '../../test/labels';
import { newSscc } from '../../test/numbers';
import { startApi, type TestApi } from '../testing/start-api';

const SERIALS = Array.from({ length: 30 }, (_, i) => `S${String(i).padStart(3, '0')}(%`);

describe('labels', () => {
  let api: TestApi;
  let all: Consortium;
  let batch: TestBatch;
  let pallet: string;
  let cases: string[];
  let pack: string;

  beforeAll(async () => {
    api = await startApi({ environment: { PACKPROOF_URL: 'https://packproof.example.org' } });
    all = await aConsortium(api);
    const product = await aProduct(all.maker);
    cases = [0, 1].map(() => newSscc(all.maker.companyPrefix));
    pallet = newSscc(all.maker.companyPrefix);
    const scan = (serial: string) => `(01)${product.gtin}(21)${serial.replace('(', '\\(')}`;
    batch = await aBatch(product, {
      serials: { list: SERIALS },
      packing: {
        units: [
          ...cases.map((sscc, i) => ({ sscc, kind: 'CASE', items: SERIALS.slice(i * 10, i * 10 + 10).map(scan) })),
          { sscc: pallet, kind: 'PALLET', items: cases.map(unitScan) },
        ],
      },
    });
    pack = `/labels/pack/${batch.gtin}/${encodeURIComponent(SERIALS[0]!)}`;
  });
  afterAll(() => api?.close());

  const batchPath = (format: string) => `/labels/batch/${batch.gtin}/${batch.lot}.${format}`;
  const get = async (path: string, by: Member = all.maker) => {
    const response = await by.get(path);
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      body: Buffer.from(await response.arrayBuffer()),
      response,
    };
  };
  const refusal = async (path: string, by: Member = all.maker) => {
    const { status, body } = await get(path, by);
    const { code, field, detail } = JSON.parse(body.toString('utf8'));
    return { status, code, field, detail };
  };
  const pages = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length;
  const zplLabels = (zpl: Buffer) => zpl.toString('utf8').match(/\^XA/g)?.length;

  it('lists what there is', async () => {
    const { status, body } = await get('/labels/templates');
    expect(status).toBe(200);
    const { templates, stocks, dpi } = JSON.parse(body.toString('utf8'));
    expect(templates.map(({ id }: { id: string }) => id)).toEqual(
      expect.arrayContaining([
        'pack-datamatrix',
        'pack-datamatrix-qr',
        'unit-sscc',
        'case-a6',
        'pallet-a5',
        'pallet-a6',
      ]),
    );
    for (const each of [...templates, ...stocks]) {
      expect(each.title).toEqual({ en: expect.any(String), 'zh-CN': expect.stringMatching(/[\u4e00-\u9fff]/) });
    }
    expect(stocks).toContainEqual(
      expect.objectContaining({ id: 'a4-3x8', label: { width: 70, height: 37 }, perPage: 24 }),
    );
    expect(dpi).toEqual([203, 300, 600]);
  });

  it.each([
    ['svg', 'image/svg+xml; charset=utf-8', '<svg '],
    ['png', 'image/png', '\u0089PNG'],
    ['pdf', 'application/pdf', '%PDF-1.'],
    ['zpl', 'application/zpl; charset=utf-8', '^XA'],
  ])('of a pack and of a unit as %s', async (format, type, begins) => {
    const paths = ['pack-datamatrix', 'pack-datamatrix-qr', 'pack-qr'].map((id) => `${pack}.${format}?template=${id}`);
    const units = ['unit-sscc', 'case-a6', 'pallet-a6', 'pallet-a5'].flatMap((id) =>
      [cases[0], pallet].map((sscc) => `/labels/unit/${sscc}.${format}?template=${id}`),
    );
    for (const path of [`${pack}.${format}`, `/labels/unit/${pallet}.${format}`, ...paths, ...units]) {
      const answer = await get(path);
      expect([path, answer.status, answer.type]).toEqual([path, 200, type]);
      expect(answer.body.subarray(0, begins.length).toString('latin1')).toBe(begins);
    }
  });

  it('of goods are kept by no browser: the next who signs in there may be somebody else', async () => {
    for (const path of [
      `${pack}.svg`,
      `/labels/unit/${pallet}.png`,
      batchPath('zpl'),
      `/labels/preview.svg?gtin=${batch.gtin}&lot=L&expiry=2029-01-31&serial=S`,
    ]) {
      expect([path, (await get(path)).response.headers.get('cache-control')]).toEqual([path, 'private, no-store']);
    }
  });

  it('lead a phone to the patient’s check', async () => {
    const read = await readPng((await get(`${pack}.png?template=pack-qr`)).body);
    expect(read).toMatch(/^\]Q1https:\/\/packproof\.example\.org\/01\/\d{14}\/10\/[^/]+\/21\/[^/?]+$/);
    expect(parseScan(read!)).toMatchObject({ ok: true, gtin: batch.gtin, lot: batch.lot, serial: SERIALS[0] });
    expect(await readPng((await get(`${pack}.png`)).body)).toBe(packScan(batch, SERIALS[0]!));
  });

  it('of a batch on every stock, whole or in part', async () => {
    expect(pages((await get(`${batchPath('pdf')}?stock=a4-3x8`)).body)).toBe(2);
    expect(pages((await get(`${batchPath('pdf')}?stock=a4-2x7`)).body)).toBe(3);
    expect(pages((await get(`${batchPath('pdf')}?stock=single-50x25`)).body)).toBe(30);
    expect(pages((await get(`${batchPath('pdf')}?stock=single-50x25&from=26&count=3`)).body)).toBe(3);
    expect(pages((await get(`${batchPath('pdf')}?stock=single-50x25&from=29`)).body)).toBe(2);
    expect(zplLabels((await get(batchPath('zpl'))).body)).toBe(30);
    const part = (await get(`${batchPath('zpl')}?from=2&count=1&dpi=300`)).body.toString('utf8');
    expect(part).toContain(SERIALS[1]);
    expect(part).not.toContain(SERIALS[0]);
  });

  it('of the units of a batch, each once', async () => {
    const of = async (query: string) => (await get(`${batchPath('zpl')}?packs=false&${query}`)).body;
    expect(zplLabels(await of('units=cases'))).toBe(2);
    expect(zplLabels(await of('units=pallets&template=pallet-a6'))).toBe(1);
    const every = await of('units=all&unitTemplate=case-a6');
    expect(zplLabels(every)).toBe(3);
    for (const sscc of [...cases, pallet]) expect(every.toString('utf8')).toContain(`>;>800${sscc}`);
    expect(zplLabels((await get(`${batchPath('zpl')}?units=all`)).body)).toBe(33);
    expect(pages((await get(`${batchPath('pdf')}?units=all&packs=false&template=case-a6&stock=a4-2x2`)).body)).toBe(1);
  });

  it('page by page, each with the way to the next', async () => {
    let path: string | undefined = `${batchPath('zpl')}?first=12&dpi=203`;
    const counts: (number | undefined)[] = [];
    while (path) {
      const { body, response } = await get(path);
      counts.push(zplLabels(body));
      path = /<(.+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
    }
    expect(counts).toEqual([12, 12, 6]);
  });

  it('from values that are not on record', async () => {
    const values = `gtin=${batch.gtin}&lot=NEW%2F1&expiry=2029-02-28&serial=X%25Y`;
    const png = await get(`/labels/preview.png?template=pack-datamatrix&${values}`);
    expect(await readPng(png.body)).toBe(packScan({ gtin: batch.gtin, lot: 'NEW/1', expiry: '2029-02-28' }, 'X%Y'));
    const svg = await get(
      `/labels/preview.svg?template=case-a6&sscc=${pallet}&gtin=${batch.gtin}&lot=L&expiry=2029-02-28&count=40`,
    );
    expect([svg.status, svg.type]).toEqual([200, 'image/svg+xml; charset=utf-8']);
    expect(svg.body.toString('utf8')).toContain(`(02)${batch.gtin} (37)40`);
  });

  it.each([
    ['an unknown template', 'preview.svg?template=poster', 'template'],
    ['another’s template', 'preview.svg?template=case-a6&gtin=1', 'sscc'],
    ['a GTIN that is none', 'preview.svg?gtin=09506000134353&lot=L&expiry=2029-01-31&serial=S', 'gtin'],
    ['no lot', 'preview.svg?gtin=09506000134352&expiry=2029-01-31&serial=S', 'lot'],
    [
      'a lot that is too long',
      `preview.svg?gtin=09506000134352&lot=${'L'.repeat(21)}&expiry=2029-01-31&serial=S`,
      'lot',
    ],
    ['a serial with another sign', 'preview.svg?gtin=09506000134352&lot=L&expiry=2029-01-31&serial=S%20S', 'serial'],
    ['no date', 'preview.svg?gtin=09506000134352&lot=L&expiry=2029-02-30&serial=S', 'expiry'],
    ['a date of another century', 'preview.svg?gtin=09506000134352&lot=L&expiry=2500-01-31&serial=S', 'expiry'],
    ['an SSCC that is none', 'preview.svg?template=case-a6&sscc=095060001343521710', 'sscc'],
    ['a misspelt parameter', 'preview.svg?templat=pack-qr', 'templat'],
  ])('are refused for %s, with the field', async (_, path, field) => {
    expect(await refusal(`/labels/${path}`)).toMatchObject({ status: 400, code: 'INVALID_INPUT', field });
  });

  it('name what is wrong with what is asked', async () => {
    for (const [query, field] of [
      ['template=case-a6', 'template'],
      ['stock=a4-3x8', 'stock'],
      ['stock=nowhere', 'stock'],
      ['dpi=72', 'dpi'],
      ['colour=red', 'colour'],
      ['template=pack-qr&template=pack-qr', 'template'],
    ]) {
      expect(await refusal(`${pack}.svg?${query}`), query).toMatchObject({ status: 400, code: 'INVALID_INPUT', field });
    }
    for (const [query, field] of [
      ['units=boxes', 'units'],
      ['packs=false', 'units'],
      ['packs=maybe', 'packs'],
      ['from=0', 'from'],
      ['count=x', 'count'],
      ['first=501', 'first'],
      ['after=nonsense', 'after'],
      ['units=all&unitTemplate=pallet-a5&stock=a4-3x8', 'stock'],
    ]) {
      expect(await refusal(`${batchPath('pdf')}?${query}`), query).toMatchObject({
        status: 400,
        code: 'INVALID_INPUT',
        field,
      });
    }
    expect(await refusal(`${batchPath('zpl')}?stock=a4-3x8`)).toMatchObject({ status: 400, field: 'stock' });
  });

  it('are nothing to a stranger, and to nobody', async () => {
    const paths = [
      ...['svg', 'png', 'pdf', 'zpl'].flatMap((format) => [
        `${pack}.${format}`,
        `/labels/unit/${pallet}.${format}?template=pallet-a5`,
      ]),
      ...['pdf', 'zpl'].flatMap((format) => [batchPath(format), `${batchPath(format)}?units=all&packs=false`]),
    ];
    for (const path of paths) {
      for (const stranger of [all.competitor, all.bystander]) {
        expect(await refusal(path, stranger), path).toMatchObject({ status: 404, code: 'NOT_FOUND' });
      }
      expect((await fetch(api.url + path)).status).toBe(401);
    }
    for (const path of ['/labels/templates', '/labels/preview.svg'])
      expect((await fetch(api.url + path)).status).toBe(401);
    for (const path of [
      `${pack}.gif`,
      `${pack}`,
      `${batchPath('svg')}`,
      '/labels/preview.gif',
      `/labels/pack/${batch.gtin}/NONE.svg`,
    ]) {
      expect(await refusal(path), path).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    }
  });

  it('tell the ends of a delivery who sends to whom, and a holder of a part only that part', async () => {
    await ship(all.maker, { items: [unitScan(pallet)], to: all.distributor });
    const label = async (by: Member) =>
      (await get(`/labels/unit/${pallet}.svg?template=pallet-a5`, by)).body.toString('utf8');
    for (const by of [all.maker, all.distributor]) {
      expect(await label(by)).toContain(all.maker.name);
      expect(await label(by)).toContain(all.distributor.name);
    }
    expect(zplLabels((await get(batchPath('zpl'), all.distributor)).body)).toBe(20);
  });

  it('end with whoever asked for them', async () => {
    const stop = new AbortController();
    const response = await fetch(`${api.url}${batchPath('pdf')}?stock=single-50x25`, {
      headers: { authorization: `Bearer ${all.maker.key}` },
      signal: stop.signal,
    });
    await response.body?.getReader().read();
    stop.abort();
    expect((await get(`${pack}.svg`)).status).toBe(200);
  });
});
