import {
  brotliCompressSync,
  brotliDecompressSync,
  deflateRawSync,
  deflateSync,
  gunzipSync,
  gzipSync,
  inflateRawSync,
  inflateSync,
} from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDemoFile } from '../src/demo/demo-file';
import { seedDemo } from '../src/demo/seed';
import { startApi, type TestApi } from '../src/testing/start-api';
import { aConsortium, type Consortium } from './consortium';
import { packScan, receive, scans, ship, unitScan } from './goods';
import { NeedleSearch, needlesOf } from './needles';
import { newWord } from './numbers';
import { aVictim, type Victim } from './victim';

const INFLATE = [gunzipSync, inflateSync, inflateRawSync, brotliDecompressSync];

/** Bytes, and whatever comes out where something can be unpacked from them, twice over. */
function* unpacked(bytes: Buffer, depth = 2): Generator<Buffer> {
  yield bytes;
  if (depth === 0 || bytes.length < 16) return;
  for (const inflate of INFLATE) {
    let inner: Buffer;
    try {
      inner = inflate(bytes, { maxOutputLength: 64 * 1024 * 1024 });
    } catch {
      continue;
    }
    if (inner.length > 0) yield* unpacked(inner, depth - 1);
  }
}

const foundIn = (search: NeedleSearch, bytes: Buffer): string[] => [
  ...new Set([...unpacked(bytes)].flatMap((each) => search.in(each))),
];

/** Everything that is looked for: each serial that the read model knows. */
async function searchFor({ parts }: TestApi): Promise<NeedleSearch> {
  const { rows } = await parts.pool.query<{ serial: string }>('select serial from read.pack');
  // Shorter ones could turn up by chance.
  expect(rows.filter(({ serial }) => serial.length < 12)).toEqual([]);
  return new NeedleSearch(rows.flatMap(({ serial }) => needlesOf(serial)));
}

/** Where serials were found: table and column of every row that has one. */
async function betrayals({ parts: { pool } }: TestApi, search: NeedleSearch, tables: readonly string[]) {
  const { rows: columns } = await pool.query<{ table: string; column: string; type: string }>(
    `select format('%I.%I', table_schema, table_name) as table, column_name as column, data_type as type
     from information_schema.columns
     where table_schema = any ($1) or table_schema || '.' || table_name = any ($1) order by 1, 2`,
    [tables],
  );
  expect(columns.length).toBeGreaterThan(1);
  const found: string[] = [];
  let bytes = 0;
  for (const { table, column, type } of columns) {
    const value = type === 'bytea' ? `"${column}"` : `convert_to("${column}"::text, 'UTF8')`;
    const { rows } = await pool.query<{ value: Buffer | null }>(`select ${value} as value from ${table}`);
    for (const row of rows) {
      if (!row.value) continue;
      bytes += row.value.length;
      for (const serial of foundIn(search, row.value)) found.push(`${table}.${column}: ${serial}`);
    }
  }
  return { found, bytes };
}

/** What anybody can download of the log, as one. */
async function publicLog({ url }: TestApi): Promise<{ size: number; tiles: Buffer[] }> {
  const checkpoint = await (await fetch(`${url}/log/checkpoint`)).text();
  const size = Number(checkpoint.split('\n')[1]);
  const tiles = [Buffer.from(checkpoint)];
  for (const kind of ['entries', '0']) {
    for (let index = 0; index * 256 < size; index++) {
      const width = Math.min(256, size - index * 256);
      const name = `${String(index).padStart(3, '0')}${width === 256 ? '' : `.p/${width}`}`;
      const response = await fetch(`${url}/log/tile/${kind}/${name}`);
      expect(response.status).toBe(200);
      tiles.push(Buffer.from(await response.arrayBuffer()));
    }
  }
  expect(tiles.reduce((sum, { length }) => sum + length, 0)).toBeGreaterThan(size * (32 + 33));
  return { size, tiles };
}

/** Nonces and records of all entries, as a regulator's key gets them. */
async function records({ url }: TestApi, key: string, size: number): Promise<Buffer[]> {
  const all: Buffer[] = [];
  for (let index = 0; index < size; index++) {
    const response = await fetch(`${url}/log/record/${index}`, { headers: { authorization: `Bearer ${key}` } });
    expect(response.status).toBe(200);
    const { nonce, record } = (await response.json()) as { nonce: string; record: string };
    all.push(Buffer.from(nonce, 'base64'), Buffer.from(record, 'base64'));
  }
  return all;
}

