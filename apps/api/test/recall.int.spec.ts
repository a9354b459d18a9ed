import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../src/testing/start-api';
import { aConsortium, type Consortium, type Member } from './consortium';
import { aBatch, aProduct, dispense, packScan, receive, scans, ship, type TestBatch, unitScan, verify } from './goods';
import { dayFromNow, newSerials, newSscc } from './numbers';
import { type Followed, follow } from './subscriptions';

const RECALL = `id state class level reason instructions drill packs openedBy { gln } closedAt closingNote
  targets { batch { gtin lot } whole packs }
  holders { organisation { gln } packs inTransit dispensed acknowledgedAt lines { quarantined returned destroyed dispensed notFound } }`;
const OPEN = `mutation($input: OpenRecallInput!, $options: CommandOptions) { openRecall(input: $input, options: $options) { ${RECALL} } }`;
const ACKNOWLEDGE = `mutation($id: ID!, $lines: [RecallLineInput!]!) { acknowledgeRecall(id: $id, lines: $lines) { ${RECALL} } }`;
const CLOSE = `mutation($id: ID!, $note: String!, $lift: Boolean) { closeRecall(id: $id, note: $note, lift: $lift) { ${RECALL} } }`;

interface Holder {
  organisation: { gln: string };
  packs: number;
  inTransit: number;
  dispensed: number;
  acknowledgedAt: string | null;
  lines: object[];
}

