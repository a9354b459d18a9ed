import { stat } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startApi, type TestApi } from '../testing/start-api';
import { type DemoFile, demoFilePath, readDemoFile } from './demo-file';
import { seedDemo } from './seed';

const VERIFY = 'query ($scan: Scan!) { verify(scan: $scan, purpose: INFORMATION) { outcome others } }';

describe('the demo', () => {
  let api: TestApi;
  let file: DemoFile;
  const seed = () => {
    const { app, parts, url } = api;
    return seedDemo({
      app,
      pool: parts.pool,
      config: parts.config,
      baseUrl: url,
      log: parts.logSigner,
      tell: () => {},
    });
  };
  beforeAll(async () => {
    api = await startApi({ environment: { PACKPROOF_DEMO: 'on' } });
    // Interrupted in the middle of the story, as by kill -9; the same call goes on.
    const submit = api.parts.ledger.submit.bind(api.parts.ledger);
    let commands = 0;
    const crash = vi.spyOn(api.parts.ledger, 'submit').mockImplementation(async (command) => {
      if (++commands === 14) throw new Error('the process ends here');
      return submit(command);
    });
    await expect(seed()).rejects.toThrow();
    crash.mockRestore();
    await seed();
    file = (await readDemoFile(api.parts.config.home))!;
  });
  afterAll(() => api?.close());

  it('is written for its owner only, and its secrets are new', async () => {
    expect((await stat(demoFilePath(api.parts.config.home))).mode & 0o777).toBe(0o600);
    expect(file.organisations.map(({ role }) => role)).toEqual([
      'REGULATOR',
      'MANUFACTURER',
      'MANUFACTURER',
      'DISTRIBUTOR',
      'PHARMACY',
      'PHARMACY',
      'AUDITOR',
    ]);
    expect(new Set(file.organisations.map(({ password }) => password)).size).toBe(7);
    expect(file.products).toHaveLength(3);
    expect(file.log.vkey.startsWith(`${file.log.origin}+`)).toBe(true);
  });

  it('does nothing when it is there', async () => {
    const before = await api.parts.ledger.height();
    await seed();
    expect(await api.parts.ledger.height()).toBe(before);
  });

  it('gives keys that work, and samples that their holder can verify', async () => {
    const keyOf = new Map(file.organisations.map(({ gln, apiKey }) => [gln, apiKey]));
    for (const batch of file.batches) {
      expect(batch.sampleScans.length).toBeGreaterThan(0);
      for (const scan of batch.sampleScans) {
        const { data } = await api.graphql(keyOf.get(batch.holder), VERIFY, { scan });
        // What is on its way is still its shipper's to answer for.
        const outcome = batch.recalled ? 'RECALLED' : batch.lot === 'IN2611' ? 'IN_TRANSIT' : 'ACTIVE';
        expect(data.verify.outcome, `${batch.lot} at ${batch.holder}`).toBe(outcome);
      }
      expect(batch.ssccs.length).toBeGreaterThan(0);
    }
    expect(file.batches.flatMap(({ sampleScans }) => sampleScans).every((scan) => /21[!-z]{12,20}$/.test(scan))).toBe(
      true,
    );
  });

  it('has a story: a recall that is over, a pallet on its way', async () => {
    const regulator = file.organisations[0]!.apiKey;
    const { data } = await api.graphql(
      regulator,
      '{ recalls { nodes { state class } } shipments(filter: { state: IN_TRANSIT }) { nodes { packs } } }',
    );
    expect(data.recalls.nodes).toEqual([{ state: 'COMPLETED', class: 'II' }]);
    expect(data.shipments.nodes).toEqual([{ packs: 60 }]);
  });

  it('lets anybody be anybody with one click', async () => {
    const people = (await (await fetch(`${api.url}/demo/people`)).json()) as {
      name: string;
      email: string;
      role: string;
    }[];
    expect(people).toHaveLength(7);
    expect(people[4]).toMatchObject({
      name: 'Lea Fontaine',
      organisation: 'Harbour Pharmacy',
      organisationRole: 'PHARMACY',
      place: 'Harbour Pharmacy, quay 4',
    });
    const pharmacist = people.find(({ role }) => role === 'PHARMACY')!;
    const signedIn = await fetch(`${api.url}/demo/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: api.url },
      body: JSON.stringify({ email: pharmacist.email }),
    });
    expect(signedIn.status).toBe(200);
    const cookie = signedIn.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    const me = await api.graphql(
      undefined,
      '{ me { name organisation { name role places { name } } } }',
      {},
      { cookie },
    );
    expect(me.data.me.organisation.role).toBe('PHARMACY');
    const samples = await fetch(`${api.url}/demo/samples`, { headers: { cookie } });
    const list = (await samples.json()) as { gtin: string; serial: string; label: string }[];
    expect(list).toHaveLength(6);
    for (const sample of list) {
      expect(sample).toEqual({
        label: 'Cardelol 5 mg tablets · CD2610A',
        productName: 'Cardelol 5 mg tablets',
        productNameZh: '卡德洛尔片 5 毫克',
        gtin: file.products[0]!.gtin,
        lot: 'CD2610A',
        expiry: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        serial: expect.any(String),
        scan: expect.stringContaining(sample.serial),
        recalled: false,
        state: 'ACTIVE',
      });
    }
    const sheet = await fetch(`${api.url}/demo/samples.pdf`, { headers: { cookie } });
    expect([sheet.status, sheet.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(
      Buffer.from(await sheet.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    const regulator = file.organisations[0]!.apiKey;
    const all = await fetch(`${api.url}/demo/samples`, { headers: { authorization: `Bearer ${regulator}` } });
    const states = ((await all.json()) as { recalled: boolean; state: string }[]).filter(({ recalled }) => recalled);
    expect(new Set(states.map(({ state }) => state))).toEqual(new Set(['ACTIVE']));
    const label = await fetch(`${api.url}/labels/pack/${list[0]!.gtin}/${encodeURIComponent(list[0]!.serial)}.svg`, {
      headers: { cookie },
    });
    expect([label.status, label.headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
    expect((await fetch(`${api.url}/demo/samples`)).status).toBe(401);
    const stranger = await fetch(`${api.url}/demo/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"email":"x@y.example"}',
    });
    expect(stranger.status).toBe(404);
  });
});
