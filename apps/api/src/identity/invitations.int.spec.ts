import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Founding } from '../founding/founding';
import { startApi, type TestApi } from '../testing/start-api';
import { Members } from './members';

const AUTHORITY = '4000000000006';
const PHARMACY = '4098765000010';
const PASSWORD = 'correct horse battery';
const ME = '{ me { name email role organisation { gln name } } }';

describe('an invitation', () => {
  let api: TestApi;
  let key: string;
  let pharmacyKey: string;
  beforeAll(async () => {
    api = await startApi();
    const licence = { number: 'R-1', validUntil: '2099-12-31' };
    await api.app.get(Founding).found({
      gln: AUTHORITY,
      name: 'Authority',
      licence,
      places: [{ gln: AUTHORITY, name: 'Office' }],
      admin: { name: 'Root', email: 'root@authority.example', password: PASSWORD },
    });
    key = await api.apiKey(AUTHORITY);
    const input = { gln: PHARMACY, name: 'Pharmacy', role: 'PHARMACY', licence };
    const register = 'mutation ($input: RegisterOrganisationInput!) { registerOrganisation(input: $input) { gln } }';
    await api.graphql(key, register, { input: { ...input, places: [{ gln: PHARMACY, name: 'Counter' }] } });
    pharmacyKey = await api.apiKey(PHARMACY);
  });
  afterAll(() => api?.close());

  const invite = async (email: string, role = 'OPERATOR', by = key): Promise<string> => {
    const document =
      'mutation ($email: String!, $role: MemberRole!) { inviteMember(email: $email, role: $role) { id url } }';
    const { data } = await api.graphql(by, document, { email, role });
    expect(data.inviteMember.url).toContain(`/invitation/${data.inviteMember.id}`);
    return data.inviteMember.id;
  };
  const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
    const response = await fetch(api.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: api.url, ...headers },
      body: JSON.stringify(body),
    });
    const cookie = response.headers.getSetCookie().map((each) => each.split(';')[0]);
    // biome-ignore lint/suspicious/noExplicitAny: better-auth's answers, and ours
    return { status: response.status, body: (await response.json()) as any, cookie: cookie.join('; ') };
  };
  const accept = (id: string, body: object, headers?: Record<string, string>) =>
    post(`/invitations/${id}/accept`, body, headers);
  const read = async (id: string) => {
    const response = await fetch(`${api.url}/invitations/${id}`);
    return { status: response.status, body: (await response.json()) as object };
  };
  const me = async (cookie: string) => (await api.graphql(undefined, ME, {}, { cookie })).data?.me;

  it('is read without an account, and makes one that is signed in at once', async () => {
    const id = await invite('Ada@authority.example');
    expect(await read(id)).toEqual({
      status: 200,
      body: {
        organisation: { gln: AUTHORITY, name: 'Authority', role: 'REGULATOR' },
        email: 'ada@authority.example',
        role: 'OPERATOR',
        expiresAt: expect.stringMatching(/^\d{4}-.*Z$/),
        hasAccount: false,
      },
    });
    for (const [body, field] of [
      [{ name: 'Ada', password: 'too short' }, 'password'],
      [{ name: ' ', password: PASSWORD }, 'name'],
      [{ password: PASSWORD }, 'name'],
    ] as const) {
      expect(await accept(id, body)).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT', field } });
    }
    const accepted = await accept(id, { name: 'Ada', password: PASSWORD });
    expect(accepted).toMatchObject({ status: 200, body: { organisation: { name: 'Authority' }, role: 'OPERATOR' } });
    expect(await me(accepted.cookie)).toEqual({
      name: 'Ada',
      email: 'ada@authority.example',
      role: 'OPERATOR',
      organisation: { gln: AUTHORITY, name: 'Authority' },
    });
  });

  it('counts once: taken up, expired, cancelled and unknown look the same', async () => {
    const used = await invite('bea@authority.example');
    expect((await accept(used, { name: 'Bea', password: PASSWORD })).status).toBe(200);
    const expired = await invite('cid@authority.example');
    await api.parts.pool.query(`update app.invitation set "expiresAt" = now() - interval '1 second' where id = $1`, [
      expired,
    ]);
    const cancelled = await invite('dot@authority.example');
    const CANCEL = 'mutation ($id: ID!) { cancelInvitation(id: $id) { email } }';
    expect((await api.graphql(pharmacyKey, CANCEL, { id: cancelled })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await api.graphql(key, CANCEL, { id: cancelled })).data.cancelInvitation.email).toBe(
      'dot@authority.example',
    );
    const unknown = crypto.randomUUID();
    const answers = await Promise.all(
      [used, expired, cancelled, unknown].map(async (id) => {
        const told = [await read(id), await accept(id, { name: 'Eve', password: PASSWORD })];
        return JSON.stringify(told).replaceAll(id, '').replaceAll(',"cookie":""', '');
      }),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('NOT_FOUND');
    const { rows } = await api.parts.pool.query(`select 1 from app."user" where name = 'Eve'`);
    expect(rows).toEqual([]);
  });

  it('is accepted by who has an account, with its password, into the organisation that invited', async () => {
    const id = await invite('ada@authority.example', 'ADMIN', pharmacyKey);
    expect((await read(id)).body).toMatchObject({ hasAccount: true });
    expect(await accept(id, { password: 'not the password' })).toMatchObject({
      status: 401,
      body: { code: 'UNAUTHENTICATED' },
      cookie: '',
    });
    const { cookie } = await accept(id, { password: PASSWORD });
    expect(await me(cookie)).toMatchObject({ role: 'ADMIN', organisation: { gln: PHARMACY } });
    const again = 'mutation { inviteMember(email: "ada@authority.example", role: ADMIN) { id } }';
    expect((await api.graphql(pharmacyKey, again)).errors?.[0]?.extensions.code).toBe('ALREADY_EXISTS');
  });

  it('is nobody’s to find but the administrators’: its id would sign a colleague up as somebody else', async () => {
    const id = await invite('eli@authority.example', 'ADMIN');
    const { cookie } = await post('/api/auth/sign-in/email', { email: 'bea@authority.example', password: PASSWORD });
    expect(await me(cookie)).toMatchObject({ role: 'OPERATOR', organisation: { gln: AUTHORITY } });
    for (const path of ['list-invitations', 'get-full-organization', 'get-organization', 'list-members']) {
      const told = await fetch(`${api.url}/api/auth/organization/${path}`, { headers: { cookie } });
      expect([path, told.status]).toEqual([path, 404]);
      expect(await told.text()).not.toContain(id);
    }
    const own = await fetch(`${api.url}/api/auth/organization/list`, { headers: { cookie } });
    expect([own.status, (await own.text()).includes(id)]).toEqual([200, false]);
    const sent = await api.graphql(undefined, '{ invitations { id } }', {}, { cookie });
    expect(sent.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('is accepted after an interrupted sign-up, and by whoever is signed in with its address only', async () => {
    const id = await invite('fay@authority.example');
    // The account is made, and the process ends before the membership is.
    const handler = api.parts.auth.handler;
    const crash = vi.spyOn(api.parts.auth, 'handler').mockImplementation(async (request) => {
      if (request.url.endsWith('/accept-invitation')) throw new Error('the process ends here');
      return handler(request);
    });
    expect((await accept(id, { name: 'Fay', password: PASSWORD })).status).toBe(500);
    crash.mockRestore();
    const half = await post('/api/auth/sign-in/email', { email: 'fay@authority.example', password: PASSWORD });
    expect(await me(half.cookie)).toBeUndefined();
    const bea = await post('/api/auth/sign-in/email', { email: 'bea@authority.example', password: PASSWORD });
    expect(await accept(id, {}, { cookie: bea.cookie })).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect(await accept(id, {})).toMatchObject({ status: 401 });
    const foreign = { cookie: half.cookie, origin: 'https://evil.example' };
    expect(await accept(id, {}, foreign)).toMatchObject({ status: 403 });
    expect((await accept(id, {}, { cookie: half.cookie })).status).toBe(200);
    expect(await me(half.cookie)).toMatchObject({ name: 'Fay', organisation: { gln: AUTHORITY } });
  });

  it('waits for the second factor of who has one', async () => {
    const person = { name: 'Gus', email: 'gus@authority.example', password: PASSWORD };
    await api.app.get(Members).createMember(AUTHORITY, { ...person, role: 'OPERATOR' });
    const { cookie } = await post('/api/auth/sign-in/email', person);
    const { body } = await post('/api/auth/two-factor/enable', { password: PASSWORD }, { cookie });
    const secret = new TextDecoder().decode(base32.decode(new URL(body.totpURI).searchParams.get('secret')!));
    const code = () => createOTP(secret).totp();
    expect((await post('/api/auth/two-factor/verify-totp', { code: await code() }, { cookie })).status).toBe(200);
    const id = await invite(person.email, 'AUDITOR', pharmacyKey);
    const first = await accept(id, { password: PASSWORD });
    expect(first.body).toMatchObject({ twoFactorRedirect: true });
    expect(await me(first.cookie)).toBeUndefined();
    const verified = await post('/api/auth/two-factor/verify-totp', { code: await code() }, { cookie: first.cookie });
    expect((await accept(id, {}, { cookie: verified.cookie })).status).toBe(200);
    expect(await me(verified.cookie)).toMatchObject({ role: 'AUDITOR', organisation: { gln: PHARMACY } });
  });
});
