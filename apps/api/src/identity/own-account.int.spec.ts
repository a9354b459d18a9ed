import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../testing/start-api';
import { Members } from './members';

const MAKER = '4012345000009';
const PASSWORD = 'correct horse battery';
const NEW_PASSWORD = 'staple battery horse';

/** What the pages of one's own account ask; the paths and bodies stand in README.md. */
describe('one’s own account', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
    await api.host({ gln: MAKER, name: 'Maker', role: 'MANUFACTURER' });
    for (const name of ['Ada', 'Two']) {
      const person = { name, email: `${name.toLowerCase()}@maker.example`, password: PASSWORD };
      await api.app.get(Members).createMember(MAKER, { ...person, role: 'OPERATOR' });
    }
  });
  afterAll(() => api?.close());

  /** As a browser does it on one of our pages. */
  const ask = async (path: string, body?: object, cookie = '') => {
    const response = await fetch(`${api.url}/api/auth/${path}`, {
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
      headers: { cookie, ...(body ? { 'content-type': 'application/json', origin: api.url } : {}) },
    });
    const set = response.headers.getSetCookie().filter((each) => !/max-age=0/i.test(each));
    return {
      status: response.status,
      // biome-ignore lint/suspicious/noExplicitAny: better-auth's answers
      body: (await response.json().catch(() => undefined)) as any,
      cookie: set.map((each) => each.split(';')[0]).join('; '),
    };
  };
  const signIn = (name: string, password = PASSWORD) =>
    ask('sign-in/email', { email: `${name}@maker.example`, password });
  const me = async (cookie: string) => (await api.graphql(undefined, '{ me { name } }', {}, { cookie })).data?.me?.name;

  it('has a name and a password that its owner changes', async () => {
    const { cookie } = await signIn('ada');
    const elsewhere = await signIn('ada');
    expect((await ask('update-user', { name: 'Ada Lovelace' }, cookie)).status).toBe(200);
    expect(await me(cookie)).toBe('Ada Lovelace');
    const change = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD, revokeOtherSessions: true };
    expect((await ask('change-password', { ...change, currentPassword: 'wrong' }, cookie)).status).toBe(400);
    expect((await ask('change-password', { ...change, newPassword: 'short' }, cookie)).body.code).toBe(
      'PASSWORD_TOO_SHORT',
    );
    const changed = await ask('change-password', change, cookie);
    expect(changed.status).toBe(200);
    expect(await me(changed.cookie)).toBe('Ada Lovelace');
    expect(await me(elsewhere.cookie)).toBeUndefined();
    expect((await signIn('ada')).status).toBe(401);
    expect((await signIn('ada', NEW_PASSWORD)).status).toBe(200);
  });

  it('shows its sessions, and ends them at once', async () => {
    const [here, there, third] = [
      await signIn('ada', NEW_PASSWORD),
      await signIn('ada', NEW_PASSWORD),
      await signIn('ada', NEW_PASSWORD),
    ];
    expect(await me(there.cookie)).toBe('Ada Lovelace');
    const { body: sessions } = await ask('list-sessions', undefined, here.cookie);
    const token = decodeURIComponent(there.cookie).split('session_token=')[1]!.split('.')[0]!;
    expect(sessions.find((session: { token: string }) => session.token === token)).toMatchObject({
      createdAt: expect.any(String),
      expiresAt: expect.any(String),
      userAgent: expect.any(String),
    });
    expect((await ask('revoke-session', { token }, here.cookie)).body).toEqual({ status: true });
    expect(await me(there.cookie)).toBeUndefined();
    expect(await me(third.cookie)).toBe('Ada Lovelace');
    expect((await ask('revoke-other-sessions', {}, here.cookie)).status).toBe(200);
    expect(await me(third.cookie)).toBeUndefined();
    expect(await me(here.cookie)).toBe('Ada Lovelace');
    expect((await ask('sign-out', {}, here.cookie)).status).toBe(200);
    expect(await me(here.cookie)).toBeUndefined();
    expect((await ask('list-sessions', undefined, here.cookie)).status).toBe(401);
  });

  it('takes a second factor, lets in with a backup code once, and gives it up', async () => {
    const { cookie } = await signIn('two');
    expect((await ask('two-factor/enable', { password: 'wrong' }, cookie)).status).toBe(400);
    const { body } = await ask('two-factor/enable', { password: PASSWORD }, cookie);
    expect(body.backupCodes.length).toBeGreaterThan(5);
    const secret = new TextDecoder().decode(base32.decode(new URL(body.totpURI).searchParams.get('secret')!));
    const totp = () => createOTP(secret).totp();
    // Nothing is asked for before a first code has proved that the app has it.
    expect((await signIn('two')).body.twoFactorRedirect).toBeUndefined();
    expect((await ask('two-factor/verify-totp', { code: '000000' }, cookie)).status).toBe(401);
    expect((await ask('two-factor/verify-totp', { code: await totp() }, cookie)).status).toBe(200);

    const half = await signIn('two');
    expect(half.body).toMatchObject({ twoFactorRedirect: true, twoFactorMethods: ['totp'] });
    expect(await me(half.cookie)).toBeUndefined();
    const code = body.backupCodes[0];
    const recovered = await ask('two-factor/verify-backup-code', { code }, half.cookie);
    expect(recovered.status).toBe(200);
    expect(await me(recovered.cookie)).toBe('Two');
    const second = await signIn('two');
    expect((await ask('two-factor/verify-backup-code', { code }, second.cookie)).status).toBe(401);
    const fresh = await ask('two-factor/generate-backup-codes', { password: PASSWORD }, recovered.cookie);
    expect(fresh.body.backupCodes).not.toContain(body.backupCodes[1]);

    const { body: session } = await ask('get-session', undefined, recovered.cookie);
    expect(session.user.twoFactorEnabled).toBe(true);
    expect((await ask('two-factor/disable', { password: PASSWORD }, recovered.cookie)).status).toBe(200);
    expect((await signIn('two')).body.twoFactorRedirect).toBeUndefined();
  });
});
