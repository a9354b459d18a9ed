import { getMigrations } from 'better-auth/db/migration';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../testing/start-api';
import { ApiKeys } from './api-keys';
import { authOptions } from './auth';
import { Members } from './members';

const MAKER = '4012345000009';
const PHARMACY = '4098765000010';
const ME = '{ me { id name email role } }';

describe('people and machines', () => {
  let api: TestApi;
  let members: Members;
  let keys: ApiKeys;
  beforeAll(async () => {
    api = await startApi();
    members = api.app.get(Members);
    keys = api.app.get(ApiKeys);
    await api.host({ gln: MAKER, name: 'Maker', role: 'MANUFACTURER' });
    await api.host({ gln: PHARMACY, name: 'Pharmacy', role: 'PHARMACY' });
  });
  afterAll(() => api?.close());

  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(api.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: api.url, ...headers },
      body: JSON.stringify(body),
    });
  const cookieOf = (response: Response) =>
    response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
  const signIn = async (email: string, password: string) =>
    cookieOf(await post('/api/auth/sign-in/email', { email, password }));

  it('have all the tables and columns that better-auth asks for', async () => {
    const options = authOptions({ pool: api.parts.pool, publicUrl: api.url, secret: 'x'.repeat(43) });
    const { toBeCreated, toBeAdded } = await getMigrations(options as never);
    expect(toBeCreated.map(({ table }) => table)).toEqual([]);
    expect(toBeAdded.map(({ table, fields }) => [table, Object.keys(fields)])).toEqual([]);
  });

  it('machines ask with a key, which is nowhere in the database', async () => {
    const key = await api.apiKey(MAKER, ['read', 'write']);
    const { data } = await api.graphql(key, ME);
    expect(data.me).toMatchObject({ name: 'test', email: null, role: 'OPERATOR' });
    const { rows } = await api.parts.pool.query('select * from app.apikey');
    expect(JSON.stringify(rows)).not.toContain(key.slice(10));
    expect(rows.some(({ lastRequest }) => lastRequest !== null)).toBe(true);
  });

  it.each([undefined, 'pp_wrong', `pp_${'a'.repeat(64)}`])('nobody comes in with the key %s', async (key) => {
    expect(await api.graphql(key, ME)).toMatchObject({
      status: 401,
      errors: [{ extensions: { code: 'UNAUTHENTICATED', title: 'Please sign in' } }],
    });
  });

  it('a revoked key is refused within five seconds', async () => {
    const { id, key } = await keys.create(MAKER, { name: 'short', scopes: ['read'] });
    expect((await api.graphql(key, ME)).status).toBe(200);
    // As another process would do it: the answer here is still believed for a while.
    await api.parts.pool.query('delete from app.apikey where id = $1', [id]);
    const began = Date.now();
    while ((await api.graphql(key, ME)).status === 200 && Date.now() - began < 6_000) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect((await api.graphql(key, ME)).status).toBe(401);
    expect(Date.now() - began).toBeLessThan(5_000);
  });

  it('one organisation cannot revoke the key of another', async () => {
    const { id, key } = await keys.create(MAKER, { name: 'other', scopes: ['read'] });
    expect(await keys.revoke(PHARMACY, id)).toBeUndefined();
    expect((await api.graphql(key, ME)).status).toBe(200);
    expect(await keys.revoke(MAKER, id)).toMatchObject({ id });
    expect((await api.graphql(key, ME)).status).toBe(401);
  });

  it('administrators make, list and revoke keys; operators do not', async () => {
    const admin = await api.apiKey(PHARMACY);
    const create =
      'mutation ($scopes: [ApiScope!]!) { createApiKey(name: "till 1", scopes: $scopes, expiresInDays: 30) { key apiKey { id start scopes } } }';
    const { data } = await api.graphql(admin, create, { scopes: ['READ', 'WRITE'] });
    const { key, apiKey } = data.createApiKey;
    expect(apiKey).toMatchObject({ scopes: ['READ', 'WRITE'], start: key.slice(0, 8) });
    expect((await api.graphql(key, ME)).data.me).toMatchObject({ name: 'till 1', role: 'OPERATOR' });
    expect((await api.graphql(key, create, { scopes: ['ADMIN'] })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const list = await api.graphql(admin, '{ apiKeys { name lastUsedAt } members { name } invitations { email } }');
    expect(list.data.apiKeys).toContainEqual({ name: 'till 1', lastUsedAt: expect.any(String) });
    const revoke = 'mutation ($id: ID!) { revokeApiKey(id: $id) { id } }';
    const stranger = await api.apiKey(MAKER);
    expect((await api.graphql(stranger, revoke, { id: apiKey.id })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    await api.graphql(admin, revoke, { id: apiKey.id });
    expect((await api.graphql(key, ME)).status).toBe(401);
  });

  it('people come by invitation, sign up, and belong to the organisation that invited them', async () => {
    const email = 'ada@maker.example';
    const person = { email, name: 'Ada', password: 'correct horse battery' };
    const signUp = (headers = {}) => post('/api/auth/sign-up/email', person, headers);
    expect((await signUp()).status).toBe(403);
    const { id } = await members.invite(MAKER, 'Ada@maker.example', 'ADMIN', 'test');
    // Who only knows that the address is invited cannot take its place, and nobody sets our own header from outside.
    expect((await signUp()).status).toBe(403);
    expect((await signUp({ 'x-packproof-invitation': id })).status).toBe(403);
    expect((await post(`/invitations/${id}/accept`, person)).status).toBe(200);
    const again = await signIn(email, 'correct horse battery');
    const { data } = await api.graphql(undefined, ME, {}, { cookie: again });
    expect(data.me).toMatchObject({ name: 'Ada', email, role: 'ADMIN' });
  });

  it('auditors read and write nothing', async () => {
    await members.createMember(MAKER, {
      name: 'Aud',
      email: 'aud@maker.example',
      password: 'correct horse battery',
      role: 'AUDITOR',
    });
    const cookie = await signIn('aud@maker.example', 'correct horse battery');
    expect((await api.graphql(undefined, ME, {}, { cookie })).data.me.role).toBe('AUDITOR');
    const refused = await api.graphql(undefined, 'mutation { cancelJob(id: "x") { id } }', {}, { cookie });
    expect(refused).toMatchObject({ status: 403, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    const created = await post(
      '/api/auth/organization/invite-member',
      { email: 'x@y.example', role: 'admin' },
      { cookie },
    );
    expect(created.status).toBe(404);
    const invite = 'mutation { inviteMember(email: "x@y.example", role: ADMIN) { id } }';
    expect((await api.graphql(undefined, invite, {}, { cookie })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('a cookie changes nothing from another site, and a key does', async () => {
    await members.createMember(MAKER, {
      name: 'Op',
      email: 'op@maker.example',
      password: 'correct horse battery',
      role: 'OPERATOR',
    });
    const cookie = await signIn('op@maker.example', 'correct horse battery');
    const mutation = 'mutation { cancelJob(id: "x") { id } }';
    const from = (headers: Record<string, string>) => api.graphql(undefined, mutation, {}, { cookie, ...headers });
    expect((await from({ origin: 'https://evil.example' })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await from({ 'sec-fetch-site': 'cross-site' })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await from({ origin: api.url })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await api.graphql(undefined, ME, {}, { cookie, origin: 'https://evil.example' })).status).toBe(200);
    const key = await api.apiKey(MAKER);
    const byKey = await api.graphql(key, mutation, {}, { origin: 'https://erp.example' });
    expect(byKey.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('the second factor stands between password and session', async () => {
    await members.createMember(MAKER, {
      name: 'Two',
      email: 'two@maker.example',
      password: 'correct horse battery',
      role: 'ADMIN',
    });
    const cookie = await signIn('two@maker.example', 'correct horse battery');
    const enabled = await post('/api/auth/two-factor/enable', { password: 'correct horse battery' }, { cookie });
    expect(enabled.status).toBe(200);
    const { totpURI } = (await enabled.json()) as { totpURI: string };
    const { createOTP } = await import('@better-auth/utils/otp');
    const { base32 } = await import('@better-auth/utils/base32');
    const secret = new TextDecoder().decode(base32.decode(new URL(totpURI).searchParams.get('secret')!));
    const code = await createOTP(secret).totp();
    expect((await post('/api/auth/two-factor/verify-totp', { code }, { cookie })).status).toBe(200);
    const first = await post('/api/auth/sign-in/email', {
      email: 'two@maker.example',
      password: 'correct horse battery',
    });
    expect(await first.json()).toMatchObject({ twoFactorRedirect: true });
    const half = cookieOf(first);
    expect((await api.graphql(undefined, ME, {}, { cookie: half })).status).toBe(401);
    const second = await post(
      '/api/auth/two-factor/verify-totp',
      { code: await createOTP(secret).totp() },
      { cookie: half },
    );
    expect((await api.graphql(undefined, ME, {}, { cookie: cookieOf(second) })).data.me.name).toBe('Two');
  });
});
