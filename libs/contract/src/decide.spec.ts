import { describe, expect, it } from 'vitest';
import {
  aLedger,
  aTrade,
  cryptography,
  GTIN,
  genesisBody,
  licence,
  MAKER,
  NOW,
  PHARMACY,
  REGULATOR,
  someHash,
  TestLedger,
} from '../test/given';
import { decide } from './decide';
import { organisationKey } from './keys';

const anchorOf = (name: string) => ({ root: someHash(name), count: 1 });
const anchors = (...names: string[]) => ({ items: names.map(anchorOf) });

describe('who is admitted', () => {
  it('nobody to a ledger without genesis, nor to another ledger: nothing can be replayed', () => {
    const empty = new TestLedger();
    empty.ledger = someHash('another ledger');
    expect(empty.give('anchor', anchors('a'))).toMatchObject({
      accepted: false,
      outcome: 'NOT_FOUND',
      field: 'ledger',
    });
    const trade = aTrade();
    trade.ledger = someHash('another ledger');
    expect(trade.give('anchor', anchors('a'))).toMatchObject({ outcome: 'SIGNATURE_INVALID', field: 'ledger' });
    trade.ledger = undefined;
    expect(trade.give('anchor', anchors('a'))).toMatchObject({ outcome: 'INVALID_INPUT', field: 'ledger' });
  });

  it('nobody who is not registered, and only at a place of its own', () => {
    const ledger = aTrade();
    expect(ledger.give('anchor', anchors('a'), { actor: '4098765000001', at: MAKER })).toMatchObject({
      outcome: 'INVALID_INPUT',
      field: 'actor',
    });
    expect(ledger.give('anchor', anchors('a'), { actor: '9521234000006' })).toMatchObject({
      outcome: 'UNKNOWN_ORGANISATION',
      params: { gln: '9521234000006' },
    });
    expect(ledger.give('anchor', anchors('a'), { at: PHARMACY })).toMatchObject({
      outcome: 'UNKNOWN_LOCATION',
      field: 'at',
    });
    ledger.given('updateOrganisation', { items: [{ gln: MAKER, places: [{ gln: '9521234000006', name: 'Plant' }] }] });
    expect(ledger.give('anchor', anchors('a'), { at: '9521234000006' }).accepted).toBe(true);
    expect(ledger.give('anchor', anchors('b'), { at: MAKER }).accepted).toBe(true);
  });

  it('nobody whose licence has lapsed; its last day counts', () => {
    const ledger = aTrade();
    const ends = { number: 'L', validUntil: '2026-11-24' };
    ledger.given('setLicence', { items: [{ gln: MAKER, licence: ends }] }, { actor: REGULATOR });
    expect(ledger.give('anchor', anchors('a'), { issuedAt: '2026-11-24T23:59:59.999Z' }).accepted).toBe(true);
    // occurredAt lies before the lapse, but only in dispense and decommission does it count (rule 12).
    const late = { issuedAt: '2026-11-25T00:00:00.000Z', occurredAt: '2026-11-24T23:00:00.000Z' };
    expect(ledger.give('anchor', anchors('b'), late)).toMatchObject({ outcome: 'NOT_LICENSED' });
    ledger.given('setLicence', { items: [{ gln: MAKER, licence }] }, { actor: REGULATOR });
    expect(ledger.give('anchor', anchors('b'), late).accepted).toBe(true);
  });

  it('the regulator always: nobody else could ever renew a licence', () => {
    const ledger = aTrade();
    const lapsed = { number: 'L', validUntil: '2020-01-01' };
    ledger.given('setLicence', { items: [{ gln: REGULATOR, licence: lapsed }] }, { actor: REGULATOR });
    ledger.given('setLicence', { items: [{ gln: REGULATOR, licence }] }, { actor: REGULATOR });
  });
});

