import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Members } from '../identity/members';
import { startApi, type TestApi } from '../testing/start-api';

const MAKER = '4012345000009';
const PASSWORD = 'correct horse battery';
const ME = '{ me { name secondFactor } }';

describe('me', () => {
  let api: TestApi;
  let key: string;
  beforeAll(async () => {
    api = await startApi();
    key = await api.host({ gln: MAKER, name: 'Maker', role: 'MANUFACTURER' });
    const person = { name: 'Ada', email: 'ada@maker.example', password: PASSWORD };
    await api.app.get(Members).createMember(MAKER, { ...person, role: 'OPERATOR' });
  });
  afterAll(() => api?.close());

  const auth = async (path: string, body: object, cookie = '') => {
    const headers = { cookie, 'content-type': 'application/json', origin: api.url };
    const response = await fetch(`${api.url}/api/auth/${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers,
    });
    expect(response.status, path).toBe(200);
    const set = response.headers.getSetCookie().filter((each) => !/max-age=0/i.test(each));
    // biome-ignore lint/suspicious/noExplicitAny: better-auth's answers
    return { body: (await response.json()) as any, cookie: set.map((each) => each.split(';')[0]).join('; ') };
  };

  it('says whether one signs in with a second factor', async () => {
    expect((await api.graphql(key, ME)).data).toMatchObject({ me: { secondFactor: false } });
    const { cookie } = await auth('sign-in/email', { email: 'ada@maker.example', password: PASSWORD });
    const me = async (as: string) => (await api.graphql(undefined, ME, {}, { cookie: as })).data?.me;
    expect(await me(cookie)).toEqual({ name: 'Ada', secondFactor: false });
    const { body } = await auth('two-factor/enable', { password: PASSWORD }, cookie);
    const secret = new TextDecoder().decode(base32.decode(new URL(body.totpURI).searchParams.get('secret')!));
    const { cookie: proved } = await auth('two-factor/verify-totp', { code: await createOTP(secret).totp() }, cookie);
    expect(await me(proved || cookie)).toEqual({ name: 'Ada', secondFactor: true });
  });
});
