import { spawnSync } from 'node:child_process';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cryptography } from '@packproof/contract';
import {
  fromBase64,
  leafHash,
  logEntry,
  noteVerifier,
  openCheckpoint,
  parseEntryBundle,
  toHex,
} from '@packproof/merkle';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AlertDesk } from '../alerts/alert-desk';
import { type DemoFile, readDemoFile } from '../demo/demo-file';
import { seedDemo } from '../demo/seed';
import { startApi, type TestApi } from '../testing/start-api';

const SPKI_ED25519 = Buffer.from('302a300506032b6570032100', 'hex');
const sha256 = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest());
const cryptography: Cryptography = {
  sha256,
  verifyEd25519: (key, message, signature) =>
    verify(
      null,
      message,
      createPublicKey({ key: Buffer.concat([SPKI_ED25519, key]), format: 'der', type: 'spki' }),
      signature,
    ),
};
const PROOF = 'query ($gtin: Gtin!, $serial: String!) { proof(gtin: $gtin, serial: $serial) }';

describe('a story that was told', () => {
  let api: TestApi;
  let demo: DemoFile;
  const keys = new Map<string, string>();
  beforeAll(async () => {
    api = await startApi({ environment: { PACKPROOF_DEMO: 'on' } });
    const { app, parts, url } = api;
    await seedDemo({ app, pool: parts.pool, config: parts.config, baseUrl: url, log: parts.logSigner, tell: () => {} });
    demo = (await readDemoFile(parts.config.home))!;
    for (const { name, apiKey } of demo.organisations) keys.set(name.split(' ')[0]!, apiKey);
  });
  afterAll(() => api?.close());

  const as = (name: string) => keys.get(name)!;
  const get = (path: string, key?: string) =>
    fetch(api.url + path, { headers: key ? { authorization: `Bearer ${key}` } : {} });
  /** By the command line tool, as a stranger would. */
  const checked = (proof: unknown) => {
    const file = join(api.parts.config.home, 'proof.json');
    writeFileSync(file, JSON.stringify(proof));
    const tool = join(import.meta.dirname, '../../../../tools/src/packproof.ts');
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', tool, 'verify-proof', file, '--key', demo.log.vkey],
      { encoding: 'utf8' },
    );
    return { status, said: stdout + stderr };
  };
  const packAt = (holder: string, lot: string) => {
    const gln = demo.organisations.find(({ name }) => name.startsWith(holder))!.gln;
    const batch = demo.batches.find((each) => each.holder === gln && each.lot === lot)!;
    return {
      gtin: batch.gtin,
      serial: /\u001d21(.+)$/.exec(batch.sampleScans[0]!)![1]!,
      scan: batch.sampleScans[0]!,
      batch,
    };
  };

  it('can be monitored by anybody: checkpoint, tiles, entry bundles', async () => {
    const checkpoint = await get('/log/checkpoint');
    expect(checkpoint.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const { size } = openCheckpoint(
      await checkpoint.text(),
      noteVerifier(sha256, demo.log.vkey, cryptography.verifyEd25519),
    );
    const bundle = await get(`/log/tile/entries/000.p/${size}`);
    expect([bundle.status, bundle.headers.get('content-type')]).toEqual([200, 'application/octet-stream']);
    expect(bundle.headers.get('cache-control')).toContain('immutable');
    expect(bundle.headers.get('access-control-allow-origin')).toBe('*');
    const entries = parseEntryBundle(new Uint8Array(await bundle.arrayBuffer()), size);
    const tile = new Uint8Array(await (await get(`/log/tile/0/000.p/${size}`)).arrayBuffer());
    entries.forEach((entry, i) => {
      expect(toHex(leafHash(sha256, entry))).toBe(toHex(tile.slice(i * 32, i * 32 + 32)));
    });
    for (const path of ['/log/tile/0/999', '/log/tile/x', `/log/tile/0/000.p/${size + 1}`, '/log/tile/']) {
      expect((await get(path)).status).toBe(404);
    }
  });

  it('shows a record to those whom it concerns', async () => {
    const { data } = await api.graphql(
      as('Meridian'),
      '{ shipments(filter: { state: IN_TRANSIT }) { nodes { receipt { transactionId } } } }',
    );
    const tx = data.shipments.nodes[0].receipt.transactionId;
    const { rows } = await api.parts.pool.query('select index from read.entry where tx = $1', [Buffer.from(tx, 'hex')]);
    const path = `/log/record/${rows[0].index}`;
    expect((await get(path)).status).toBe(401);
    expect((await get(path, as('Borealis'))).status).toBe(403);
    for (const name of ['Aldrin', 'Meridian', 'National', 'Clearview']) {
      const answer = await get(path, as(name));
      expect(answer.status).toBe(200);
      const { nonce, record } = (await answer.json()) as { nonce: string; record: string };
      expect(JSON.parse(Buffer.from(record, 'base64').toString()).envelope.command).toBe('ship');
      expect(logEntry(sha256, fromBase64(nonce), fromBase64(record))).toHaveLength(33);
    }
    for (const index of ['-1', '1e3', '999999', 'x', '00', '99999999999999999999']) {
      expect((await get(`/log/record/${index}`, as('National'))).status).toBe(404);
    }
  });

  it('proves a pack to a stranger', async () => {
    const { gtin, serial } = packAt('Harbour', 'CD2610A');
    const { data } = await api.graphql(as('Harbour'), PROOF, { gtin, serial });
    expect(checked(data.proof)).toMatchObject({
      status: 0,
      said: expect.stringContaining(`(21)${serial}, lot CD2610A`),
    });
    const commands = data.proof.entries.map(
      ({ record }: { record: string }) => JSON.parse(Buffer.from(record, 'base64').toString()).envelope.command,
    );
    expect(commands).toEqual(expect.arrayContaining(['genesis', 'registerOrganisation', 'commission', 'receive']));
    const other = { ...data.proof, pack: { ...data.proof.pack, expiry: '2099-12-31' } };
    expect(checked(other).status).toBe(1);
    const regulators = await api.graphql(as('National'), PROOF, { gtin, serial });
    expect(checked(regulators.data.proof).status).toBe(0);
    expect(regulators.data.proof.entries.length).toBeGreaterThanOrEqual(commands.length);
    const competitor = await api.graphql(as('Borealis'), PROOF, { gtin, serial });
    expect(competitor.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('labels packs, units and batches for those who may see them', async () => {
    const { gtin, serial, batch } = packAt('Harbour', 'CD2610A');
    for (const [path, type] of [
      [`/labels/pack/${gtin}/${encodeURIComponent(serial)}.svg`, 'image/svg+xml; charset=utf-8'],
      [`/labels/pack/${gtin}/${encodeURIComponent(serial)}.png`, 'image/png'],
      [`/labels/unit/${batch.ssccs[0]}.svg`, 'image/svg+xml; charset=utf-8'],
      [`/labels/unit/${batch.ssccs[0]}.png`, 'image/png'],
      [`/labels/batch/${gtin}/${batch.lot}.pdf?first=20`, 'application/pdf'],
    ] as const) {
      const answer = await get(path, as('Harbour'));
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([path, 200, type]);
      expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(500);
      expect((await get(path, as('Borealis'))).status).toBe(404);
      expect((await get(path)).status).toBe(401);
    }
    const page = await get(`/labels/batch/${gtin}/${batch.lot}.pdf?first=20`, as('Aldrin'));
    const next = /<(.+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1];
    expect((await get(next!, as('Aldrin'))).status).toBe(200);
    expect((await get(`/labels/batch/${gtin}/${batch.lot}.pdf?first=0`, as('Aldrin'))).status).toBe(400);
  });

  it('raises an alert for what cannot be innocent, once, to those concerned', async () => {
    const { gtin, scan } = packAt('Harbour', 'CD2610A');
    const verify = 'query ($scan: Scan!) { verify(scan: $scan) { outcome } }';
    // Wholesaler asks for a pack that the pharmacy has already supplied.
    const { data: dispensed } = await api.graphql(
      as('Harbour'),
      'mutation ($s: [Scan!]!) { dispense(scans: $s) { ok } }',
      { s: [scan] },
    );
    expect(dispensed.dispense[0].ok).toBe(true);
    for (let i = 0; i < 3; i++) {
      expect((await api.graphql(as('Hillside'), verify, { scan })).data.verify.outcome).toBe(
        'ALREADY_DISPENSED_ELSEWHERE',
      );
    }
    // Its own second look is none.
    await api.graphql(as('Harbour'), verify, { scan });
    await api.app.get(AlertDesk).settled();
    const alerts =
      '{ alerts { nodes { id code state title raisedBy { name } packs { serial } comments } pageInfo { hasNextPage } } }';
    const { data } = await api.graphql(as('Hillside'), alerts);
    expect(data.alerts.nodes).toMatchObject([
      { code: 'ALREADY_DISPENSED_ELSEWHERE', state: 'NEW', raisedBy: { name: 'Hillside Pharmacy' } },
    ]);
    expect((await api.graphql(as('Aldrin'), alerts)).data.alerts.nodes).toHaveLength(1);
    expect((await api.graphql(as('National'), alerts)).data.alerts.nodes).toHaveLength(1);
    for (const name of ['Borealis', 'Meridian'])
      expect((await api.graphql(as(name), alerts)).data.alerts.nodes).toEqual([]);
    const update =
      'mutation ($id: ID!, $comment: String) { updateAlert(id: $id, state: UNDER_INVESTIGATION, comment: $comment) { state comments } }';
    const { id } = data.alerts.nodes[0];
    expect((await api.graphql(as('Aldrin'), update, { id, comment: 'We look into it.' })).data.updateAlert).toEqual({
      state: 'UNDER_INVESTIGATION',
      comments: ['We look into it.'],
    });
    expect((await api.graphql(as('Borealis'), update, { id })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await api.graphql(as('Clearview'), update, { id })).errors?.[0]?.extensions.code).toBe('ROLE_FORBIDDEN');
    expect(
      (await api.graphql(as('National'), `{ alerts(filter: { gtin: "${gtin}", state: NEW }) { nodes { id } } }`)).data
        .alerts.nodes,
    ).toEqual([]);
  });

  it('asks for a second reading where the first may be a slip', async () => {
    const { gtin } = packAt('Harbour', 'CD2610A');
    const scan = `]d201${gtin}1728123110CD2610A\u001d21NOSUCHSERIAL1`;
    const verify = 'query ($scan: Scan!) { verify(scan: $scan) { outcome } }';
    const count = async () => {
      await api.app.get(AlertDesk).settled();
      const { data } = await api.graphql(
        as('National'),
        '{ alerts(filter: { code: UNKNOWN_SERIAL }) { nodes { id } } }',
      );
      return data.alerts.nodes.length;
    };
    await api.graphql(as('Harbour'), verify, { scan });
    expect(await count()).toBe(0);
    await api.graphql(as('Hillside'), verify, { scan });
    expect(await count()).toBe(0);
    await api.graphql(as('Harbour'), verify, { scan });
    expect(await count()).toBe(1);
  });
});