describe('a recall', () => {
  let api: TestApi;
  let all: Consortium;
  let batch: TestBatch;
  let other: TestBatch;
  let recall: string;
  let progress: Followed;
  const one = (list: readonly string[], from: number) => packScan(batch, list[from]!);
  let units: string[];

  // 100 packs: case 0 with a pharmacy (one dispensed), case 1 on its way to the other, case 2 with the distributor,
  // the rest (70) with their maker.
  beforeAll(async () => {
    api = await startApi();
    all = await aConsortium(api);
    const product = await aProduct(all.maker);
    const cases = [0, 1, 2].map(() => newSscc(all.maker.companyPrefix));
    const serials = newSerials(100);
    const boxed = (from: number) =>
      serials.slice(from * 10, from * 10 + 10).map((serial) => `(01)${product.gtin}(21)${serial}`);
    batch = await aBatch(product, {
      serials: { list: serials },
      packing: { units: cases.map((sscc, i) => ({ sscc, kind: 'CASE', items: boxed(i) })) },
    });
    units = cases;
    other = await aBatch(product, { serials: { list: newSerials(5) } });
    const deliver = async (from: Member, to: Member, items: string[]) => {
      const { id } = await ship(from, { items, to });
      await receive(to, { shipment: id });
    };
    await deliver(all.maker, all.distributor, cases.map(unitScan));
    await deliver(all.distributor, all.pharmacy, [unitScan(cases[0]!)]);
    expect(await dispense(all.pharmacy, [one(batch.serials, 0)])).toMatchObject([{ ok: true }]);
    await ship(all.distributor, { items: [unitScan(cases[1]!)], to: all.otherPharmacy });
  });
  afterAll(async () => {
    await progress?.stop();
    await api?.close();
  });

  it('of class I is opened by the maker, and nobody else may', async () => {
    const input = {
      batches: [{ gtin: batch.gtin, lot: batch.lot }],
      class: 'I',
      level: 'PATIENT',
      reason: 'contaminated',
      instructions: 'send everything back',
    };
    for (const member of [all.competitor, all.distributor, all.pharmacy, all.auditor]) {
      const { errors } = await member.answer(OPEN, { input });
      expect(errors?.[0]?.extensions.code, member.name).toMatch(/^(NOT_OWNER|ROLE_FORBIDDEN)$/);
    }
    const { openRecall } = await all.maker.ask(OPEN, { input });
    recall = openRecall.id;
    expect(openRecall).toMatchObject({
      state: 'OPEN',
      class: 'I',
      level: 'PATIENT',
      drill: false,
      openedBy: { gln: all.maker.gln },
      targets: [{ batch: { gtin: batch.gtin, lot: batch.lot }, whole: true, packs: 100 }],
    });
  });

  it('blocks at every door at once', async () => {
    const blocked: [Member, string][] = [
      [all.maker, one(batch.serials, 50)],
      [all.distributor, one(batch.serials, 25)],
      [all.pharmacy, one(batch.serials, 5)],
      [all.otherPharmacy, one(batch.serials, 15)],
      [all.pharmacy, unitScan(units[0]!)],
      [all.distributor, unitScan(units[2]!)],
    ];
    for (const [member, scan] of blocked) {
      const answer = await verify(member, scan);
      expect(answer, `${member.name} ${scan}`).toMatchObject({ outcome: 'RECALLED', severity: 'STOP' });
      expect(answer.advice).not.toBe('');
    }
    expect(await dispense(all.pharmacy, [one(batch.serials, 5)])).toMatchObject([{ ok: false, outcome: 'RECALLED' }]);
    expect(await dispense(all.pharmacy, [unitScan(units[0]!)])).toMatchObject([{ ok: false, outcome: 'RECALLED' }]);
    for (const items of [[unitScan(units[2]!)], [one(batch.serials, 25)]]) {
      await expect(ship(all.distributor, { items, to: all.pharmacy })).rejects.toMatchObject({ code: 'RECALLED' });
    }
    const given = await scans(all.pharmacy, 'decommission', [one(batch.serials, 5)], ', as: FREE_SAMPLE');
    expect(given).toMatchObject([{ ok: false, outcome: 'RECALLED' }]);
    expect(await verify(all.maker, packScan(other, other.serials[0]!))).toMatchObject({ outcome: 'ACTIVE' });
  });

  it('names every holder with its quantities to opener and regulator, to a holder its own, to others none', async () => {
    const ASK = `query($id: ID!) { recall(id: $id) { ${RECALL} } }`;
    const holders = async (member: Member): Promise<Holder[]> => (await member.ask(ASK, { id: recall })).recall.holders;
    const quantities = (list: Holder[]) =>
      Object.fromEntries(list.map((each) => [each.organisation.gln, [each.packs, each.inTransit, each.dispensed]]));
    const whole = {
      [all.maker.gln]: [70, 0, 0],
      [all.distributor.gln]: [20, 10, 0],
      [all.pharmacy.gln]: [9, 0, 1],
    };
    for (const member of [all.maker, all.regulator, all.auditor]) {
      expect(quantities(await holders(member)), member.name).toEqual(whole);
    }
    expect(quantities(await holders(all.pharmacy))).toEqual({ [all.pharmacy.gln]: [9, 0, 1] });
    for (const member of [all.competitor, all.bystander]) expect(await holders(member), member.name).toEqual([]);
  });

  it('fills up before the eyes of whoever follows', async () => {
    progress = follow(all.regulator, `subscription($id: ID!) { recallProgress(id: $id) { ${RECALL} } }`, {
      id: recall,
    });
    const acknowledged = (gln: string) => (value: { recallProgress?: { holders: Holder[] } }) =>
      value.recallProgress?.holders.some((each) => each.organisation.gln === gln && each.acknowledgedAt !== null) ??
      false;
    await progress.until((value) => value.recallProgress?.state === 'OPEN');
    const line = { gtin: batch.gtin, lot: batch.lot };
    await all.pharmacy.ask(ACKNOWLEDGE, { id: recall, lines: [{ ...line, quarantined: 9, dispensed: 1 }] });
    const seen = await progress.until(acknowledged(all.pharmacy.gln));
    const own = seen.recallProgress.holders.find((each: Holder) => each.organisation.gln === all.pharmacy.gln);
    expect(own.lines).toEqual([{ quarantined: 9, returned: 0, destroyed: 0, dispensed: 1, notFound: 0 }]);
    // A later receiver joins.
    await receive(all.otherPharmacy, { items: [unitScan(units[1]!)] });
    await progress.until(
      (value) =>
        value.recallProgress?.holders.some(
          (each: Holder) => each.organisation.gln === all.otherPharmacy.gln && each.packs === 10,
        ) ?? false,
    );
    await all.otherPharmacy.ask(ACKNOWLEDGE, { id: recall, lines: [{ ...line, quarantined: 8, notFound: 2 }] });
    await progress.until(acknowledged(all.otherPharmacy.gln));
    // Whoever has none of it may say so, but is no holder.
    await all.bystander.answer(ACKNOWLEDGE, { id: recall, lines: [{ ...line, quarantined: 1 }] });
    const { recall: now } = await all.regulator.ask(`query($id: ID!) { recall(id: $id) { ${RECALL} } }`, {
      id: recall,
    });
    const holding = now.holders.filter((each: Holder) => each.packs + each.dispensed > 0);
    expect(holding.map((each: Holder) => each.organisation.gln).sort()).toEqual(
      [all.maker, all.distributor, all.pharmacy, all.otherPharmacy].map(({ gln }) => gln).sort(),
    );
  });

  it('lets the goods come back', async () => {
    const back = await ship(all.otherPharmacy, {
      items: [unitScan(units[1]!)],
      to: all.distributor,
      purpose: 'RETURN',
    });
    expect(back).toMatchObject({ purpose: 'RETURN', results: [{ ok: true }] });
    expect((await receive(all.distributor, { shipment: back.id })).shipment.state).toBe('RECEIVED');
  });

  it('completed with a note blocks for ever; lifted, it frees', async () => {
    const close = (by: Member, note: string, lift: boolean) => by.answer(CLOSE, { id: recall, note, lift });
    expect((await close(all.distributor, 'no', false)).errors?.[0]?.extensions.code).toMatch(
      /^(NOT_OWNER|ROLE_FORBIDDEN)$/,
    );
    const completed = await close(all.maker, 'all but two accounted for', false);
    expect(completed.data.closeRecall).toMatchObject({ state: 'COMPLETED', closingNote: 'all but two accounted for' });
    expect(await verify(all.pharmacy, one(batch.serials, 5))).toMatchObject({ outcome: 'RECALLED' });
    expect(await dispense(all.pharmacy, [one(batch.serials, 5)])).toMatchObject([{ outcome: 'RECALLED' }]);
    await progress.until((value) => value.recallProgress?.state === 'COMPLETED');

    const lifted = await close(all.regulator, 'false alarm', true);
    expect(lifted.data.closeRecall).toMatchObject({ state: 'LIFTED', closingNote: 'false alarm' });
    expect(await verify(all.pharmacy, one(batch.serials, 5))).toMatchObject({ outcome: 'ACTIVE' });
    expect(await dispense(all.pharmacy, [one(batch.serials, 5)])).toMatchObject([{ ok: true }]);
    expect((await close(all.maker, 'again', false)).errors?.[0]?.extensions.code).toBe('RECALL_CLOSED');
  });

  it('of some packs leaves the others alone, and a drill blocks nothing', async () => {
    const [first, second, third] = other.serials as [string, string, string];
    const target = { gtin: other.gtin, lot: other.lot, serials: [first, second] };
    const input = { batches: [target], class: 'II', level: 'WHOLESALE', reason: 'wrong leaflet' };
    const { openRecall } = await all.regulator.ask(OPEN, { input });
    expect(openRecall).toMatchObject({ packs: 2, targets: [{ whole: false, packs: 2 }] });
    expect(await verify(all.maker, packScan(other, first))).toMatchObject({ outcome: 'RECALLED' });
    expect(await verify(all.maker, packScan(other, third))).toMatchObject({ outcome: 'ACTIVE' });
    const unknown = { ...input, batches: [{ ...target, serials: [newSerials(1)[0]] }] };
    const { errors } = await all.regulator.answer(OPEN, { input: unknown });
    expect(errors?.[0]?.extensions.code).toMatch(/^(UNKNOWN_SERIAL|NOT_FOUND)$/);
    const drill = { ...input, batches: [{ gtin: batch.gtin, lot: batch.lot }], drill: true };
    expect((await all.regulator.ask(OPEN, { input: drill })).openRecall).toMatchObject({ drill: true, state: 'OPEN' });
    expect(await verify(all.pharmacy, one(batch.serials, 6))).toMatchObject({ outcome: 'ACTIVE' });
  });

  it('an expired pack is no crime, and cannot be given away', async () => {
    const [serial] = newSerials(1) as [string];
    const old = await aBatch(other.product, { expiry: dayFromNow(-3), serials: { list: [serial] } }).catch(
      (error) => error,
    );
    // Whether goods past their date may be made at all is the ledger's to say; if so, they go nowhere.
    if (old instanceof Error) expect(old).toMatchObject({ code: 'EXPIRED' });
    else {
      expect(await verify(all.maker, packScan(old, serial))).toMatchObject({ outcome: 'EXPIRED', severity: 'STOP' });
      await expect(ship(all.maker, { items: [packScan(old, serial)], to: all.distributor })).rejects.toMatchObject({
        code: 'EXPIRED',
      });
    }
  });
});
