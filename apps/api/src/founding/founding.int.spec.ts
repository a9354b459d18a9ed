import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startApi, type TestApi } from '../testing/start-api';
import { type Founder, Founding } from './founding';
import { makeSetupToken, readSetupToken } from './setup-token';

const founder: Founder = {
  gln: '4000000000006',
  name: 'Medicines Authority',
  licence: { number: 'R-1', validUntil: '2099-12-31' },
  places: [{ gln: '4000000000006', name: 'Office' }],
  admin: { name: 'Ada', email: 'ada@authority.example', password: 'correct horse battery' },
};

describe('founding a ledger', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api?.close());

  const setup = async (body: object) => {
    const response = await fetch(`${api.url}/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as { code?: string; field?: string } };
  };
  const isOpen = async () => (await (await fetch(`${api.url}/setup`)).json()) as object;
  const { admin, ...regulator } = founder;
  const input = { ...regulator, adminName: admin.name, adminEmail: admin.email, adminPassword: admin.password };

  it('wants the token of the data folder, and names the field at fault', async () => {
    expect((await setup(input)).status).toBe(404);
    expect(await isOpen()).toEqual({ open: false });
    await makeSetupToken(api.parts.config.home);
    expect(await isOpen()).toEqual({ open: true });
    expect((await setup({ ...input, token: 'guessed' })).status).toBe(401);
    const token = await readSetupToken(api.parts.config.home);
    expect(await setup({ ...input, token, gln: '4000000000007' })).toMatchObject({
      status: 400,
      body: { field: 'gln' },
    });
    for (const adminPassword of ['short', 'x'.repeat(129)]) {
      expect(await setup({ ...input, token, adminPassword })).toMatchObject({ body: { field: 'adminPassword' } });
    }
    // What sign-in does not take as an address would leave a ledger that nobody can open.
    for (const adminEmail of ['ada', 'ada@authority', 'a da@authority.example', 'ada@authority.example\n.', '']) {
      expect(await setup({ ...input, token, adminEmail })).toMatchObject({
        status: 400,
        body: { field: 'adminEmail' },
      });
    }
  });

  it('goes on after it was interrupted, happens once, and then is over', async () => {
    const founding = api.app.get(Founding);
    const submit = api.parts.ledger.submit.bind(api.parts.ledger);
    const crash = vi.spyOn(api.parts.ledger, 'submit').mockImplementationOnce(async (command) => {
      await submit(command);
      throw new Error('the process ends here');
    });
    await expect(founding.found(founder)).rejects.toThrow();
    crash.mockRestore();
    await founding.found(founder);
    await founding.found(founder);
    expect(await api.parts.ledger.height()).toBe(1);
    const token = await readSetupToken(api.parts.config.home);
    expect((await setup({ ...input, token })).status).toBe(404);
    expect(await isOpen()).toEqual({ open: false });
    const signedIn = await fetch(`${api.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: api.url },
      body: JSON.stringify({ email: admin.email, password: admin.password }),
    });
    expect(signedIn.status).toBe(200);
  });

  it('refuses another founder', async () => {
    await expect(api.app.get(Founding).found({ ...founder, name: 'Other' })).rejects.toMatchObject({
      code: 'COMMAND_ID_REUSED',
    });
  });
});
