import { describe, expect, it } from 'vitest';
import { HOSPITAL, MAKER, NOW, PHARMACY, REGULATOR, type TestLedger, WHOLESALER } from '../../test/given';
import { atThePharmacy, Goods } from '../../test/goods';
import type { OpenRecallBody } from '../commands';
import { EMPTY_ENCODED } from '../content';

const by = (actor: string) => ({ actor });
const open = (ledger: TestLedger, items: OpenRecallBody['items'], actor = MAKER, drill = false) =>
  ledger.give(
    'openRecall',
    { class: 'II', level: 'PHARMACY', reason: 'glass', instructions: 'set aside', drill, items },
    { actor },
  );
const close = (ledger: TestLedger, recall: string, lift: boolean, actor = MAKER) =>
  ledger.give('closeRecall', { items: [{ recall, note: 'done', lift }] }, { actor });
const sale = (ledger: TestLedger, goods: Goods, leaf: number, holder: string) =>
  ledger.give('dispense', { items: [{ pack: goods.pack(leaf, holder) }] }, by(PHARMACY));
const line = (batch: string, over = {}) => ({
  batch,
  quarantined: 1,
  returned: 0,
  destroyed: 0,
  dispensed: 2,
  notFound: 0,
  ...over,
});

describe('openRecall', () => {
  it('by the owner of the product or the regulator; writes BATCH and RECALL, never a holder', () => {
    const { ledger, goods, pallet } = atThePharmacy();
    for (const actor of [PHARMACY, WHOLESALER]) {
      expect(open(ledger, [{ batch: goods.batch }], actor)).toMatchObject({ outcome: 'NOT_OWNER' });
    }
    const decision = open(ledger, [{ batch: goods.batch }]);
    if (!decision.accepted) throw new Error('refused');
    const { tx } = decision;
    expect([...decision.puts.keys()].sort()).toEqual([`BATCH/${goods.batch}`, `RECALL/${tx}`]);
    expect(ledger.get(`RECALL/${tx}`)).toEqual({
      id: tx,
      openedBy: MAKER,
      class: 'II',
      level: 'PHARMACY',
      reason: 'glass',
      instructions: 'set aside',
      drill: false,
      targets: [{ batch: goods.batch }],
      state: 'OPEN',
      openedAt: NOW,
    });
    expect(sale(ledger, goods, 3, pallet)).toMatchObject({
      outcome: 'RECALLED',
      params: { recallClass: 'II', level: 'PHARMACY', reason: 'glass', instructions: 'set aside' },
    });
    expect(open(ledger, [{ batch: goods.batch }], REGULATOR)).toMatchObject({ accepted: true });
  });

  it('of intervals blocks these and no others', () => {
    const { ledger, goods, pallet } = atThePharmacy();
    open(ledger, [{ batch: goods.batch, content: goods.content([2, 4]) }]);
    expect(sale(ledger, goods, 1, pallet)).toMatchObject({ accepted: true });
    expect(sale(ledger, goods, 2, pallet)).toMatchObject({ outcome: 'RECALLED' });
    expect(sale(ledger, goods, 3, pallet)).toMatchObject({ outcome: 'RECALLED' });
    expect(sale(ledger, goods, 4, pallet)).toMatchObject({ accepted: true });
  });

  it('targets packs of the batch alone, each batch once', () => {
    const { ledger, goods } = atThePharmacy();
    const other = new Goods(4, 'L2');
    ledger.given('commission', { items: [other.item([])] });
    const refused = (content: string) => open(ledger, [{ batch: goods.batch, content }]);
    expect(refused(other.content([0, 1]))).toMatchObject({ outcome: 'INVALID_INPUT', field: 'content' });
    expect(refused(goods.content([19, 21]))).toMatchObject({ outcome: 'INVALID_INPUT', field: 'content' });
    expect(refused(EMPTY_ENCODED)).toMatchObject({ outcome: 'INVALID_INPUT', field: 'content' });
    expect(refused(new Goods(4, 'L3').content([0, 1]))).toMatchObject({ outcome: 'NOT_FOUND', field: 'content' });
    const { tx, results } = open(ledger, [
      { batch: goods.batch },
      { batch: goods.batch },
      { batch: other.batch, content: other.content([0, 1]) },
      { batch: 'ab'.repeat(32) },
    ]);
    expect(results?.map(({ outcome }) => outcome)).toEqual(['ACCEPTED', 'DUPLICATE_ITEM', 'ACCEPTED', 'NOT_FOUND']);
    expect(ledger.get(`RECALL/${tx}`).targets).toEqual([
      { batch: goods.batch },
      { batch: other.batch, content: other.content([0, 1]) },
    ]);
  });

  it('a drill blocks nothing and is no history of any pack', () => {
    const { ledger, goods, pallet } = atThePharmacy();
    const decision = open(ledger, [{ batch: goods.batch }], MAKER, true);
    if (!decision.accepted) throw new Error('refused');
    expect([...decision.puts.keys()]).toEqual([`RECALL/${decision.tx}`]);
    expect(decision.events).toEqual([]);
    expect(sale(ledger, goods, 3, pallet)).toMatchObject({ accepted: true });
    const answer = { recall: decision.tx, items: [line(goods.batch)] };
    expect(ledger.give('acknowledgeRecall', answer, by(PHARMACY))).toMatchObject({ accepted: true });
    expect(close(ledger, decision.tx, false)).toMatchObject({ accepted: true, events: [] });
  });

  it('nobody can fill a batch so that the regulator could not recall it whole', () => {
    const { ledger, goods } = atThePharmacy();
    const { batch } = goods;
    let opened = 0;
    while (open(ledger, [{ batch }], MAKER).accepted) opened++;
    expect(opened).toBeGreaterThan(100);
    expect(open(ledger, [{ batch, content: goods.content([0, 1]) }], REGULATOR)).toMatchObject({
      outcome: 'LIMIT_EXCEEDED',
    });
    expect(open(ledger, [{ batch }], REGULATOR)).toMatchObject({ accepted: true });
  });
});