describe('the envelope', () => {
  const ledger = aTrade();
  const envelope = ledger.envelope('anchor', anchors('a'));
  const refusal = (over: object) => ledger.decide({ ...envelope, ...over } as never);

  it.each([
    ['commandId', { commandId: '' }],
    ['commandId', { commandId: 'a b' }],
    ['commandId', { commandId: 'x'.repeat(65) }],
    ['commandId', { commandId: 'x/0' }],
    ['commandId', { commandId: 'x/1/2' }],
    ['commandId', { commandId: 7 }],
    ['actor', { actor: '4012345000008' }],
    ['actor', { actor: '__proto__' }],
    ['at', { at: undefined }],
    ['command', { command: '__proto__' }],
    ['command', { command: 'constructor' }],
    ['command', { command: 'Anchor' }],
    ['issuedAt', { issuedAt: '2026-11-24T10:00:00Z' }],
    ['occurredAt', { occurredAt: '2026-11-24T10:00:00.001Z' }],
    ['body', { body: [] }],
    ['body', { body: 'x' }],
    ['extra', { extra: 1 }],
    ['__proto__', JSON.parse('{"__proto__":{"a":1}}')],
    ['ledger', { ledger: 'A'.repeat(64) }],
  ])('with a wrong %s is INVALID_INPUT that names it: %j', (field, over) => {
    const wrong =
      field === '__proto__'
        ? Object.defineProperty({ ...envelope }, '__proto__', { value: 1, enumerable: true })
        : { ...envelope, ...over };
    expect(ledger.decide(wrong as never)).toMatchObject({ accepted: false, outcome: 'INVALID_INPUT', field });
  });

  it('takes the ids of clients and of the k-th command of a mutation', () => {
    for (const commandId of ['a', 'A-Z._9', 'x'.repeat(64), `${'x'.repeat(64)}/1`, 'x/42']) {
      expect(refusal({ commandId }).accepted).toBe(true);
    }
  });

  it('occurredAt is not in the future, and at most 10 days back', () => {
    const at = (occurredAt: string) => ledger.decide({ ...envelope, occurredAt });
    expect(at('2026-11-14T10:00:00.000Z').accepted).toBe(true);
    expect(at('2026-11-14T09:59:59.999Z')).toMatchObject({ outcome: 'LIMIT_EXCEEDED', field: 'occurredAt' });
    expect(at('2026-11-24T10:00:00.001Z')).toMatchObject({ outcome: 'INVALID_INPUT', field: 'occurredAt' });
  });
});

describe('a body', () => {
  const ledger = aTrade();

  it('has an array of items, at least one and not too many', () => {
    const give = (body: unknown) => ledger.decide(ledger.envelope('anchor', body as never));
    expect(give({})).toMatchObject({ outcome: 'INVALID_INPUT', field: 'items' });
    expect(give({ items: {} })).toMatchObject({ outcome: 'INVALID_INPUT', field: 'items' });
    expect(give({ items: [] })).toMatchObject({ outcome: 'INVALID_INPUT', field: 'items' });
    expect(give({ items: Array(101).fill(anchorOf('a')) })).toMatchObject({
      outcome: 'LIMIT_EXCEEDED',
      field: 'items',
      params: { limit: 100 },
    });
    expect(give({ ...anchors('a'), atomic: false })).toMatchObject({ outcome: 'INVALID_INPUT', field: 'atomic' });
    expect(give({ ...anchors('a'), note: 'x' })).toMatchObject({ outcome: 'INVALID_INPUT', field: 'note' });
  });
});

