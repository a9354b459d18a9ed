import { randomBytes } from 'node:crypto';
import { isOutcome } from '@packproof/outcomes';
import fc from 'fast-check';
import { getNamedType, isInputObjectType } from 'graphql';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { startApi, type TestApi } from '../src/testing/start-api';
import { aConsortium, type Consortium } from './consortium';
import { aBatch, aProduct, commission, jobEnd, packScan, verify } from './goods';
import { INJECTIONS, WRONG_VALUES } from './hostile-values';
import { newGtin, newSerials } from './numbers';
import { sendRaw } from './raw-http';
import { placesToFill, type RootName, requestsOf, type SchemaRequest, schema } from './schema-requests';
import { strangerProvider } from './stranger-provider';
import { aVictim, type Victim } from './victim';

const MARK = '\u0001 here';
const MARK_JSON = JSON.stringify(MARK);
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
    const nested = (depth: number) =>
      `{ unit(sscc: "${victim.units.pallet}") ${'{ parent '.repeat(depth)}{ id }${' }'.repeat(depth)} }`;
    const fragments = (count: number) =>
      `{ ...f0 } ${Array.from({ length: count }, (_, i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`).join(' ')} fragment f${count} on Query { me { id } }`;
    const cases: [string, () => string][] = [
      ['too deep', () => nested(40)],
      ['of 10,000 braces', () => `${'{a'.repeat(10_000)}${'}'.repeat(10_000)}`],
      ['too wide', () => `{ ${'me { id } '.repeat(5_000)} }`],
      ['of aliases', () => `{ ${Array.from({ length: 200 }, (_, i) => `a${i}: me { id }`).join(' ')} }`],
      ['that grows by fragments', () => fragments(30)],
      ['that goes round in circles', () => '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }'],
      ['of directives', () => `{ me ${'@skip(if: false) '.repeat(3_000)} { id } }`],
      [
        'too dear',
        () => '{ batches(first: 500) { nodes { packList(first: 500) { nodes { serial history { type } } } } } }',
      ],
      [
        'of introspection upon introspection',
        () => `{ __schema { types ${'{ fields { type '.repeat(12)}{ name }${' } }'.repeat(12)} } }`,
      ],
      [
        'of variables',
        () => `query(${Array.from({ length: 2_000 }, (_, i) => `$v${i}: Int`).join(' ')}) { me { id } }`,
      ],
      ['of 600 KB', () => `{ me { id } } # ${'x'.repeat(600_000)}`],
      ['of a list of 100,000', () => `mutation { dispense(scans: [${'"x" '.repeat(25_000)}]) { ok } }`],
      ['of blocks of text', () => `{ verify(scan: """${'\\"""'.repeat(2_000)}""") { outcome } }`],
      ['with a name of 60,000 letters', () => `query ${'q'.repeat(60_000)} { ${'f'.repeat(60_000)} }`],
    ];
    it.each(cases)('%s it is refused, or answered', async (_name, document) => {
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

  /** A request as JSON in which a mark stands for the value of one place; undefined where no request has the place. */
  function templateOf(root: RootName, place: string): string | undefined {
    for (const { document, variables } of samples(root)) {
      const copy = structuredClone(variables);
      if (mark(root, document, copy, place)) return JSON.stringify({ query: document, variables: copy });
    }
    return undefined;
  }

  const sampled: Partial<Record<RootName, SchemaRequest[]>> = {};
  const samples = (root: RootName): SchemaRequest[] => {
    const lists = ['batches', 'products', 'organisations', 'shipments', 'recalls', 'alerts'];
    const provider = {
      ...strangerProvider(victim, all, all.maker),
      ...Object.fromEntries(lists.map((list) => [`Query.${list}(after)`, ['x']])),
      'Mutation.createApiKey(expiresInDays)': [30],
    };
    sampled[root] ??= requestsOf(root, provider, 1);
    return sampled[root];
  };

  /** Puts a mark where the place is; false where this request has no such place. */
  function mark(root: RootName, document: string, variables: Record<string, unknown>, place: string): boolean {
    const [, field, argument] = /^\w+\.(\w+)\((\w+)\)$/.exec(place) ?? [];
    if (field !== undefined) {
      if (!new RegExp(`\\{ ${field}\\b`).test(document) || !document.includes(`$${argument}:`)) return false;
      variables[argument!] = MARK;
      return true;
    }
    const [type, name] = place.split('.') as [string, string];
    const operation = /\{ (\w+)/.exec(document)![1]!;
    const rootType = { Query: schema.getQueryType(), Mutation: schema.getMutationType(), Subscription: undefined }[
      root
    ]!;
    const into = (value: unknown, inputType: unknown): boolean => {
      const named = getNamedType(inputType as never);
      if (!isInputObjectType(named) || value === null || typeof value !== 'object') return false;
      if (Array.isArray(value)) return value.some((each) => into(each, inputType));
      if (named.name === type) {
        (value as Record<string, unknown>)[name] = MARK;
        return true;
      }
      return Object.values(named.getFields()).some((each) =>
        into((value as Record<string, unknown>)[each.name], each.type),
      );
    };
    return rootType
      .getFields()
      [operation]!.args.some(({ name: each, type: argType }) => into(variables[each], argType));
  }

  const places = (['Query', 'Mutation'] as const).flatMap((root) =>
    placesToFill(root).map((place) => ({ root, place })),
  );
  const isScalarList = (place: string) =>
    /\.(?:\w*[sS]cans?|items|ssccs|serials|list|companyPrefixes|scopes)\)?$/.test(place);

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
    const templates = places.map(({ root, place }) => ({ place, template: templateOf(root, place) }));
    expect(templates.filter(({ template }) => template === undefined).map(({ place }) => place)).toEqual([]);
    await sendAll(
      templates.flatMap(({ template }) => WRONG_VALUES.map((value) => template!.replace(MARK_JSON, () => value))),
    );
  });

  it('as a text that means something elsewhere, in every text, is only a text', async () => {
    await sendAll(
      places.flatMap(({ root, place }) => {
        const template = templateOf(root, place)!;
        return INJECTIONS.map((text) => JSON.stringify(text)).map((text) =>
          template.replace(MARK_JSON, () => (isScalarList(place) ? `[${text}]` : text)),
        );
      }),
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
    const files: [string | Uint8Array, number[]][] = [
      ['', [400]],
      ['serial', [400]],
      ['serial\n', [400]],
      ['number\n1\n', [400]],
      ['\n\n\n', [400]],
      ['"serial\nA', [400]],
      ['serial\n"A"B"C\n', [201, 400]],
      ['serial\n"A', [201, 400]],
      [`serial\n${'x'.repeat(50_000)}\n`, [413, 201]],
      [`${'h'.repeat(200_000)}\nA\n`, [400, 413]],
      ['serial\na\0b\n', [201]],
      ['\ufeffserial\r\nAB12\r\n', [201]],
      [Buffer.from('\ufeffserial\nAB12\n', 'utf16le'), [201, 400]],
      [Buffer.from([0x73, 0x65, 0x72, 0x69, 0x61, 0x6c, 0x0a, 0xff, 0xfe, 0x80, 0x0a]), [201, 400]],
      [`serial,serial\n${INJECTIONS.map((text) => `"${text.replaceAll('"', '""')}",x`).join('\n')}\n`, [201, 400, 413]],
      [`serial\n${'A,'.repeat(4_000)}\n`, [201, 413]],
    ];
    for (const [body, statuses] of files)
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
    const paths = [
      '/%00',
      '/%',
      '/%ff%fe',
      '/graphql/..%2f..%2fetc/passwd',
      '/scan/..%2f..%2f..%2fpackage.json',
      '/scan/%2e%2e/%2e%2e/package.json',
      '/labels/pack/x/..%2f..%2fy.svg',
      '/labels/pack/%00/%00.svg',
      `/labels/unit/${'9'.repeat(3_000)}.svg`,
      `/${'a'.repeat(7_000)}`,
      '/log/tile/../../x',
      '/log/tile/0/x000/000.p/999',
      '/log/tile/-1/000',
      '/log/record/-1',
      '/log/record/1e3',
      '/log/record/999999999999999999999',
      '/payloads/%F0%9F%A7%A8',
      '/jobs/%27%20or%201=1/results.csv',
      '/labels/batch/x/y.pdf?first=99999&after=%00',
      '//evil.example/x',
      '/?__proto__[x]=1',
      '/graphql?query={',
      '/graphql?query=%7Bme%7Bid%7D%7D&variables=%7B',
    ];
    for (const path of paths) {
      for (const method of ['GET', 'POST', 'DELETE', 'PUT', 'PATCH', 'OPTIONS', 'HEAD']) await probe(path, { method });
    }
  });

  it('as HTTP that is none, or half of one, ends soon', async () => {
    const { host } = new URL(api.url);
    const auth = `authorization: Bearer ${all.maker.key}`;
    const head = (line: string, ...headers: string[]) =>
      `${[line, `host: ${host}`, auth, ...headers].join('\r\n')}\r\n\r\n`;
    const body = JSON.stringify({ query: '{ me { id } }' });
    const requests: string[] = [
      'NONSENSE\r\n\r\n',
      `${randomBytes(2_000).toString('latin1')}\r\n\r\n`,
      head('TRACE / HTTP/1.1'),
      head('PROPFIND /graphql HTTP/1.1'),
      head('BREW /pot HTTP/1.1'),
      head('GET http://evil.example/ HTTP/1.1'),
      head('CONNECT evil.example:443 HTTP/1.1'),
      head('GET /health/live HTTP/9.9'),
      'GET /health/live HTTP/1.1\r\n\r\n',
      head('GET /health/live HTTP/1.1', `x: ${'y'.repeat(100_000)}`),
      head('GET /health/live HTTP/1.1', ...Array.from({ length: 3_000 }, (_, i) => `h${i}: v`)),
      head('GET /health/live HTTP/1.1', 'bad header'),
      head('GET /health/live HTTP/1.1', 'range: bytes=0-18446744073709551615', 'if-none-match: *'),
      head('GET /graphql HTTP/1.1', 'upgrade: h2c', 'connection: upgrade'),
      head('GET /graphql HTTP/1.1', 'upgrade: websocket', 'connection: upgrade'),
      head(
        'POST /graphql HTTP/1.1',
        'content-type: application/json',
        `content-length: ${body.length}`,
        'transfer-encoding: chunked',
      ) + body,
      head('POST /graphql HTTP/1.1', 'content-type: application/json', 'content-length: -5') + body,
      head('POST /graphql HTTP/1.1', 'content-type: application/json', 'content-length: 9999999999999') + body,
      head('POST /graphql HTTP/1.1', 'content-type: application/json', 'transfer-encoding: chunked') + 'ZZ\r\n',
      head(
        'POST /graphql HTTP/1.1',
        'content-type: application/json',
        'expect: 200-maybe',
        `content-length: ${body.length}`,
      ) + body,
      head(
        'POST /graphql HTTP/1.1',
        'content-type: application/json',
        'content-encoding: gzip',
        `content-length: ${body.length}`,
      ) + body,
      head(
        'POST /graphql HTTP/1.1',
        'content-type: application/json; charset=utf-16',
        `content-length: ${body.length}`,
      ) + body,
      head('POST /graphql HTTP/1.1', 'cookie: packproof.session_token=%%%; =; ;;', `content-length: 0`),
      head(
        'POST /graphql HTTP/1.1',
        'accept-language: ;;q=,,*;q=9,\u00ff',
        'content-type: application/json',
        `content-length: ${body.length}`,
      ) + body,
    ];
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

  it('over a WebSocket ends that socket at most', async () => {
    const address = `${api.url.replace('http', 'ws')}/graphql`;
    const init = JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${all.maker.key}` } });
    const talks: (string | Buffer)[][] = [
      ['nonsense'],
      [randomBytes(1_000)],
      ['null'],
      [init, init],
      [JSON.stringify({ type: 'subscribe', id: '1', payload: { query: 'subscription { alertRaised { id } }' } })],
      [init, JSON.stringify({ type: 'subscribe', id: '1', payload: { query: '{ me { id } }' } })],
      [init, JSON.stringify({ type: 'subscribe', id: '1', payload: { query: 'subscription {' } })],
      [init, JSON.stringify({ type: 'subscribe', id: '1', payload: null })],
      [init, JSON.stringify({ type: 'subscribe', id: 7, payload: { query: 7, variables: [] } })],
      [
        init,
        JSON.stringify({
          type: 'subscribe',
          id: '1',
          payload: { query: 'subscription($id: ID!) { jobProgress(id: $id) { id } }', variables: { id: '\0' } },
        }),
      ],
      [
        init,
        JSON.stringify({
          type: 'subscribe',
          id: '1',
          payload: {
            query: 'subscription($id: ID!) { recallProgress(id: $id) { id } }',
            variables: { id: "' or 1=1" },
          },
        }),
      ],
      [
        init,
        JSON.stringify({
          type: 'subscribe',
          id: '1',
          payload: {
            query: `subscription { shipmentChanged ${'{ units { parent '.repeat(30)}{ id }${' } }'.repeat(30)} }`,
          },
        }),
      ],
      [JSON.stringify({ type: 'connection_init', payload: { authorization: { a: 1 } } })],
      [JSON.stringify({ type: 'connection_init', payload: 'x'.repeat(100_000) })],
      [init, `{"type":"subscribe","id":"1","payload":{"query":"${'x'.repeat(3_000_000)}"}}`],
    ];
    await Promise.all(
      talks.map(
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
