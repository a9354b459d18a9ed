import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../testing/start-api';

const GLN = '4012345000009';

/** GraphQL's errors, or a problem. */
interface Told {
  code?: string;
  errors?: { extensions: { code: string; title: string; advice: string } }[];
}

/** Node 20 has it; our TypeScript library, of 2023, does not. */
const wellFormed = (text: string) => (text as string & { toWellFormed(): string }).toWellFormed();

describe('the doors', () => {
  let api: TestApi;
  let key: string;
  beforeAll(async () => {
    api = await startApi();
    key = await api.host({ gln: GLN, name: 'Maker', role: 'MANUFACTURER' });
  });
  afterAll(() => api?.close());

  const send = async (body: string | Uint8Array, headers: Record<string, string> = {}, path = '/graphql') => {
    const response = await fetch(api.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, ...headers },
      body,
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Told };
  };
  const codeOf = ({ body }: Awaited<ReturnType<typeof send>>) => body.errors?.[0]?.extensions?.code ?? body.code;

  it.each([
    ['what is no JSON', '{"query', 400],
    ['no query', '{}', 400],
    ['a number as query', '{"query": 7}', 400],
    ['a list', '[]', 400],
    ['a syntax error', '{"query":"{ me {"}', 400],
    ['an unknown field', '{"query":"{ nothing }"}', 400],
    ['a syntax tree', JSON.stringify({ query: '{"kind":"Document","definitions":[null]}' }), 400],
    ['variables of another type', '{"query":"{ me { id } }","variables":[1]}', 400],
    ['a missing variable', '{"query":"query($s:Scan!){ verify(scan:$s){ outcome } }"}', 400],
    ['a wrong type', '{"query":"query($s:Scan!){ verify(scan:$s){ outcome } }","variables":{"s":7}}', 400],
    ['an unknown operation', '{"query":"query a { me { id } }","operationName":"b"}', 400],
    ['a poisoned prototype', '{"query":"{ me { id } }","__proto__":{"x":1}}', 400],
    ['no body', '', 400],
    ['an integer past all bounds', '{"query":"{ products(first: 99999999999999999999) { nodes { gtin } } }"}', 400],
    ['an empty document', '{"query":"#"}', 400],
    ['types instead of an operation', '{"query":"type A { b: Int }"}', 400],
  ])('answer %s with a code', async (_what, body, status) => {
    const answer = await send(body);
    expect(answer.status).toBe(status);
    expect(codeOf(answer)).toBe('INVALID_INPUT');
  });

  it('refuse a body that is too large, of any kind', async () => {
    const large = await send(JSON.stringify({ query: '{ me { id } }', variables: { x: 'x'.repeat(3_000_000) } }));
    expect([large.status, codeOf(large)]).toEqual([413, 'LIMIT_EXCEEDED']);
    const document = await send(JSON.stringify({ query: `{ me { id } } #${'x'.repeat(200_000)}` }));
    expect([document.status, codeOf(document)]).toEqual([413, 'LIMIT_EXCEEDED']);
  });

  it('refuse what is no JSON by type', async () => {
    const answer = await send('<x/>', { 'content-type': 'application/xml' });
    expect(answer.status).toBe(415);
    expect(codeOf(answer)).toBe('INVALID_INPUT');
  });

  it('take deep JSON and strange bytes without falling', async () => {
    const deep = await send(`{"query":"{ me { id } }","variables":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`);
    expect(deep.status).toBeLessThan(500);
    const invalid = await send(Buffer.from([0x7b, 0xff, 0xfe, 0x22, 0x7d]));
    expect(invalid.status).toBe(400);
  });

  it('speak the language that was asked for', async () => {
    const answer = await send('{"query":"{ nothing }"}', { 'accept-language': 'zh-CN,zh;q=0.9' });
    expect(answer.body.errors?.[0]?.extensions.title).toBe('请求内容有误');
  });

  describe('in Chinese', () => {
    const inChinese = { 'accept-language': 'zh-CN' };
    /** Two words of a Latin script in a row are a sentence that nobody translated. */
    const ENGLISH = /[A-Za-z]{2,}[ ,.]+[A-Za-z]{2,}/;
    const lot = '{ gtin: "04012345678901", lot: "A1" }';
    const refusals: [string, RegExp][] = [
      ['{ products(first: 0) { nodes { gtin } } }', /字段：每页条数。规则：应为 1 到 \d+。$/],
      ['{ products(after: "x") { nodes { gtin } } }', /规则：翻页位置不属于此列表。$/],
      ['{ pack(gtin: "12", serial: "1") { serial } }', /规则：GTIN：应为 8、12、13 或 14 位数字，而不是 2 位。$/],
      ['{ pack(gtin: "04012345678902", serial: "1") { serial } }', /规则：GTIN：校验位错误。$/],
      ['{ ledgerEntries(before: "x") { nodes { index } } }', /规则：应为条目序号，以十进制数字表示。$/],
      ['mutation { inviteMember(email: "x", role: ADMIN) { id } }', /字段：电子邮件地址。规则：应为电子邮件地址。$/],
      ['mutation { createApiKey(name: "", scopes: [READ]) { key } }', /字段：名称。规则：应为 1 到 64 个字符。$/],
      ['mutation { createApiKey(name: "a", scopes: []) { key } }', /规则：至少选择一项权限。$/],
      [
        `mutation { quarantine(input: { scans: [], batch: ${lot}, reason: "wet" }) { outcome } }`,
        /规则：.+只能选择一种。$/,
      ],
      [
        `mutation { quarantine(input: { batch: ${lot}, reason: "" }) { outcome } }`,
        /字段：原因。规则：原因应为 1 到 \d+ 个字符。$/,
      ],
      ['mutation { ship(input: { items: [], to: "4012345000009" }) { id } }', /规则：发货至少应有一件货物。$/],
      ['mutation { receive(input: {}) { shipment { id } } }', /规则：请指明一批发货，或已到的货物。$/],
      [
        'mutation { commissionBatch(input: { gtin: "04012345678901", lot: "", expiry: "2027-01-31", serials: { generate: 1 } }) { batch { lot } } }',
        /字段：批号。规则：应为 GS1 82 字符集中的 1 到 20 个字符。$/,
      ],
      [
        'mutation { commissionBatch(input: { gtin: "04012345678901", lot: "A", expiry: "2027-02-30", serials: { generate: 1 } }) { batch { lot } } }',
        /规则：日期：没有 2027-02-30 这一天。$/,
      ],
      [
        'mutation { openRecall(input: { batches: [], class: I, level: PATIENT, reason: "x" }) { id } }',
        /至少选择一个批次。$/,
      ],
      ['mutation { prepareKey(gln: "4012345000016") { keyId } }', /登记类型：生产企业。/],
      ['{ nothing }', /^请更正后重新提交。$/],
    ];

    it.each(refusals)('%s is refused without a word of English', async (query, advice) => {
      const answer = await send(JSON.stringify({ query }), inChinese);
      const { title, advice: told } = answer.body.errors![0]!.extensions;
      expect(told).toMatch(advice);
      expect(`${title} ${told}`).not.toMatch(ENGLISH);
    });

    it.each([
      ['POST', '/uploads', /规则：请求正文应为 text\/csv。$/],
      ['GET', '/labels/preview.svg?gtin=12&serial=1', /规则：AI \(01\) 过短：应为 8、12、13 或 14 位数字。$/],
      ['GET', '/labels/preview.svg?colour=red', /规则：应为其中之一：/],
      ['GET', '/jobs/none/results.csv', /（none）/],
      ['GET', '/payloads/none', /（none）/],
    ])('%s %s is refused without a word of English', async (method, path, detail) => {
      const headers = { authorization: `Bearer ${key}`, ...inChinese, 'content-type': 'text/plain' };
      const response = await fetch(api.url + path, { method, headers, ...(method === 'POST' ? { body: 'x' } : {}) });
      const problem = (await response.json()) as { title: string; detail: string };
      expect(problem.detail).toMatch(detail);
      expect(`${problem.title} ${problem.detail}`).not.toMatch(ENGLISH);
    });
  });

  it('tell REST problems as RFC 9457 says', async () => {
    const response = await fetch(`${api.url}/jobs/none/results.csv`, { headers: { authorization: `Bearer ${key}` } });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await response.json()).toMatchObject({
      title: 'Not found: results of a job',
      status: 404,
      code: 'NOT_FOUND',
      detail: expect.any(String),
    });
    const nobody = await fetch(`${api.url}/jobs/none/results.csv`);
    expect([nobody.status, ((await nobody.json()) as Told).code]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('protect their pages', async () => {
    const { headers } = await fetch(`${api.url}/health/live`);
    expect(headers.get('content-security-policy')).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('are ready, and say how far they are', async () => {
    const ready = await fetch(`${api.url}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { status: 'ready', checks: { database: true, ledger: true, readModel: true } },
    ]);
    const metrics = await (await fetch(`${api.url}/metrics`)).text();
    expect(metrics).toContain('packproof_ledger_blocks 0');
    expect(metrics).toContain('route="/health/ready"');
    expect(metrics).not.toContain('4012345000009');
  });

  it('never answer 5xx to anything sent', async () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('\0', '\ud800', '__proto__', '1e400'),
    );
    const paths = fc.constantFrom(
      '/graphql',
      '/uploads',
      '/api/auth/sign-in/email',
      '/demo/sign-in',
      '/jobs/x/results.csv',
      '/log/tile/0/000',
      '/log/record/0',
      '/payloads/x',
      '/labels/pack/1/2.svg',
      '/labels/unit/x.png',
      '/labels/batch/1/2.pdf',
      '/nothing',
    );
    await fc.assert(
      fc.asyncProperty(
        paths,
        fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
        anyText,
        fc.oneof(
          fc.json(),
          fc.string({ unit: 'binary' }),
          fc.record({ query: anyText, variables: fc.jsonValue(), email: anyText }).map((v) => JSON.stringify(v)),
        ),
        fc.constantFrom(
          'application/json',
          'text/csv',
          'text/plain',
          'application/graphql',
          'multipart/form-data; boundary=x',
          '%%%',
        ),
        async (path, method, query, body, type) => {
          const url = `${api.url}${path}?q=${encodeURIComponent(wellFormed(query))}&first=${encodeURIComponent(wellFormed(query))}`;
          const response = await fetch(url, {
            method,
            headers: { 'content-type': type, authorization: `Bearer ${key}` },
            ...(method === 'GET' ? {} : { body }),
          });
          expect(response.status, `${method} ${path} ${type} ${JSON.stringify(body)}`).toBeLessThan(500);
          await response.arrayBuffer();
        },
      ),
      { numRuns: 400 },
    );
  });
});
