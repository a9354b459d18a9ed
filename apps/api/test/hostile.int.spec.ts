import { randomBytes } from 'node:crypto';
import { isOutcome } from '@packproof/outcomes';
import fc from 'fast-check';
import { parse } from 'graphql';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { startApi, type TestApi } from '../src/testing/start-api';
import { aConsortium, type Consortium } from './consortium';
import { aBatch, aProduct, commission, jobEnd, packScan, verify } from './goods';
import { brokenHttp, ODD_PATHS, overSocket, socketTalks, UPLOADS } from './hostile-http';
import { DOCUMENTS, filled, type Template, templatesOf } from './hostile-requests';
import { INJECTIONS, WRONG_VALUES } from './hostile-values';
import { newGtin, newSerials } from './numbers';
import { sendRaw } from './raw-http';
import { strangerProvider } from './stranger-provider';
import { aVictim, type Victim } from './victim';

/** Nothing that somebody sends keeps them waiting longer. */
const PATIENCE = 15_000;

describe('whatever is sent', () => {
  let api: TestApi;
  let all: Consortium;
  let victim: Victim;
  /** Of a pack that no request here is about. */
  let control: string;

  beforeAll(async () => {
    api = await startApi();
    all = await aConsortium(api);
    victim = await aVictim(all);
    const [serial] = newSerials(1) as [string];
    control = packScan(await aBatch(await aProduct(all.distributor), { serials: { list: [serial] } }), serial);
  });
  afterAll(() => api?.close());

  afterEach(async () => {
    const began = Date.now();
    const answer = await verify(all.distributor, control);
    expect(answer).toMatchObject({ outcome: 'ACTIVE', severity: 'OK' });
    expect(Date.now() - began).toBeLessThan(PATIENCE);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  interface Sent {
    method?: string;
    headers?: Record<string, string>;
    body?: string | Uint8Array;
    key?: string;
  }

  /** Never a 5xx, never a hang; what is refused says so with a code of the catalogue. */
  async function probe(path: string, { method = 'POST', headers = {}, body, key = all.maker.key }: Sent) {
    const response = await fetch(`${api.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, ...headers },
      ...(body === undefined ? {} : { body: body as string }),
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE),
    });
    const text = await response.text();
    const where = `${method} ${path} ${JSON.stringify(headers)} ${String(body).slice(0, 300)}\n→ ${response.status} ${text.slice(0, 400)}`;
    expect(response.status, where).toBeLessThan(500);
    const said = /json/.test(response.headers.get('content-type') ?? '') && text !== '' ? JSON.parse(text) : undefined;
    if (response.status >= 400 && method !== 'HEAD' && !path.startsWith('/api/auth/')) {
      const code = said?.code ?? said?.errors?.[0]?.extensions?.code;
      expect(isOutcome(code), where).toBe(true);
    }
    return { status: response.status, said, text };
  }

  const ask = (body: string, more: Sent = {}) =>
    probe('/graphql', { headers: { 'content-type': 'application/json' }, body, ...more });
  const query = (text: string, variables: object = {}) => ask(JSON.stringify({ query: text, variables }));

  it('as random bytes, to any door, is refused', async () => {
    const doors = ['/graphql', '/uploads', '/api/auth/sign-in/email', '/setup', '/demo/sign-in', '/nothing'];
    const types = [
      'application/json',
      'text/csv',
      'text/plain',
      'application/octet-stream',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
      '',
    ];
    for (let i = 0; i < 150; i++) {
      const type = types[i % types.length]!;
      await probe(doors[i % doors.length]!, {
        headers: type === '' ? {} : { 'content-type': type },
        body: new Uint8Array(randomBytes((i * 37) % 5_000)),
      });
    }
  });

  describe('as a document', () => {
    it.each(DOCUMENTS)('%s it is refused, or answered', async (_name, document) => {
      const { status } = await query(document());
      expect([200, 400, 413]).toContain(status);
    });

    it('many mutations in one document are few', async () => {
      const many = Array.from({ length: 30 }, (_, i) => `m${i}: dispense(scans: ["x"]) { ok }`).join(' ');
      expect((await query(`mutation { ${many} }`)).said.errors[0].extensions.code).toBe('LIMIT_EXCEEDED');
    });

    it('as JSON of any shape it is refused', async () => {
      const shapes = [
        '[{"query":"{ me { id } }"},{"query":"{ me { id } }"}]',
        '{"query":["{ me { id } }"]}',
        '{"query":{"kind":"Document"}}',
        '{"query":"{ me { id } }","operationName":{"a":1}}',
        '{"query":"{ me { id } }","variables":"[]"}',
        '{"query":"{ me { id } }","variables":{"__proto__":{"polluted":true}}}',
        '{"query":"{ me { id } }","extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}',
        `{"query":"{ me { id } }","variables":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`,
        `{"query":"{ me { id } }","variables":{"a":${'9'.repeat(100_000)}}}`,
        '"{ me { id } }"',
        'null',
      ];
      for (const body of shapes) await ask(body);
    });
  });

  /** One request or more for every field, as the maker, whose own all of it is. */
  function templates(): Template[] {
    const lists = ['batches', 'units', 'products', 'organisations', 'shipments', 'recalls', 'alerts', 'jobs'];
    const provider = {
      ...strangerProvider(victim, all, all.maker),
      ...Object.fromEntries(lists.map((list) => [`Query.${list}(after)`, ['x']])),
      'Mutation.createApiKey(expiresInDays)': [30],
    };
    return templatesOf(provider);
  }

  /** Sends all of them, some at a time, and tells every fault there was. */
  async function sendAll(bodies: readonly string[]) {
    const faults: string[] = [];
    const left = [...bodies];
    const sender = async () => {
      for (let body = left.pop(); body !== undefined; body = left.pop()) {
        await ask(body).then(
          ({ status }) => [200, 400, 413].includes(status) || faults.push(`${status} ${body}`),
          (error: Error) => faults.push(error.message),
        );
      }
    };
    await Promise.all(Array.from({ length: 10 }, sender));
    expect(faults).toEqual([]);
  }

  it('as a value of the wrong type, in every argument, is refused', async () => {
    const every = templates();
    expect(every.filter(({ body }) => body === undefined).map(({ place }) => place)).toEqual([]);
    await sendAll(every.flatMap((template) => WRONG_VALUES.map((value) => filled(template, value))));
  });

  it('as a text that means something elsewhere, in every text, is only a text', async () => {
    await sendAll(
      templates().flatMap((template) =>
        INJECTIONS.map((text) => JSON.stringify(text)).map((text) =>
          filled(template, template.isList ? `[${text}]` : text),
        ),
      ),
    );
  });

  it('as a name on record comes back as it went', async () => {
    const REGISTER =
      'mutation($input: RegisterProductInput!) { registerProduct(input: $input) { name storage { note } } }';
    let kept = 0;
    for (const name of INJECTIONS) {
      const gtin = newGtin(all.maker.companyPrefix);
      const input = { gtin, name, storage: { maxCelsius: 25, note: name } };
      const { data, errors } = (await query(REGISTER, { input })).said;
      if (errors) expect(['INVALID_INPUT', 'LIMIT_EXCEEDED'], name).toContain(errors[0].extensions.code);
      else {
        kept += 1;
        expect(data.registerProduct).toEqual({ name, storage: { note: name } });
        const { product } = await all.pharmacy.ask('query($gtin: Gtin!) { product(gtin: $gtin) { name } }', { gtin });
        expect(product.name).toBe(name);
      }
    }
    expect(kept).toBeGreaterThan(10);
  });

  it('as serials that a spreadsheet would compute are text in a list of results', async () => {
    const formulas = ['=1+1', '+49*2', '-2-3', '=HYPERLINK("x")'];
    const rows = [
      'serial',
      ...formulas.map((each) => `"${each.replaceAll('"', '""')}"`),
      '@SUM',
      ...newSerials(20_001),
    ];
    const upload = await probe('/uploads', { headers: { 'content-type': 'text/csv' }, body: rows.join('\n') });
    const product = await aProduct(all.maker);
    const { answer } = await commission(product, { serials: { upload: upload.said.id }, onBadRow: 'KEEP_GOOD' });
    const job = await jobEnd(all.maker, answer.job.id);
    expect(job).toMatchObject({ state: 'SUCCEEDED_WITH_ERRORS', failed: 1 });
    const results = await (await all.maker.get(job.resultsUrl)).text();
    const lines = results.split(/\r?\n/).filter((line) => line !== '');
    expect(lines.length).toBeGreaterThan(20_001);
    for (const cell of lines.flatMap((line) => line.split(',')))
      expect(cell.replace(/^"/, '')).not.toMatch(/^[=+\-@\t\r]/);
    for (const formula of [...formulas.slice(0, 3), '@SUM']) expect(results).toContain(`'${formula}`);
  });

  it('as a scan always gets an answer', async () => {
    const VERIFY =
      'query($scan: Scan!) { verify(scan: $scan) { outcome severity title advice faults { code position length message } } }';
    const one = async (scan: string) => {
      const { status, said } = await query(VERIFY, { scan });
      expect([status, said.errors], JSON.stringify(scan).slice(0, 200)).toEqual([200, undefined]);
      const { outcome, title, advice } = said.data.verify;
      expect(isOutcome(outcome) && title !== '' && advice !== '').toBe(true);
    };
    for (const text of [
      ...INJECTIONS,
      '\0'.repeat(5_000),
      '\u001d'.repeat(5_000),
      '(01)'.repeat(3_000),
      'x'.repeat(100_000),
      '%'.repeat(3_000),
    ])
      await one(text);
    const pack = packScan(victim.batch, victim.serials.atMaker);
    const spoiled = fc
      .tuple(fc.nat(pack.length), fc.nat(6), fc.string({ unit: 'binary', maxLength: 8 }))
      .map(([at, length, text]) => pack.slice(0, at) + text + pack.slice(at + length));
    await fc.assert(fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), spoiled), one), { numRuns: 150 });
    const { said } = await query(
      'mutation($scans: [Scan!]!) { dispense(scans: $scans) { ok outcome title faults { code } } }',
      { scans: [...INJECTIONS] },
    );
    expect(said.data.dispense).toHaveLength(INJECTIONS.length);
    for (const { ok, outcome } of said.data.dispense) expect([ok, isOutcome(outcome)]).toEqual([false, true]);
  });

  it('as an upload is read, or refused with a reason', async () => {
    const csv = (body: string | Uint8Array, type = 'text/csv') =>
      probe('/uploads', { headers: { 'content-type': type }, body });
    for (const [body, statuses] of UPLOADS)
      expect(statuses, String(body).slice(0, 100)).toContain((await csv(body)).status);
    const part = (text: string) => csv(text, 'multipart/form-data; boundary=x');
    for (const text of [
      '--x\r\n',
      '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nserial\nA',
      '--y--',
      '--x--\r\n',
      `--x\r\n${'h: v\r\n'.repeat(5_000)}\r\n`,
    ]) {
      expect([400, 413, 415]).toContain((await part(text)).status);
    }
    expect([201, 400, 415]).toContain((await csv('serial\nA\n', 'text/csv; charset=utf-16')).status);
  });

  it('by odd methods, to odd paths, is refused', async () => {
    for (const path of ODD_PATHS) {
      for (const method of ['GET', 'POST', 'DELETE', 'PUT', 'PATCH', 'OPTIONS', 'HEAD']) await probe(path, { method });
    }
  });

  it('as HTTP that is none, or half of one, ends soon', async () => {
    const requests = brokenHttp(new URL(api.url).host, all.maker.key);
    const answers = await Promise.all(requests.map((text) => sendRaw(api.url, [Buffer.from(text, 'latin1')])));
    answers.forEach(({ status, text, hung }, i) => {
      const where = `${requests[i]!.slice(0, 120)}\n→ ${text.slice(0, 300)}`;
      expect(status ?? 400, where).toBeLessThan(500);
      // A body that is promised and does not come is waited for, within bounds of its own (below).
      if (!/content-length: 9{5}/.test(requests[i]!)) expect(hung, where).toBe(false);
      expect(text, where).not.toMatch(/root:|"workspaces"/);
    });
  });

  it('slowly, by many, keeps nobody else waiting', async () => {
    const { host } = new URL(api.url);
    const slow = Array.from({ length: 60 }, (_, i) => {
      const path = i % 2 === 0 ? '/graphql' : '/uploads';
      const type = i % 2 === 0 ? 'application/json' : 'text/csv';
      const start = `POST ${path} HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${all.maker.key}\r\ncontent-type: ${type}\r\ncontent-length: 100000\r\n\r\n`;
      return sendRaw(api.url, [start, ...'serial\nABCDEFGHIJKLMNOP'], { pause: 150, patience: 3_500 });
    });
    await new Promise((done) => setTimeout(done, 500));
    for (let i = 0; i < 20; i++) {
      const began = Date.now();
      expect(await verify(all.distributor, control)).toMatchObject({ outcome: 'ACTIVE' });
      expect(Date.now() - began).toBeLessThan(2_000);
    }
    for (const { status } of await Promise.all(slow)) expect(status ?? 408).toBeLessThan(500);
  });

  it('as a syntax tree over a WebSocket passes by no check', async () => {
    const introspection = '{ __schema { queryType { name } } }';
    const tree = (text: string) => JSON.parse(JSON.stringify(parse(text, { noLocation: true })));
    const codeOf = async (key: string | undefined, query: unknown, variables = {}) => {
      const [answer] = await overSocket(api.url, key, { query, variables });
      return answer?.payload?.[0]?.extensions?.code ?? answer?.payload?.data?.__schema?.queryType?.name;
    };
    const { key } = all.maker;
    expect(await codeOf(key, introspection)).toBe('Query');
    expect(await codeOf(undefined, introspection)).toBe('UNAUTHENTICATED');
    expect(await codeOf(undefined, tree(introspection))).toBe('INVALID_INPUT');
    expect(await codeOf(key, tree(introspection))).toBe('INVALID_INPUT');
    expect(await codeOf(undefined, tree('subscription { alertRaised { id } }'))).toBe('INVALID_INPUT');
    const JOB = 'subscription($id: ID!) { jobProgress(id: $id) { id } }';
    expect(await codeOf(key, JOB, { id: '\0' })).toBe('INVALID_INPUT');
    expect(await codeOf(key, JOB, { id: "' or 1=1" })).toBe('NOT_FOUND');
    expect(await codeOf(key, 'query($id: ID!) { shipment(id: $id) { id } }', { id: '\0' })).toBe('INVALID_INPUT');
  });

  it('over a WebSocket ends that socket at most', async () => {
    const address = `${api.url.replace('http', 'ws')}/graphql`;
    await Promise.all(
      socketTalks(all.maker.key).map(
        (talk) =>
          new Promise<void>((done) => {
            const socket = new WebSocket(address, 'graphql-transport-ws');
            const timer = setTimeout(() => socket.terminate(), 1_500);
            socket.on('open', () => {
              for (const message of talk) socket.send(message);
            });
            socket.on('error', () => undefined);
            socket.on('close', () => {
              clearTimeout(timer);
              done();
            });
          }),
      ),
    );
  });
});
