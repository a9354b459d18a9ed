import { readFile } from 'node:fs/promises';
import { request as plainRequest } from 'node:http';
import { type RequestOptions, request } from 'node:https';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Members } from '../identity/members';
import { startApi, type TestApi } from '../testing/start-api';

const GLN = '4012345000009';
const PERSON = { name: 'Ada', email: 'ada@maker.example', password: 'correct horse battery' };

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

describe('PackProof on the network, with a self-made certificate', () => {
  let api: TestApi;
  let authority: string;
  let port: number;
  beforeAll(async () => {
    api = await startApi({ environment: { PACKPROOF_TLS: 'self' } });
    await api.host({ gln: GLN, name: 'Maker', role: 'MANUFACTURER' });
    await api.app.get(Members).createMember(GLN, { ...PERSON, role: 'ADMIN' });
    authority = await readFile(join(api.parts.config.home, 'tls-authority.crt'), 'utf8');
    port = Number(new URL(api.url).port);
  });
  afterAll(() => api?.close());

  const ask = (from: typeof request, options: RequestOptions, body?: object): Promise<Answer> =>
    new Promise((done, fail) => {
      const asked = from({ agent: false, port, method: body ? 'POST' : 'GET', ...options }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
      });
      asked.on('error', fail).end(body && JSON.stringify(body));
    });
  /** As a browser that trusts the authority alone. */
  const open = (host: string, path: string, headers: Record<string, string> = {}, body?: object) =>
    ask(
      request,
      { host, path, ca: authority, headers: { ...(body ? { 'content-type': 'application/json' } : {}), ...headers } },
      body,
    );

  it.each(['127.0.0.1', 'localhost'])('signs in at %s, with a cookie that travels under TLS alone', async (host) => {
    expect(new URL(api.url).protocol).toBe('https:');
    const origin = `https://${host}:${port}`;
    const { email, password } = PERSON;
    const signedIn = await open(host, '/api/auth/sign-in/email', { origin }, { email, password });
    expect(signedIn.status).toBe(200);
    const [session = ''] = (signedIn.headers['set-cookie'] as string[]).filter((each) =>
      each.includes('session_token'),
    );
    expect(session).toMatch(/^__Secure-packproof\.session_token=.*; HttpOnly; Secure; SameSite=Lax/);
    const headers = { origin, cookie: session.split(';')[0]! };
    const mutation = { query: 'mutation { createApiKey(name: "phone", scopes: [READ]) { apiKey { name } } }' };
    expect(JSON.parse((await open(host, '/graphql', headers, mutation)).body).data).toEqual({
      createApiKey: { apiKey: { name: 'phone' } },
    });
    const foreign = await open(host, '/graphql', { ...headers, origin: 'https://evil.example' }, mutation);
    expect(JSON.parse(foreign.body).errors[0].extensions.code).toBe('FORBIDDEN');
    // The scanning app, or where it is not built a clear answer that it is not.
    const page = await open(host, '/scan/', { accept: 'text/html' });
    expect([200, 404]).toContain(page.status);
    expect(page.headers['strict-transport-security']).toBeUndefined();
    const named = await ask(request, {
      host,
      servername: 'localhost',
      path: '/health/live',
      ca: authority,
      headers: { host: 'packproof.example.org' },
    });
    expect([named.status, named.headers['strict-transport-security']]).toEqual([200, 'max-age=31536000']);
  });

  it('is not believed by whoever does not trust its authority', async () => {
    await expect(ask(request, { host: '127.0.0.1', path: '/' })).rejects.toThrow('self-signed certificate');
  });

  it('gives its authority to a phone, and never a key', async () => {
    const given = await open('127.0.0.1', '/certificate.crt', { accept: 'text/html,*/*' });
    expect([given.status, given.headers['content-type'], given.body]).toEqual([
      200,
      'application/x-x509-ca-cert',
      authority,
    ]);
    expect(given.body).not.toContain('PRIVATE KEY');
  });

  it('keeps no connection of whoever begins plainly and never ends', async () => {
    const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nhost: box'));
    const dripping = setInterval(() => socket.write('x'), 500);
    socket.on('error', () => {});
    const began = Date.now();
    await new Promise((closed) => socket.once('close', closed));
    clearInterval(dripping);
    expect(Date.now() - began).toBeLessThan(20_000);
  }, 30_000);

  it('sends a reader who typed http:// on, and refuses what would change something', async () => {
    const plain = (path: string, body?: object) =>
      ask(plainRequest as typeof request, { host: '127.0.0.1', path, headers: { host: `box.local:${port}` } }, body);
    const sent = await plain('/scan/?a=b');
    expect([sent.status, sent.headers.location]).toEqual([307, `https://box.local:${port}/scan/?a=b`]);
    const refused = await plain('/api/auth/sign-in/email', PERSON);
    expect(refused.status).toBe(400);
    expect(JSON.parse(refused.body)).toMatchObject({
      code: 'INVALID_INPUT',
      detail: expect.stringContaining('https://'),
    });
  });
});
