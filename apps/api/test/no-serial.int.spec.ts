import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../src/testing/start-api';
import { aConsortium, type Consortium } from './consortium';
import { packScan, receive, scans, serialsOf, ship, unitScan } from './goods';
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
    const { batch, serials, units } = victim;
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
    const HOLD = (field: string) =>
      `mutation($input: ${field === 'quarantine' ? 'Quarantine' : 'Release'}Input!) { ${field}(input: $input) { ok outcome } }`;
    const hold = { scans: inside.slice(3, 5), reason: 'wet box' };
    expect(await all.otherPharmacy.ask(HOLD('quarantine'), { input: hold })).toMatchObject({
      quarantine: [{ ok: true }, { ok: true }],
    });
    expect(await all.otherPharmacy.ask(HOLD('release'), { input: hold })).toMatchObject({
      release: [{ ok: true }, { ok: true }],
    });
    await all.distributor.ask('mutation($input: PackUnitsInput!) { packUnits(input: $input) { ok } }', {
      input: { units: [{ kind: 'TOTE', items: inside.slice(10, 20) }] },
    });
    await receive(all.otherPharmacy, { items: [unitScan(units.inTransit)] });
    const generated = await api.parts.pool.query<{ gtin: string; lot: string }>('select gtin, lot from read.batch');
    const every = new Set(serials ? Object.values(serials) : []);
    for (const { gtin, lot } of generated.rows)
      for (const serial of await serialsOf(all.maker, gtin, lot)) every.add(serial);
    expect(every.size).toBeGreaterThan(20_000);
    search = new NeedleSearch([...every].flatMap(needlesOf));
  });
  afterAll(() => api?.close());

  const found = (bytes: Buffer): string[] => [...unpacked(bytes)].flatMap((each) => search.in(each));

  it('is searched by something that finds', async () => {
    const serial = victim.serials.atMaker;
    const hidden = [
      Buffer.from(`x${serial}y`),
      Buffer.from(Buffer.from(`${serial}`).toString('hex')),
      Buffer.from(Buffer.from(`${serial}`).toString('hex').toUpperCase()),
      ...[0, 1, 2].flatMap((shift) => [
        Buffer.from(Buffer.from(`${'x'.repeat(shift)}${serial}yz`).toString('base64')),
        Buffer.from(Buffer.from(`${'x'.repeat(shift)}${serial}yz`).toString('base64url')),
      ]),
    ];
    for (const bytes of hidden) expect(search.in(bytes), bytes.toString()).not.toEqual([]);
    const { gzipSync, deflateSync, deflateRawSync, brotliCompressSync } = await import('node:zlib');
    for (const pack of [gzipSync, deflateSync, deflateRawSync, brotliCompressSync]) {
      expect(found(pack(Buffer.from(`{"serial":"${serial}"}`)))).toEqual([serial]);
    }
    // The read model and nothing else of ours knows them: what is looked for is there to be found.
    const { rows } = await api.parts.pool.query<{ row: string }>('select t::text as row from read.pack t limit 5');
    for (const { row } of rows) expect(found(Buffer.from(row))).toHaveLength(1);
  });

  it.each(['ledger', 'payload', 'pgboss'])('has no serial in any row of the schema %s', async (schema) => {
    const { pool } = api.parts;
    const { rows: columns } = await pool.query<{ table: string; column: string; type: string }>(
      `select table_name as table, column_name as column, data_type as type from information_schema.columns
       where table_schema = $1 order by 1, 2`,
      [schema],
    );
    if (schema === 'ledger') expect(columns.length).toBeGreaterThan(10);
    for (const { table, column, type } of columns) {
      const value = type === 'bytea' ? `"${column}"` : `convert_to("${column}"::text, 'UTF8')`;
      const { rows } = await pool.query<{ value: Buffer | null }>(
        `select ${value} as value from "${schema}"."${table}"`,
      );
      for (const { value: bytes } of rows) if (bytes) expect(found(bytes), `${table}.${column}`).toEqual([]);
    }
  });

  it('has none in what anybody can download of it', async () => {
    const checkpoint = await (await fetch(`${api.url}/log/checkpoint`)).text();
    const size = Number(checkpoint.split('\n')[1]);
    expect(size).toBeGreaterThan(20);
    const part = (index: number, width: number) =>
      `${String(index).padStart(3, '0')}${width === 256 ? '' : `.p/${width}`}`;
    let bytes = 0;
    for (const kind of ['entries', '0']) {
      for (let index = 0; index * 256 < size; index++) {
        const response = await fetch(`${api.url}/log/tile/${kind}/${part(index, Math.min(256, size - index * 256))}`);
        expect(response.status).toBe(200);
        const tile = Buffer.from(await response.arrayBuffer());
        bytes += tile.length;
        expect(found(tile)).toEqual([]);
      }
    }
    expect(bytes).toBeGreaterThan(size * (32 + 33));
  });

  it('has none in the record behind any entry, nor what people wrote for each other', async () => {
    const size = Number((await (await fetch(`${api.url}/log/checkpoint`)).text()).split('\n')[1]);
    const said = [words.reference, words.ended].map((word) => Buffer.from(word));
    for (let index = 0; index < size; index++) {
      const response = await all.regulator.get(`/log/record/${index}`);
      expect(response.status).toBe(200);
      const { nonce, record } = (await response.json()) as { nonce: string; record: string };
      for (const bytes of [Buffer.from(nonce, 'base64'), Buffer.from(record, 'base64')]) {
        expect(found(bytes), `entry ${index}`).toEqual([]);
        for (const word of said) expect(bytes.includes(word), `entry ${index}`).toBe(false);
      }
    }
  });

  it('refuses a reason that names a pack it is about', async () => {
    const { batch, serials } = victim;
    const scan = packScan(batch, serials.atMaker);
    const input = { scans: [scan], reason: `look at ${serials.atMaker}` };
    const { errors } = await all.maker.answer(
      'mutation($input: QuarantineInput!) { quarantine(input: $input) { ok } }',
      { input },
    );
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.reason' });
  });
});
