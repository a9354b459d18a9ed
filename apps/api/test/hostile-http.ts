import { randomBytes } from 'node:crypto';
import WebSocket from 'ws';
import { INJECTIONS } from './hostile-values';

/** Uploads, and the statuses that are an answer to them. */
export const UPLOADS: [string | Uint8Array, number[]][] = [
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

export const ODD_PATHS: readonly string[] = [
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

/** HTTP that is none, or half of one. */
export function brokenHttp(host: string, key: string): string[] {
  const auth = `authorization: Bearer ${key}`;
  const head = (line: string, ...headers: string[]) =>
    `${[line, `host: ${host}`, auth, ...headers].join('\r\n')}\r\n\r\n`;
  const body = JSON.stringify({ query: '{ me { id } }' });
  return [
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
    head('POST /graphql HTTP/1.1', 'content-type: application/json; charset=utf-16', `content-length: ${body.length}`) +
      body,
    head('POST /graphql HTTP/1.1', 'cookie: packproof.session_token=%%%; =; ;;', `content-length: 0`),
    head(
      'POST /graphql HTTP/1.1',
      'accept-language: ;;q=,,*;q=9,\u00ff',
      'content-type: application/json',
      `content-length: ${body.length}`,
    ) + body,
  ];
}

/** What a client of graphql-ws should not say, or not in this order. */
export function socketTalks(key: string): (string | Buffer)[][] {
  const init = JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${key}` } });
  return [
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
}

interface SocketAnswer {
  type: string;
  // biome-ignore lint/suspicious/noExplicitAny: an answer's shape is the query's business
  payload?: any;
}

/** One operation over graphql-ws as it is, and its answers until it ends. */
export function overSocket(url: string, key: string | undefined, payload: object): Promise<SocketAnswer[]> {
  const answers: SocketAnswer[] = [];
  return new Promise((done) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const timer = setTimeout(() => socket.terminate(), 5_000);
    const authorization = key === undefined ? {} : { authorization: `Bearer ${key}` };
    socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: authorization })));
    socket.on('message', (bytes) => {
      const message = JSON.parse(String(bytes)) as SocketAnswer;
      if (message.type === 'connection_ack') socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload }));
      if (message.type === 'next' || message.type === 'error') answers.push(message);
      if (message.type === 'complete' || message.type === 'error') socket.close();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      done(answers);
    });
  });
}
