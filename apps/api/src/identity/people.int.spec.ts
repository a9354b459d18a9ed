import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../testing/start-api';
import { Members } from './members';

const MAKER = '4012345000009';
const PHARMACY = '4098765000010';
const PASSWORD = 'correct horse battery';

describe('the people of an organisation', () => {
  let api: TestApi;
  let members: Members;
  let key: string;
  beforeAll(async () => {
    api = await startApi();
    members = api.app.get(Members);
    key = await api.host({ gln: MAKER, name: 'Maker', role: 'MANUFACTURER' });
    await api.host({ gln: PHARMACY, name: 'Pharmacy', role: 'PHARMACY' });
    for (const [name, role] of [
      ['Ada', 'ADMIN'],
      ['Ben', 'ADMIN'],
      ['Cyd', 'OPERATOR'],
    ] as const) {
      await members.createMember(MAKER, { name, email: `${name}@maker.example`, password: PASSWORD, role });
    }
  });
  afterAll(() => api?.close());

  const idOf = async (name: string) => (await members.people(MAKER)).find((each) => each.name === name)!.id;
  const signIn = async (name: string) => {
    const response = await fetch(`${api.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: api.url },
      body: JSON.stringify({ email: `${name}@maker.example`, password: PASSWORD }),
    });
    const cookie = response.headers.getSetCookie().map((each) => each.split(';')[0]);
    return { cookie: cookie.join('; '), origin: api.url };
  };
  const me = async (headers: Record<string, string>) =>
    (await api.graphql(undefined, '{ me { role } }', {}, headers)).data?.me;
  const SET = 'mutation ($id: ID!, $role: MemberRole!) { setMemberRole(id: $id, role: $role) { name role } }';
  const REMOVE = 'mutation ($id: ID!) { removeMember(id: $id) { name } }';
  const codeOf = (answer: Awaited<ReturnType<TestApi['graphql']>>) => answer.errors?.[0]?.extensions.code;

  it('are given another role, which counts at once', async () => {
    const cyd = await signIn('Cyd');
    expect((await me(cyd)).role).toBe('OPERATOR');
    const id = await idOf('Cyd');
    expect(codeOf(await api.graphql(undefined, SET, { id, role: 'ADMIN' }, cyd))).toBe('FORBIDDEN');
    const { data } = await api.graphql(undefined, SET, { id, role: 'AUDITOR' }, await signIn('Ada'));
    expect(data.setMemberRole).toEqual({ name: 'Cyd', role: 'AUDITOR' });
    expect((await me(cyd)).role).toBe('AUDITOR');
  });

  it('are out at once when removed, and nobody of another organisation can do it', async () => {
    const cyd = await signIn('Cyd');
    const id = await idOf('Cyd');
    expect((await me(cyd)).role).toBe('AUDITOR');
    const stranger = await api.apiKey(PHARMACY);
    expect(codeOf(await api.graphql(stranger, REMOVE, { id }))).toBe('NOT_FOUND');
    expect((await api.graphql(key, REMOVE, { id })).data.removeMember.name).toBe('Cyd');
    expect(await me(cyd)).toBeUndefined();
    expect(codeOf(await api.graphql(key, REMOVE, { id }))).toBe('NOT_FOUND');
    expect(await me(await signIn('Cyd'))).toBeUndefined();
  });

  it('always have an administrator among them, even if two remove each other', async () => {
    const [ada, ben] = [await idOf('Ada'), await idOf('Ben')];
    const both = await Promise.all([ada, ben].map((id) => api.graphql(key, REMOVE, { id })));
    expect(both.map(codeOf).sort()).toEqual(['INVALID_INPUT', undefined]);
    const [left, ...more] = await members.people(MAKER);
    expect([left?.role, more]).toEqual(['ADMIN', []]);
    const demoted = await api.graphql(key, SET, { id: left!.id, role: 'OPERATOR' });
    expect(demoted.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'id' });
    expect((await api.graphql(key, SET, { id: left!.id, role: 'ADMIN' })).data.setMemberRole.role).toBe('ADMIN');
  });

  it('are changed by these doors alone', async () => {
    const someone = await signIn((await members.people(MAKER))[0]!.name);
    for (const path of ['remove-member', 'update-member-role', 'leave']) {
      const answer = await fetch(`${api.url}/api/auth/organization/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...someone },
        body: JSON.stringify({ memberIdOrEmail: 'x', memberId: 'x', role: 'admin', organizationId: 'x' }),
      });
      expect(answer.status, path).toBe(404);
    }
  });
});
