import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../testing/start-api';

const GLN = '4012345000009';

/** GraphQL's errors, or a problem. */
interface Told {
  code?: string;
  errors?: { extensions: { code: string; title: string } }[];
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