describe('closeRecall', () => {
  it('only the opener or the regulator closes', () => {
    const { ledger, goods } = atThePharmacy();
    const own = open(ledger, [{ batch: goods.batch }]).tx;
    const official = open(ledger, [{ batch: goods.batch }], REGULATOR).tx;
    expect(close(ledger, own, true, PHARMACY)).toMatchObject({ outcome: 'NOT_OWNER' });
    expect(close(ledger, official, true, MAKER)).toMatchObject({ outcome: 'ROLE_FORBIDDEN' });
    expect(close(ledger, own, true, REGULATOR)).toMatchObject({ accepted: true });
    expect(close(ledger, 'ab'.repeat(32), true)).toMatchObject({ outcome: 'NOT_FOUND' });
  });

  it('completed blocks for ever and may still be lifted; lifted frees, for good', () => {
    const { ledger, goods, pallet } = atThePharmacy();
    const { tx } = open(ledger, [{ batch: goods.batch }]);
    expect(close(ledger, tx, false)).toMatchObject({
      events: [{ type: 'RECALL_CLOSED', batch: goods.batch, recall: tx, reason: 'done' }],
    });
    expect(ledger.get(`RECALL/${tx}`)).toMatchObject({ state: 'COMPLETED', closedAt: NOW, closingNote: 'done' });
    expect(sale(ledger, goods, 3, pallet)).toMatchObject({ outcome: 'RECALLED' });
    expect(close(ledger, tx, false)).toMatchObject({ outcome: 'RECALL_CLOSED' });
    expect(close(ledger, tx, true)).toMatchObject({ accepted: true });
    expect(sale(ledger, goods, 3, pallet)).toMatchObject({ accepted: true });
    expect(close(ledger, tx, true)).toMatchObject({ outcome: 'RECALL_CLOSED', params: { id: tx, since: NOW } });
  });

  it('lifting one frees nothing that another blocks', () => {
    const { ledger, goods, pallet } = atThePharmacy();
    const first = open(ledger, [{ batch: goods.batch }]).tx;
    open(ledger, [{ batch: goods.batch, content: goods.content([3, 4]) }], REGULATOR);
    close(ledger, first, true);
    expect(sale(ledger, goods, 3, pallet)).toMatchObject({ outcome: 'RECALLED' });
    expect(sale(ledger, goods, 2, pallet)).toMatchObject({ accepted: true });
  });
});

describe('acknowledgeRecall', () => {
  it('each holder in a key of its own; a new one replaces the last', () => {
    const { ledger, goods } = atThePharmacy();
    const other = new Goods(4, 'L2');
    ledger.given('commission', { items: [other.item([])] });
    const { tx } = open(ledger, [{ batch: goods.batch }, { batch: other.batch }]);
    const answer = (items: ReturnType<typeof line>[], actor = PHARMACY) =>
      ledger.give('acknowledgeRecall', { recall: tx, items }, { actor });
    const first = answer([line(goods.batch), line(other.batch, { notFound: 1 })]);
    if (!first.accepted) throw new Error('refused');
    expect([...first.puts.keys()]).toEqual([`ACKNOWLEDGEMENT/${tx}/${PHARMACY}`]);
    expect(ledger.get(`ACKNOWLEDGEMENT/${tx}/${PHARMACY}`).lines).toHaveLength(2);
    const second = answer([line(goods.batch, { quarantined: 7 })]);
    expect(ledger.get(`ACKNOWLEDGEMENT/${tx}/${PHARMACY}`)).toEqual({
      recall: tx,
      gln: PHARMACY,
      lines: [line(goods.batch, { quarantined: 7 })],
      time: NOW,
      tx: second.tx,
    });
    expect(answer([line(goods.batch)], HOSPITAL)).toMatchObject({ accepted: true });
    expect(ledger.get(`ACKNOWLEDGEMENT/${tx}/${PHARMACY}`).tx).toBe(second.tx);
  });

  it('is about the batches of that recall, each once, never in negative numbers, while it is open', () => {
    const { ledger, goods } = atThePharmacy();
    const other = new Goods(4, 'L2');
    const { tx } = open(ledger, [{ batch: goods.batch }]);
    const answer = (...items: ReturnType<typeof line>[]) =>
      ledger.give('acknowledgeRecall', { recall: tx, items }, by(PHARMACY));
    expect(answer(line(other.batch))).toMatchObject({ outcome: 'NOT_FOUND' });
    expect(answer(line(goods.batch, { returned: -1 }))).toMatchObject({ outcome: 'INVALID_INPUT', field: 'returned' });
    const twice = answer(line(goods.batch), line(goods.batch));
    expect(twice.results?.map(({ outcome }) => outcome)).toEqual(['ACCEPTED', 'DUPLICATE_ITEM']);
    close(ledger, tx, false);
    expect(answer(line(goods.batch))).toMatchObject({ outcome: 'RECALL_CLOSED' });
  });
});
