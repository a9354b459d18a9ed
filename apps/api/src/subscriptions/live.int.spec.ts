import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { aConsortium, type Consortium, type Member } from '../../test/consortium';
import { aBatch, aProduct, packScan, pages, receive, ship, type TestBatch, unitScan, verify } from '../../test/goods';
import { newSerials } from '../../test/numbers';
import { type Followed, follow } from '../../test/subscriptions';
import { AlertDesk } from '../alerts/alert-desk';
import { startApi, type TestApi } from '../testing/start-api';

const RECALL = 'subscription { recallChanged { id state reason } }';
const OPEN = 'mutation($input: OpenRecallInput!) { openRecall(input: $input) { id } }';
const ACKNOWLEDGE = `mutation($id: ID!, $lines: [RecallLineInput!]!) { acknowledgeRecall(id: $id, lines: $lines) { id } }`;
const UPDATE = `mutation($id: ID!, $state: AlertState, $comment: String) {
  updateAlert(id: $id, state: $state, comment: $comment) { state comments notes { text by at state } }
}`;

describe('what changes is told to those whom it concerns', () => {
  let api: TestApi;
  let all: Consortium;
  let batch: TestBatch;
  let cases: string[];
  beforeAll(async () => {
    api = await startApi();
    all = await aConsortium(api);
    batch = await aBatch(await aProduct(all.maker), { serials: { generate: 40 }, packing: { packsPerCase: 10 } });
    cases = batch.ssccs;
    const { id } = await ship(all.maker, { items: cases.slice(0, 3).map(unitScan), to: all.distributor });
    await receive(all.distributor, { shipment: id });
    const onward = await ship(all.distributor, { items: [unitScan(cases[0]!)], to: all.pharmacy });
    await receive(all.pharmacy, { shipment: onward.id });
  });
  afterAll(() => api?.close());

  /** Followers that are heard of by the server: a subscription is told of nothing before. */
  async function following(members: readonly Member[], query: string): Promise<Followed[]> {
    const followed = members.map((member) => follow(member, query));
    await new Promise((done) => setTimeout(done, 400));
    return followed;
  }
  const stop = (followed: readonly Followed[]) => Promise.all(followed.map((each) => each.stop()));

  it('recalls: opened, acknowledged and closed', async () => {
    const concerned = await following([all.maker, all.regulator, all.distributor, all.pharmacy], RECALL);
    const others = await following([all.competitor, all.bystander], RECALL);
    const target = { gtin: batch.gtin, lot: batch.lot };
    const input = { batches: [target], class: 'II', level: 'PHARMACY', reason: 'glass', drill: true };
    const { openRecall } = await all.maker.ask(OPEN, { input });
    for (const each of concerned) {
      const { recallChanged } = await each.until((value) => value.recallChanged);
      expect(recallChanged).toEqual({ id: openRecall.id, state: 'OPEN', reason: 'glass' });
    }
    const [maker, regulator, distributor, pharmacy] = concerned as [Followed, Followed, Followed, Followed];
    const lines = [{ ...target, quarantined: 10 }];
    await all.pharmacy.ask(ACKNOWLEDGE, { id: openRecall.id, lines });
    for (const each of [maker, regulator, pharmacy]) {
      await vi.waitFor(() => expect(each.values).toHaveLength(2), 10_000);
    }
    const CLOSE = 'mutation($id: ID!) { closeRecall(id: $id, note: "done", lift: true) { id } }';
    await all.maker.ask(CLOSE, { id: openRecall.id });
    for (const each of concerned) await each.until((value) => value.recallChanged?.state === 'LIFTED');
    // What another holder answered is not the distributor's business.
    expect(distributor.values.map(({ recallChanged }) => recallChanged.state)).toEqual(['OPEN', 'LIFTED']);
    for (const each of others) expect(each.values).toEqual([]);
    await stop([...concerned, ...others]);
  });

  it('shipments: sent, received, an exception raised and resolved, to both sides', async () => {
    const query = 'subscription { shipmentChanged { id state exceptions { id kind state resolution } } }';
    const sides = await following([all.maker, all.distributor], query);
    const others = await following([all.pharmacy, all.competitor], query);
    const { id } = await ship(all.maker, { items: [unitScan(cases[3]!)], to: all.distributor });
    // biome-ignore lint/suspicious/noExplicitAny: an answer's shape is the query's business
    const heard = (fits: (shipment: any) => boolean) =>
      Promise.all(
        sides.map((each) => each.until(({ shipmentChanged }) => shipmentChanged?.id === id && fits(shipmentChanged))),
      );
    await heard(({ state }) => state === 'IN_TRANSIT');
    const { exceptions } = await receive(all.distributor, {
      shipment: id,
      exceptions: [{ kind: 'MISSING', scan: unitScan(cases[3]!) }],
    });
    await heard((shipment) => shipment.exceptions[0]?.state === 'OPEN');
    await all.distributor.ask('mutation($id: ID!) { resolveException(id: $id, as: FOUND) { state } }', {
      id: exceptions[0].id,
    });
    await heard((shipment) => shipment.exceptions[0]?.resolution === 'FOUND');
    for (const each of others) expect(each.values).toEqual([]);
    await stop([...sides, ...others]);
  });

  it('shipments: damaged goods that can be used after all, though the ledger has no event of the shipment for it', async () => {
    const query = 'subscription { shipmentChanged { id exceptions { resolution note } } }';
    const [sender] = (await following([all.distributor], query)) as [Followed];
    const { id } = await ship(all.distributor, { items: [unitScan(cases[2]!)], to: all.pharmacy });
    const { exceptions } = await receive(all.pharmacy, {
      shipment: id,
      exceptions: [{ kind: 'DAMAGED', scan: unitScan(cases[2]!), note: 'a wet corner' }],
    });
    await sender.until(({ shipmentChanged }) => shipmentChanged?.exceptions[0]?.note === 'a wet corner');
    await all.pharmacy.ask('mutation($id: ID!) { resolveException(id: $id, as: SETTLED) { state } }', {
      id: exceptions[0].id,
    });
    await sender.until(({ shipmentChanged }) => shipmentChanged?.exceptions[0]?.resolution === 'SETTLED');
    await sender.stop();
  });

  it('alerts: raised once, then changed, with who said what', async () => {
    const watching = [all.maker, all.pharmacy, all.regulator];
    const raised = await following(watching, 'subscription { alertRaised { id code } }');
    const changed = await following(watching, 'subscription { alertChanged { id state times notes { text by } } }');
    const others = await following([all.distributor, all.competitor], 'subscription { alertChanged { id } }');
    const [serial] = newSerials(1);
    const odd = packScan(batch, serial!);
    await verify(all.pharmacy, odd);
    await api.app.get(AlertDesk).settled();
    await verify(all.pharmacy, odd);
    await api.app.get(AlertDesk).settled();
    const found = await Promise.all(raised.map((each) => each.until((value) => value.alertRaised)));
    const { id, code } = found[0].alertRaised;
    expect(code).toBe('UNKNOWN_SERIAL');
    const { updateAlert } = await all.pharmacy.ask(UPDATE, { id, state: 'ACTIVE', comment: 'Box kept aside.' });
    expect(updateAlert).toMatchObject({ state: 'ACTIVE', comments: ['Box kept aside.'] });
    // Of one's own organisation the person or machine, of another its name.
    expect(updateAlert.notes).toMatchObject([{ text: 'Box kept aside.', by: 'test', state: 'ACTIVE' }]);
    expect(Date.parse(updateAlert.notes[0].at)).toBeGreaterThan(Date.now() - 60_000);
    const told = await Promise.all(changed.map((each) => each.until((value) => value.alertChanged)));
    expect(told.map(({ alertChanged }) => alertChanged)).toEqual(
      [all.pharmacy.name, 'test', all.pharmacy.name].map((by) => ({
        id,
        state: 'ACTIVE',
        times: 1,
        notes: [{ text: 'Box kept aside.', by }],
      })),
    );
    for (const each of raised) expect(each.values).toHaveLength(1);
    for (const each of others) expect(each.values).toEqual([]);
    await stop([...raised, ...changed, ...others]);

    const FIND =
      'query($search: String!) { alerts(filter: { search: $search }) { nodes { gtin lot times product { gtin } } } }';
    const search = async (member: Member, words: string) => (await member.ask(FIND, { search: words })).alerts.nodes;
    const alert = { gtin: batch.gtin, lot: batch.lot, times: 1, product: { gtin: batch.gtin } };
    for (const member of watching) expect(await search(member, batch.lot)).toEqual([alert]);
    expect(await search(all.maker, serial!.slice(0, 9))).toEqual([alert]);
    expect(await search(all.regulator, serial!)).toEqual([alert]);
    // Packs that others read may be in it.
    expect(await search(all.pharmacy, serial!)).toEqual([]);
    expect(await search(all.competitor, batch.lot)).toEqual([]);
  });

  it('jobs: to their own organisation alone', async () => {
    const query = 'subscription { jobChanged { id state gtin lot startedBy createdAt finishedAt } }';
    const [maker, competitor] = (await following([all.maker, all.competitor], query)) as [Followed, Followed];
    const input = { gtin: batch.gtin, lot: 'JOBLOT', expiry: batch.expiry, serials: { generate: 20_001 } };
    const { commissionBatch } = await all.maker.ask(
      'mutation($input: CommissionBatchInput!) { commissionBatch(input: $input) { job { id state lot } } }',
      { input },
    );
    expect(commissionBatch.job).toMatchObject({ lot: 'JOBLOT' });
    const { id } = commissionBatch.job;
    const { jobChanged } = await maker.until((value) => value.jobChanged?.state === 'SUCCEEDED', 60_000);
    expect(jobChanged).toMatchObject({ id, gtin: batch.gtin, lot: 'JOBLOT', startedBy: 'test' });
    expect(Date.parse(jobChanged.finishedAt)).toBeGreaterThan(Date.parse(jobChanged.createdAt));
    expect(maker.values.map((value) => value.jobChanged.state)).toContain('RUNNING');
    expect(competitor.values).toEqual([]);
    await stop([maker, competitor]);

    const LIST = `query($states: [JobState!], $kind: String) { jobs(filter: { states: $states, kind: $kind }) { nodes { id } } }`;
    const listed = async (member: Member, filter: object) => (await member.ask(LIST, filter)).jobs.nodes;
    expect(await listed(all.maker, {})).toEqual([{ id }]);
    expect(await listed(all.maker, { states: ['SUCCEEDED'], kind: 'COMMISSION' })).toEqual([{ id }]);
    expect(await listed(all.maker, { states: ['QUEUED', 'FAILED'] })).toEqual([]);
    expect(await listed(all.maker, { kind: 'another' })).toEqual([]);
    for (const member of [all.competitor, all.regulator]) expect(await listed(member, {})).toEqual([]);
  });

  it('the ledger: its head as it grows, to everybody, and of entries what concerns the caller', async () => {
    const HEAD = 'name size rootHash at';
    const [stranger] = (await following([all.bystander], `subscription { ledgerGrew { ${HEAD} } }`)) as [Followed];
    const { ledgerGrew: before } = await stranger.until((value) => value.ledgerGrew);
    await ship(all.distributor, { items: [unitScan(cases[1]!)], to: all.pharmacy });
    const { ledgerGrew: after } = await stranger.until(
      ({ ledgerGrew }) => Number(ledgerGrew?.size) > Number(before.size),
    );
    expect(after.rootHash).not.toBe(before.rootHash);
    expect(Date.parse(after.at)).toBeGreaterThanOrEqual(Date.parse(before.at));
    await stranger.stop();
    const { ledger } = await all.bystander.ask(`{ ledger { ${HEAD} } }`);
    const [name, size, rootHash] = (await (await fetch(`${api.url}/log/checkpoint`)).text()).split('\n');
    expect(ledger).toMatchObject({ name, size, rootHash });

    const ENTRIES = `query($first: Int, $before: String) { ledgerEntries(first: $first, before: $before) {
      nodes { index at type organisation { gln } receipt { transactionId } } pageInfo { endCursor hasNextPage } } }`;
    const walk = (member: Member, first: number) =>
      pages<{ index: string; type: string | null; organisation: object | null; receipt: object | null }>(
        async (before) => (await member.ask(ENTRIES, { first, before })).ledgerEntries,
      );
    const indexes = Array.from({ length: Number(size) }, (_, i) => String(Number(size) - 1 - i));
    for (const first of [1, 7, 500]) {
      const entries = await walk(all.bystander, first);
      expect(entries.map(({ index }) => index)).toEqual(indexes);
      const told = new Set(entries.flatMap(({ type }) => (type === null ? [] : [type])));
      for (const type of ['commission', 'ship', 'receive', 'acknowledgeRecall']) expect(told).not.toContain(type);
      expect(told).toContain('registerProduct');
      for (const { type, organisation, receipt } of entries) {
        if (type === null) expect([organisation, receipt]).toEqual([null, null]);
      }
    }
    const [latest] = await walk(all.pharmacy, 500);
    expect(latest).toMatchObject({ type: 'ship', organisation: { gln: all.distributor.gln } });
    expect((await walk(all.regulator, 500)).every(({ type }) => type !== null)).toBe(true);
    const { errors } = await all.bystander.answer(ENTRIES, { before: 'yesterday' });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'before' });
  });
});