describe('the ledger', () => {
  let api: TestApi;
  let all: Consortium;
  let victim: Victim;
  let search: NeedleSearch;
  /** What people wrote that is not for the ledger. */
  const words = { reference: newWord(), ended: newWord() };

  beforeAll(async () => {
    api = await startApi();
    all = await aConsortium(api);
    victim = await aVictim(all);
    const { batch, units } = victim;
    const inside = batch.serials.slice(0, 40).map((serial) => packScan(batch, serial));
    // Everything else that names packs one by one.
    await ship(all.distributor, { items: inside.slice(0, 6), to: all.otherPharmacy, reference: words.reference });
    await receive(all.otherPharmacy, {
      items: inside.slice(0, 5),
      exceptions: [{ kind: 'DAMAGED', scan: inside[5]! }],
    });
    await scans(all.otherPharmacy, 'dispense', inside.slice(0, 2));
    await scans(all.otherPharmacy, 'reactivate', inside.slice(0, 1), ', from: DISPENSED');
    await scans(all.otherPharmacy, 'decommission', inside.slice(2, 3), `, as: DESTROYED, note: "${words.ended}"`);
    const input = { scans: inside.slice(3, 5), reason: 'wet box' };
    for (const [field, type] of [
      ['quarantine', 'QuarantineInput'],
      ['release', 'ReleaseInput'],
    ] as const) {
      const held = await all.otherPharmacy.ask(
        `mutation($input: ${type}!) { ${field}(input: $input) { ok outcome } }`,
        { input },
      );
      expect(held[field]).toMatchObject([{ ok: true }, { ok: true }]);
    }
    await all.distributor.ask('mutation($input: PackUnitsInput!) { packUnits(input: $input) { ok } }', {
      input: { units: [{ kind: 'TOTE', items: inside.slice(10, 20) }] },
    });
    await receive(all.otherPharmacy, { items: [unitScan(units.inTransit)] });
    search = await searchFor(api);
  });
  afterAll(() => api?.close());

  it('is searched by something that finds', async () => {
    const serial = victim.serials.atMaker;
    const text = Buffer.from(serial);
    const around = [0, 1, 2].map((shift) => Buffer.from(`${'x'.repeat(shift)}${serial}yz`));
    const hidden = [
      `x${serial}y`,
      text.toString('hex'),
      text.toString('hex').toUpperCase(),
      ...around.flatMap((each) => [each.toString('base64'), each.toString('base64url')]),
    ];
    for (const each of hidden) expect(search.in(Buffer.from(each)), each).toContain(serial);
    for (const pack of [gzipSync, deflateSync, deflateRawSync, brotliCompressSync]) {
      expect(foundIn(search, pack(Buffer.from(`{"serial":"${serial}"}`)))).toEqual([serial]);
    }
    // What is looked for is there to be found: the read model has them, every one.
    const { found } = await betrayals(api, search, ['read.pack']);
    expect(found.length).toBeGreaterThan(20_000);
  });

  it.each([
    ['the ledger', ['ledger']],
    ['what is kept encrypted', ['payload']],
    ['jobs and the outbox', ['pgboss', 'app.command_outbox', 'app.command_outbox_envelope', 'app.job', 'app.upload']],
  ])('%s has no serial in any row', async (_name, tables) => {
    const { found, bytes } = await betrayals(api, search, tables);
    expect(bytes).toBeGreaterThan(1_000);
    expect(found).toEqual([]);
  });

  it('what anybody can download of it has none, nor has the record behind any entry', async () => {
    const { size, tiles } = await publicLog(api);
    expect(size).toBeGreaterThan(20);
    for (const tile of tiles) expect(foundIn(search, tile)).toEqual([]);
    const behind = await records(api, all.regulator.key, size);
    const said = Object.values(words).map((word) => Buffer.from(word));
    for (const bytes of behind) {
      expect(foundIn(search, bytes)).toEqual([]);
      // Nor what people wrote for each other.
      for (const word of said) expect(bytes.includes(word)).toBe(false);
    }
  });

  it('refuses a reason that names a pack it is about', async () => {
    const { batch, serials } = victim;
    const input = { scans: [packScan(batch, serials.atMaker)], reason: `look at ${serials.atMaker}` };
    const { errors } = await all.maker.answer(
      'mutation($input: QuarantineInput!) { quarantine(input: $input) { ok } }',
      { input },
    );
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.reason' });
  });
});

describe('the demo', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ environment: { PACKPROOF_DEMO: 'on' } });
    const { app, parts, url: baseUrl } = api;
    const { pool, config, logSigner: log } = parts;
    await seedDemo({ app, pool, config, baseUrl, log, tell: () => undefined });
  });
  afterAll(() => api?.close());

  it('puts no serial on its ledger', async () => {
    const search = await searchFor(api);
    expect((await betrayals(api, search, ['read.pack'])).found.length).toBeGreaterThan(100);
    expect((await betrayals(api, search, ['ledger', 'app.command_outbox_envelope'])).found).toEqual([]);
    const { size, tiles } = await publicLog(api);
    const regulator = (await readDemoFile(api.parts.config.home))!.organisations.find(
      ({ role }) => role === 'REGULATOR',
    )!;
    for (const bytes of [...tiles, ...(await records(api, regulator.apiKey, size))]) {
      expect(foundIn(search, bytes)).toEqual([]);
    }
  });
});