describe('rule 10: a result per item', () => {
  it('one bad item never sinks the others, whether its shape or its state is bad', () => {
    const ledger = aTrade();
    ledger.given('anchor', anchors('old'));
    const decision = ledger.give('anchor', {
      items: [
        anchorOf('a'),
        anchorOf('old'),
        { root: 'zz', count: 1 },
        { ...anchorOf('b'), serial: 'S1' } as never,
        anchorOf('c'),
      ],
    });
    expect(decision).toMatchObject({ accepted: true });
    expect(decision.results?.map(({ outcome, field }) => [outcome, field])).toEqual([
      ['ACCEPTED', undefined],
      ['ALREADY_EXISTS', 'root'],
      ['INVALID_INPUT', 'root'],
      ['INVALID_INPUT', 'serial'],
      ['ACCEPTED', undefined],
    ]);
  });

  it('unless asked for: then the others are NOT_ATTEMPTED and nothing is put', () => {
    const ledger = aTrade();
    ledger.given('anchor', anchors('old'));
    const before = ledger.state.size;
    const decision = ledger.give('anchor', { ...anchors('a', 'old', 'c'), atomic: true });
    expect(decision).toMatchObject({ accepted: false, outcome: 'ALREADY_EXISTS', field: 'root' });
    expect(decision.results?.map(({ outcome }) => outcome)).toEqual([
      'NOT_ATTEMPTED',
      'ALREADY_EXISTS',
      'NOT_ATTEMPTED',
    ]);
    expect(ledger.state.size).toBe(before);
    expect(ledger.give('anchor', { ...anchors('a', 'c'), atomic: true }).accepted).toBe(true);
  });

  it('a command of which every item was refused is refused, with the first refusal (rule 11)', () => {
    const ledger = aTrade();
    ledger.given('anchor', anchors('a'));
    expect(ledger.give('anchor', { items: [anchorOf('a'), { root: 'x', count: 1 }] })).toMatchObject({
      accepted: false,
      outcome: 'ALREADY_EXISTS',
      results: [{ ok: false }, { ok: false, outcome: 'INVALID_INPUT' }],
    });
  });

  it('rule 9: an item sees what the items before it put', () => {
    const ledger = aTrade();
    expect(ledger.give('anchor', anchors('a', 'a')).results?.map(({ outcome }) => outcome)).toEqual([
      'ACCEPTED',
      'ALREADY_EXISTS',
    ]);
  });
});

describe('genesis', () => {
  it('is the first entry: rules version, regulator and its key', () => {
    const ledger = aLedger();
    expect(ledger.get('GENESIS')).toEqual({ rules: 1, regulator: REGULATOR, ledger: ledger.ledger });
    expect(ledger.get(organisationKey(REGULATOR))).toMatchObject({ role: 'REGULATOR', keys: [{ since: NOW }] });
  });

  it('and the only one', () => {
    const ledger = aLedger();
    const envelope = ledger.envelope('genesis', genesisBody(), { actor: REGULATOR });
    expect(ledger.decide(envelope)).toMatchObject({ outcome: 'INVALID_INPUT', field: 'ledger' });
    const { ledger: _ledger, ...first } = envelope;
    expect(ledger.decide({ ...first, commandId: 'again' })).toMatchObject({ outcome: 'ALREADY_EXISTS' });
  });

  it('names its actor, at a place of it, under rules that are known', () => {
    const give = (change: object, when: object = {}, rules = 1) => {
      const [item] = genesisBody().items;
      const body = { rules: rules as 1, items: [{ ...item!, ...change }] };
      return new TestLedger().give('genesis', body, { actor: REGULATOR, ...when });
    };
    expect(give({}).accepted).toBe(true);
    expect(give({ gln: MAKER })).toMatchObject({ outcome: 'INVALID_INPUT', field: 'gln' });
    expect(give({}, { at: MAKER })).toMatchObject({ outcome: 'UNKNOWN_LOCATION' });
    expect(give({}, {}, 2)).toMatchObject({ outcome: 'INVALID_INPUT', field: 'rules' });
    expect(
      give({ possession: genesisBody().items[0]!.possession.replace(/^./, (c) => (c === 'A' ? 'B' : 'A')) }),
    ).toMatchObject({
      outcome: 'SIGNATURE_INVALID',
      field: 'possession',
    });
  });
});

it('decides the same whatever the shell hands in besides: keys that were not asked for, absent ones left out', () => {
  const ledger = aTrade();
  const envelope = ledger.envelope('registerProduct', { items: [{ gtin: '04012345000016', name: 'B', storage: {} }] });
  const steps = decide(envelope, someHash('tx'), cryptography);
  let next = steps.next();
  while (!next.done) {
    const found = next.value.filter((key) => ledger.state.has(key)).map((key) => [key, ledger.state.get(key)] as const);
    next = steps.next(new Map([...found, [`PRODUCT/${GTIN}` as const, ledger.state.get(`PRODUCT/${GTIN}`)]]));
  }
  expect(next.value).toEqual({ ...ledger.decide(envelope) });
});
