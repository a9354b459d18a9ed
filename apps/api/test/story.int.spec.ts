import { readProofFile } from 'packproof/src/proof-file';
import { verifyProof } from 'packproof/src/verify-proof';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AlertDesk } from '../src/alerts/alert-desk';
import { startApi, type TestApi } from '../src/testing/start-api';
import { aConsortium, type Consortium, type Member } from './consortium';
import {
  aBatch,
  aProduct,
  commission,
  dispense,
  packScan,
  receive,
  scans,
  serialsOf,
  ship,
  shipmentOf,
  type TestBatch,
  type TestProduct,
  unitScan,
  unitsOf,
  verify,
} from './goods';
import { readPng } from './labels';
import { newLot, newSerials, newWord } from './numbers';
import { changedOnce, cryptography, verifyByTool } from './proof-tool';

const ALERTS = '{ alerts { nodes { id code state packs { gtin serial } raisedBy { gln } raisedAt } } }';

describe('the story of a product', () => {
  let api: TestApi;
  let all: Consortium;
  let product: TestProduct;
  let batch: TestBatch;
  let pallets: string[];
  let cases: string[];
  /** Those of the first pallet, in packing order. */
  let ofPallet: string[];

  beforeAll(async () => {
    api = await startApi();
    all = await aConsortium(api);
  });
  afterAll(() => api?.close());

  const serialsIn = async (member: Member, sscc: string) => {
    const { unit } = await member.ask(
      'query($sscc: Sscc!) { unit(sscc: $sscc) { packList(first: 500) { nodes { serial } } } }',
      { sscc },
    );
    return unit.packList.nodes.map(({ serial }: { serial: string }) => serial) as string[];
  };

  it('a maker registers its product, and everybody can read of it', async () => {
    product = await aProduct(all.maker, { name: 'Paracetamol 500 mg' });
    for (const member of all.members) {
      const query =
        'query($gtin: Gtin!) { product(gtin: $gtin) { name nameZh storage { maxCelsius } owner { gln } withdrawn } }';
      expect((await member.ask(query, { gtin: product.gtin })).product).toEqual({
        name: 'Paracetamol 500 mg',
        nameZh: '阿莫西林',
        storage: { maxCelsius: 25 },
        owner: { gln: all.maker.gln },
        withdrawn: false,
      });
    }
    for (const other of [all.competitor, all.distributor]) {
      await expect(aProduct(other, { gtin: product.gtin }), other.name).rejects.toMatchObject({ code: 'NOT_OWNER' });
    }
  });

  it('10,000 packs are made, 100 a case and 50 cases a pallet', async () => {
    batch = await aBatch(product, {
      serials: { generate: 10_000 },
      packing: { packsPerCase: 100, casesPerPallet: 50 },
    });
    expect(batch.serials).toHaveLength(10_000);
    expect(new Set(batch.serials).size).toBe(10_000);
    expect(batch.ssccs).toHaveLength(102);
    const units = await unitsOf(all.maker, batch.ssccs);
    pallets = units.filter(({ kind }) => kind === 'PALLET').map(({ sscc }) => sscc!);
    cases = units.filter(({ kind }) => kind === 'CASE').map(({ sscc }) => sscc!);
    expect([pallets.length, cases.length]).toEqual([2, 100]);
    expect(units.filter(({ kind }) => kind === 'PALLET').map(({ packs }) => packs)).toEqual([5_000, 5_000]);
    const { unit } = await all.maker.ask(
      'query($sscc: Sscc!) { unit(sscc: $sscc) { units { sscc kind packs parent { sscc } } } }',
      {
        sscc: pallets[0],
      },
    );
    expect(unit.units).toHaveLength(50);
    expect(
      unit.units.every(
        (one: { packs: number; kind: string; parent: { sscc: string } }) =>
          one.packs === 100 && one.kind === 'CASE' && one.parent.sscc === pallets[0],
      ),
    ).toBe(true);
    ofPallet = unit.units.map(({ sscc }: { sscc: string }) => sscc);
  });

  it('of an uploaded list each bad row is named, and the good ones are kept on request', async () => {
    const good = newSerials(4);
    const lines = ['serial', good[0], 'bad serial', good[1], good[0], '', good[2], 'X'.repeat(21), 'ümlaut', good[3]];
    const response = await all.maker.send('/uploads', {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: `${lines.join('\r\n')}\r\n`,
    });
    expect(response.status).toBe(201);
    const upload = (await response.json()) as {
      id: string;
      rows: number;
      errors: { row: number; value: string; code: string }[];
    };
    const bad = [
      { row: 2, value: 'bad serial', code: 'INVALID_INPUT' },
      { row: 4, value: good[0], code: 'DUPLICATE_ITEM' },
      { row: 6, value: 'X'.repeat(21), code: 'LIMIT_EXCEEDED' },
      { row: 7, value: 'ümlaut', code: 'INVALID_INPUT' },
    ];
    expect(upload.errors).toEqual(bad);
    const lot = newLot();
    const refused = await commission(product, { lot, serials: { upload: upload.id } }).catch((error) => error);
    if ('code' in refused) expect(refused.code).toBe('INVALID_INPUT');
    else {
      expect(refused.answer.packs).toBe(0);
      expect(refused.answer.badRows).toMatchObject(bad);
    }
    expect(
      (
        await all.maker.ask('query($gtin: Gtin!, $lot: String!) { batch(gtin: $gtin, lot: $lot) { packs } }', {
          gtin: product.gtin,
          lot,
        })
      ).batch,
    ).toBeNull();
    const kept = await commission(product, { lot, serials: { upload: upload.id }, onBadRow: 'KEEP_GOOD' });
    expect(kept.answer).toMatchObject({ packs: 4, badRows: bad });
    expect(await serialsOf(all.maker, product.gtin, lot)).toEqual(good);
    expect(await verify(all.maker, packScan({ gtin: product.gtin, lot, expiry: kept.expiry }, good[2]!))).toMatchObject(
      {
        outcome: 'ACTIVE',
        severity: 'OK',
      },
    );
  });

  it('labels of packs, cases and pallets say what a reader reads', async () => {
    const [serial] = batch.serials as [string];
    const labels = [
      { path: `/labels/pack/${product.gtin}/${encodeURIComponent(serial)}`, reads: packScan(batch, serial) },
      { path: `/labels/unit/${cases[0]}`, reads: unitScan(cases[0]!) },
      { path: `/labels/unit/${pallets[0]}`, reads: unitScan(pallets[0]!) },
    ];
    for (const { path, reads } of labels) {
      const svg = await all.maker.get(`${path}.svg`);
      expect([svg.status, svg.headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
      expect(await svg.text()).toMatch(/^<svg [\s\S]*<\/svg>\s*$/);
      const png = await all.maker.get(`${path}.png`);
      expect([png.status, png.headers.get('content-type')]).toEqual([200, 'image/png']);
      expect(await readPng(new Uint8Array(await png.arrayBuffer()))).toBe(reads);
    }
    const sheet = await all.maker.get(`/labels/batch/${product.gtin}/${batch.lot}.pdf?first=3`);
    expect([sheet.status, sheet.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(sheet.headers.get('link')).toContain('rel="next"');
    await sheet.arrayBuffer();
  });

  it('a pallet is shipped, and received by its number alone', async () => {
    const reference = `PO ${newWord()}`;
    const shipment = await ship(all.maker, { items: [unitScan(pallets[0]!)], to: all.distributor, reference });
    expect(shipment).toMatchObject({
      state: 'IN_TRANSIT',
      packs: 5_000,
      reference,
      purpose: 'SUPPLY',
      from: { gln: all.maker.gln },
      to: { gln: all.distributor.gln },
      results: [{ ok: true, outcome: 'ACCEPTED' }],
    });
    const inside = packScan(batch, (await serialsIn(all.maker, ofPallet[0]!))[0]!);
    expect(await verify(all.maker, inside)).toMatchObject({ outcome: 'IN_TRANSIT' });
    expect(await verify(all.distributor, inside)).toMatchObject({ outcome: 'NOT_RECEIVED', severity: 'CHECK' });
    expect(await verify(all.distributor, inside, 'RECEIPT')).toMatchObject({ outcome: 'NOT_RECEIVED', severity: 'OK' });
    expect((await shipmentOf(all.distributor, shipment.id)).reference).toBe(reference);

    const receipt = await receive(all.distributor, { items: [unitScan(pallets[0]!)] });
    expect(receipt).toMatchObject({
      shipment: { id: shipment.id, state: 'RECEIVED' },
      results: [{ ok: true, outcome: 'ACCEPTED' }],
      exceptions: [],
    });
    expect(await verify(all.distributor, inside)).toMatchObject({ outcome: 'ACTIVE', severity: 'OK' });
    expect(await verify(all.maker, inside)).toMatchObject({ outcome: 'ACTIVE_ELSEWHERE' });
  });

  it('cases leave the pallet and go to a shelf', async () => {
    const out = ofPallet.slice(0, 8);
    const { unpackUnits } = await all.distributor.ask(
      'mutation($ssccs: [Sscc!]!) { unpackUnits(ssccs: $ssccs) { ok outcome unit { sscc packs parent { sscc } } } }',
      { ssccs: out },
    );
    expect(unpackUnits).toEqual(
      out.map((sscc) => ({ ok: true, outcome: 'ACCEPTED', unit: { sscc, packs: 100, parent: null } })),
    );
    const [, shelf] = all.distributor.places;
    const { store } = await all.distributor.ask(
      'mutation($input: StoreInput!) { store(input: $input) { ok outcome } }',
      { input: { items: out.map(unitScan), at: shelf.gln, extension: 'A-12' } },
    );
    expect(store.every(({ ok }: { ok: boolean }) => ok)).toBe(true);
    const { unit } = await all.distributor.ask(
      'query($sscc: Sscc!) { unit(sscc: $sscc) { location { gln extension name } state packs } }',
      { sscc: out[0] },
    );
    expect(unit).toEqual({
      location: { gln: shelf.gln, extension: 'A-12', name: shelf.name },
      state: 'AT_REST',
      packs: 100,
    });
    const { stock } = await all.distributor.ask(
      'query($filter: StockFilter) { stock(filter: $filter) { packs inTransit state lot location { gln extension } } }',
      { filter: { gtin: product.gtin, location: shelf.gln } },
    );
    expect(stock).toEqual([
      {
        packs: 800,
        inTransit: false,
        state: 'ACTIVE',
        lot: batch.lot,
        location: { gln: shelf.gln, extension: 'A-12' },
      },
    ]);
  });

  let shipment: { id: string };
  let missing: { id: string };
  it('five cases go to a pharmacy, one of them never arrives: both sides see one exception', async () => {
    const five = ofPallet.slice(0, 5);
    shipment = await ship(all.distributor, { items: five.map(unitScan), to: all.pharmacy });
    const receipt = await receive(all.pharmacy, {
      shipment: shipment.id,
      exceptions: [{ kind: 'MISSING', scan: unitScan(five[4]!), note: 'four on the trolley' }],
    });
    expect(receipt.exceptions).toMatchObject([
      { kind: 'MISSING', state: 'OPEN', packs: 100, note: 'four on the trolley', unit: { sscc: five[4] } },
    ]);
    missing = receipt.exceptions[0];
    for (const member of [all.pharmacy, all.distributor]) {
      const seen = await shipmentOf(member, shipment.id);
      expect(seen.exceptions, member.name).toMatchObject([
        {
          id: missing.id,
          kind: 'MISSING',
          state: 'OPEN',
          note: 'four on the trolley',
          reportedBy: { gln: all.pharmacy.gln },
        },
      ]);
    }
    expect(await verify(all.distributor, unitScan(five[4]!))).toMatchObject({ outcome: 'DISPUTED' });
    expect(await verify(all.pharmacy, unitScan(five[0]!))).toMatchObject({ outcome: 'ACTIVE' });
  });

  it('it is found again, once', async () => {
    const RESOLVE = `mutation($id: ID!, $as: ExceptionResolution!, $note: String) {
      resolveException(id: $id, as: $as, note: $note) { id state resolution }
    }`;
    const resolve = (by: Member, as: string) => by.answer(RESOLVE, { id: missing.id, as, note: 'behind the door' });
    expect((await resolve(all.distributor, 'FOUND')).errors?.[0]?.extensions.code).toBe('NOT_ADDRESSEE');
    expect((await resolve(all.pharmacy, 'FOUND')).data.resolveException).toEqual({
      id: missing.id,
      state: 'RESOLVED',
      resolution: 'FOUND',
    });
    expect((await resolve(all.pharmacy, 'FOUND')).errors?.[0]?.extensions.code).toMatch(
      /^(NOT_IN_TRANSIT|EXCEPTION_RESOLVED)$/,
    );
    expect((await shipmentOf(all.distributor, shipment.id)).exceptions).toMatchObject([
      { id: missing.id, state: 'RESOLVED', resolution: 'FOUND' },
    ]);
    expect(await verify(all.pharmacy, unitScan(ofPallet[4]!))).toMatchObject({ outcome: 'ACTIVE' });
  });

  let loose: string;
  it('one loose pack goes to another pharmacy', async () => {
    const [serial] = (await serialsIn(all.distributor, ofPallet[5]!)) as [string];
    loose = packScan(batch, serial);
    const sent = await ship(all.distributor, { items: [loose], to: all.otherPharmacy });
    expect(sent).toMatchObject({ packs: 1, results: [{ ok: true }] });
    const receipt = await receive(all.otherPharmacy, { items: [loose] });
    expect(receipt).toMatchObject({ shipment: { id: sent.id, state: 'RECEIVED' }, results: [{ ok: true }] });
    expect(await verify(all.otherPharmacy, loose)).toMatchObject({ outcome: 'ACTIVE' });
    const { unit } = await all.distributor.ask('query($sscc: Sscc!) { unit(sscc: $sscc) { packs } }', {
      sscc: ofPallet[5],
    });
    expect(unit.packs).toBe(99);
  });

  let pack: string;
  let packSerial: string;
  it('a pack is verified, dispensed, and verified again', async () => {
    packSerial = (await serialsIn(all.pharmacy, ofPallet[0]!))[7]!;
    pack = packScan(batch, packSerial);
    expect(await verify(all.pharmacy, pack)).toMatchObject({
      outcome: 'ACTIVE',
      others: [],
      severity: 'OK',
      pack: { serial: packSerial, state: 'ACTIVE', custodian: { gln: all.pharmacy.gln } },
    });
    const [done] = await dispense(all.pharmacy, [pack]);
    expect(done).toMatchObject({ ok: true, outcome: 'ACCEPTED', receipt: { ledger: 'embedded' } });
    const again = await verify(all.pharmacy, pack);
    expect(again).toMatchObject({ outcome: 'ALREADY_DISPENSED_HERE', severity: 'STOP', pack: { state: 'DISPENSED' } });
    const since = Date.parse(again.since);
    expect(Math.abs(since - Date.now())).toBeLessThan(60_000);
    expect(Date.parse(again.undoUntil) - since).toBe(10 * 24 * 60 * 60 * 1000);
    expect(await dispense(all.pharmacy, [pack])).toMatchObject([{ ok: false, outcome: 'ALREADY_DISPENSED_HERE' }]);
  });

  it('undone by the pharmacy it is free again, and dispensed anew', async () => {
    expect(await scans(all.otherPharmacy, 'reactivate', [pack], ', from: DISPENSED')).toMatchObject([{ ok: false }]);
    expect(await scans(all.pharmacy, 'reactivate', [pack], ', from: DISPENSED')).toMatchObject([{ ok: true }]);
    expect(await verify(all.pharmacy, pack)).toMatchObject({ outcome: 'ACTIVE' });
    expect(await dispense(all.pharmacy, [pack])).toMatchObject([{ ok: true }]);
  });

  it('elsewhere it is red, and those whom it concerns see the alert', async () => {
    for (const member of all.members) expect((await member.ask(ALERTS)).alerts.nodes, member.name).toEqual([]);
    const copy = await verify(all.otherPharmacy, pack);
    expect(copy).toMatchObject({ outcome: 'ALREADY_DISPENSED_ELSEWHERE', severity: 'STOP', undoUntil: null });
    expect(Math.abs(Date.parse(copy.since) - Date.now())).toBeLessThan(120_000);
    expect(copy.pack).toMatchObject({ custodian: null, location: null });
    expect(await dispense(all.otherPharmacy, [pack])).toMatchObject([
      { ok: false, outcome: 'ALREADY_DISPENSED_ELSEWHERE' },
    ]);
    await api.app.get(AlertDesk).settled();
    const seeing = [all.maker, all.regulator, all.auditor, all.otherPharmacy];
    for (const member of all.members) {
      const { alerts } = await member.ask(ALERTS);
      if (!seeing.includes(member)) expect(alerts.nodes, member.name).toEqual([]);
      else {
        // Scanned, then dispensed upon: one cause, one alert.
        expect(alerts.nodes, member.name).toHaveLength(1);
        expect(alerts.nodes[0]).toMatchObject({
          code: 'ALREADY_DISPENSED_ELSEWHERE',
          state: 'NEW',
          raisedBy: { gln: all.otherPharmacy.gln },
        });
      }
    }
    const { alerts } = await all.maker.ask(ALERTS);
    expect(alerts.nodes[0].packs).toEqual([{ gtin: product.gtin, serial: packSerial }]);
  });

  it('its history reads as a journey, to those who may read it', async () => {
    const HISTORY = `query($gtin: Gtin!, $serial: String!) { pack(gtin: $gtin, serial: $serial) {
      state custodian { gln } unit { sscc } history { type organisation { gln } to { gln } occurredAt recordedAt receipt { block } }
    } }`;
    const key = { gtin: product.gtin, serial: packSerial };
    const { pack: seen } = await all.maker.ask(HISTORY, key);
    const types = seen.history.map(({ type }: { type: string }) => type);
    expect(types[0]).toBe('COMMISSIONED');
    expect(types.slice(-3)).toEqual(['DISPENSED', 'REACTIVATED', 'DISPENSED']);
    for (const step of ['SHIPPED', 'RECEIVED', 'UNPACKED', 'STORED']) expect(types).toContain(step);
    const times = seen.history.map(({ recordedAt }: { recordedAt: string }) => recordedAt);
    expect(times).toEqual([...times].sort());
    expect(await all.bystander.ask(HISTORY, key)).toEqual({ pack: null });
    expect(await all.competitor.ask(HISTORY, key)).toEqual({ pack: null });
  });

  it('its proof convinces a stranger, and one changed byte does not', async () => {
    const PROOF = 'query($gtin: Gtin!, $serial: String!) { proof(gtin: $gtin, serial: $serial) }';
    const { proof } = await all.pharmacy.ask(PROOF, { gtin: product.gtin, serial: packSerial });
    const { vkey } = api.parts.logSigner;
    const verdict = verifyProof(readProofFile(JSON.stringify(proof)), cryptography, vkey);
    expect(verdict).toMatchObject({
      pinned: true,
      pack: { gtin: product.gtin, serial: packSerial, lot: batch.lot, expiry: batch.expiry },
      committed: { by: all.maker.gln },
    });
    expect(verdict.commands.filter(({ aboutThisPack }) => aboutThisPack).map(({ command }) => command)).toEqual([
      'dispense',
      'reactivate',
      'dispense',
    ]);
    expect(await verifyByTool(proof, vkey)).toMatchObject({ code: 0 });
    expect((await verifyByTool(proof)).said).toContain('NOT pinned');
    const other = { ...proof, pack: { ...proof.pack, lot: `${proof.pack.lot}X` } };
    expect(await verifyByTool(other, vkey)).toMatchObject({ code: 1 });
    expect(await verifyByTool('{"type":', vkey)).toMatchObject({ code: 2 });
    // Every leaf of the file, one character at a time.
    for (const changed of changedOnce(proof)) {
      const text = JSON.stringify(changed.value);
      expect(() => verifyProof(readProofFile(text), cryptography, vkey), changed.where).toThrow();
    }
  });

  it('the read model is the same when it is made anew', async () => {
    const { projector } = api.parts.readModel;
    await projector.catchUp().catch(() => undefined);
    expect(await projector.verifyInvariant()).toEqual([]);
    const before = await projector.tableHashes();
    expect(before.find(({ table }) => table === 'pack')?.rows).toBe(10_004);
    await projector.rebuild();
    expect(await projector.tableHashes()).toEqual(before);
    expect(await verify(all.pharmacy, pack)).toMatchObject({ outcome: 'ALREADY_DISPENSED_HERE' });
  });
});
