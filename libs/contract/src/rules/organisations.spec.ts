import { describe, expect, it } from 'vitest';
import {
  aLedger,
  aTrade,
  keyPair,
  licence,
  MAKER,
  NOW,
  organisation,
  PHARMACY,
  REGULATOR,
  WHOLESALER,
  type When,
} from '../../test/given';
import type { CommandBodies } from '../commands';
import { organisationKey, prefixKey, signingKeyKey } from '../keys';
import type { OrganisationRole } from '../records';

const byRegulator = { actor: REGULATOR };
const STRANGER = '9521234000006';
const place = (gln: string, over: object = {}) => ({ gln, name: 'Shop', ...over });

describe('registerOrganisation', () => {
  it('is given by the regulator, and keeps role, licence, prefixes, places and the key since when', () => {
    const ledger = aLedger();
    const shop = place(STRANGER, { latitudeMicrodegrees: 48_137_154, longitudeMicrodegrees: -11_576_124 });
    const item = { ...organisation(MAKER, 'MANUFACTURER', ['4012345', '9876']), places: [shop] };
    ledger.given('registerOrganisation', { items: [item] }, byRegulator);
    const { possession: _possession, publicKey, ...rest } = item;
    const { keyId } = keyPair(MAKER);
    expect(ledger.get(organisationKey(MAKER))).toEqual({ ...rest, keys: [{ keyId, publicKey, since: NOW }] });
    expect(ledger.get(signingKeyKey(keyId))).toEqual({ gln: MAKER });
  });

  it('a GLN is registered once, also within one command', () => {
    const ledger = aLedger();
    const twice = [
      organisation(MAKER, 'MANUFACTURER'),
      { ...organisation(MAKER, 'PHARMACY'), ...keyPair('k').registeredBy(MAKER) },
    ];
    const { results } = ledger.give('registerOrganisation', { items: twice }, byRegulator);
    expect(results).toMatchObject([{ ok: true }, { outcome: 'ALREADY_EXISTS', field: 'gln' }]);
  });

  it.each([
    ['latitudeMicrodegrees', place(STRANGER, { latitudeMicrodegrees: 90_000_001 })],
    ['longitudeMicrodegrees', place(STRANGER, { longitudeMicrodegrees: -180_000_001 })],
    ['name', place(STRANGER, { name: '' })],
    ['name', place(STRANGER, { name: 'a\u0000b' })],
    ['gln', place('9521234000007')],
    ['phone', place(STRANGER, { phone: '1' })],
  ])('a place with a wrong %s is INVALID_INPUT', (field, wrong) => {
    const items = [{ ...organisation(MAKER, 'MANUFACTURER'), places: [wrong] }];
    expect(aLedger().give('registerOrganisation', { items }, byRegulator)).toMatchObject({
      outcome: 'INVALID_INPUT',
      field: `places[0].${field}`,
    });
  });

  it('names each place once', () => {
    const items = [{ ...organisation(MAKER, 'MANUFACTURER'), places: [place(STRANGER), place(STRANGER)] }];
    expect(aLedger().give('registerOrganisation', { items }, byRegulator)).toMatchObject({
      outcome: 'DUPLICATE_ITEM',
      field: 'places[1].gln',
    });
  });
});

describe('keyId: possession, no small-order or non-canonical keys, never in use twice', () => {
  const register = (change: object) => {
    const items = [{ ...organisation(MAKER, 'MANUFACTURER'), ...change }];
    return aLedger().give('registerOrganisation', { items }, byRegulator);
  };

  it('who registers a key must have it, for that very organisation', () => {
    expect(register({ possession: keyPair(MAKER).registeredBy(PHARMACY).possession })).toMatchObject({
      outcome: 'SIGNATURE_INVALID',
      field: 'possession',
    });
    expect(register({ publicKey: keyPair('other').registeredBy(MAKER).publicKey })).toMatchObject({
      field: 'possession',
    });
  });

  it('small-order and non-canonical keys are refused, whatever the signature', () => {
    const zero = 'A'.repeat(43);
    for (const publicKey of [
      `${zero}=`,
      `AQ${'A'.repeat(41)}=`,
      `7P${'/'.repeat(40)}8=`.slice(0, 44),
      `${'/'.repeat(42)}8=`,
    ]) {
      expect(register({ publicKey })).toMatchObject({ outcome: 'INVALID_INPUT', field: 'publicKey' });
    }
  });

  it('keys and signatures have one spelling', () => {
    const { publicKey, possession } = keyPair(MAKER).registeredBy(MAKER);
    expect(register({ publicKey: publicKey.slice(0, -1) })).toMatchObject({
      outcome: 'INVALID_INPUT',
      field: 'publicKey',
    });
    expect(register({ possession: possession.replace(/=+$/, '') })).toMatchObject({
      outcome: 'INVALID_INPUT',
      field: 'possession',
    });
  });

  it("a key that is or was anybody's is ALREADY_EXISTS, also after it was rotated away", () => {
    const ledger = aTrade();
    ledger.given('rotateKey', { items: [{ gln: MAKER, ...keyPair('new').registeredBy(MAKER) }] });
    const again = { items: [{ gln: MAKER, ...keyPair(MAKER).registeredBy(MAKER) }] };
    expect(ledger.give('rotateKey', again)).toMatchObject({ outcome: 'ALREADY_EXISTS', field: 'publicKey' });
    const stolen = { ...organisation(STRANGER, 'PHARMACY'), ...keyPair(MAKER).registeredBy(STRANGER) };
    expect(ledger.give('registerOrganisation', { items: [stolen] }, byRegulator)).toMatchObject({
      outcome: 'ALREADY_EXISTS',
    });
  });
});

describe('a company prefix belongs to one organisation', () => {
  const register = (ledger: ReturnType<typeof aLedger>, gln: string, ...prefixes: string[]) =>
    ledger.give('registerOrganisation', { items: [organisation(gln, 'MANUFACTURER', prefixes)] }, byRegulator);

  it.each(['4012345', '4012', '401234', '40123456', '401234567890'])('%s overlaps with 4012345', (other) => {
    const ledger = aLedger();
    register(ledger, MAKER, '4012345');
    const before = new Map(ledger.state);
    expect(register(ledger, WHOLESALER, '5000', other)).toMatchObject({
      outcome: 'ALREADY_EXISTS',
      field: 'companyPrefixes[1]',
      params: { kind: 'company prefix' },
    });
    expect(ledger.state).toEqual(before);
  });

  it.each(['4012346', '5012', '40123', '012345'])('%s does not overlap with 40124, 4012345 being given up', (other) => {
    const ledger = aLedger();
    register(ledger, MAKER, '40124', '4012345');
    const overlaps = '4012345'.startsWith(other);
    expect(register(ledger, WHOLESALER, other).accepted).toBe(!overlaps);
    ledger.given('updateOrganisation', { items: [{ gln: MAKER, companyPrefixes: ['40124'] }] }, byRegulator);
    if (overlaps) expect(register(ledger, WHOLESALER, other).accepted).toBe(true);
  });

  it('also within one organisation, and in one command', () => {
    expect(register(aLedger(), MAKER, '4012', '40123')).toMatchObject({ outcome: 'ALREADY_EXISTS' });
    expect(register(aLedger(), MAKER, '4012', '4012')).toMatchObject({ outcome: 'ALREADY_EXISTS' });
    const items = [
      organisation(MAKER, 'MANUFACTURER', ['4012345']),
      organisation(WHOLESALER, 'DISTRIBUTOR', ['401234']),
    ];
    expect(aLedger().give('registerOrganisation', { items }, byRegulator).results).toMatchObject([
      { ok: true },
      { outcome: 'ALREADY_EXISTS' },
    ]);
  });

  it('prefixes given back leave no marks: any order of taking and giving back agrees with looking through all', () => {
    const ledger = aLedger();
    register(ledger, MAKER);
    register(ledger, WHOLESALER);
    const owned = new Map<string, string[]>([
      [MAKER, []],
      [WHOLESALER, []],
    ]);
    const pool = ['4012', '40123', '401234', '40129', '4013', '401299', '5000', '50001'];
    let random = 7;
    const next = (below: number) => {
      random = (random * 48_271) % 2_147_483_647;
      return random % below;
    };
    for (let i = 0; i < 400; i++) {
      const gln = [MAKER, WHOLESALER][next(2)]!;
      const wanted = pool.filter(() => next(4) === 0);
      const others = [...owned].filter(([other]) => other !== gln).flatMap(([, prefixes]) => prefixes);
      const clash = [...wanted, ...others].some((a, j, all) => all.some((b, k) => j !== k && b.startsWith(a)));
      const decision = ledger.give('updateOrganisation', { items: [{ gln, companyPrefixes: wanted }] }, byRegulator);
      expect(decision.accepted).toBe(!clash);
      if (decision.accepted) owned.set(gln, wanted);
    }
    for (const gln of owned.keys()) {
      ledger.given('updateOrganisation', { items: [{ gln, companyPrefixes: [] }] }, byRegulator);
    }
    for (const prefix of pool) expect(ledger.state.get(prefixKey(prefix)) ?? { longer: 0 }).toEqual({ longer: 0 });
  });
});

describe('updateOrganisation', () => {
  const places = [place(STRANGER)];

  it('places are changed by the organisation itself, prefixes by the regulator', () => {
    const ledger = aTrade();
    const give = (gln: string, change: object, actor: string) =>
      ledger.give('updateOrganisation', { items: [{ gln, ...change }] }, { actor });
    expect(give(MAKER, { places }, MAKER).accepted).toBe(true);
    expect(ledger.get(organisationKey(MAKER)).places).toEqual(places);
    expect(give(MAKER, { places }, PHARMACY)).toMatchObject({ outcome: 'ROLE_FORBIDDEN', field: 'places' });
    expect(give(MAKER, { places }, REGULATOR)).toMatchObject({ outcome: 'ROLE_FORBIDDEN', field: 'places' });
    expect(give(MAKER, { companyPrefixes: ['9999'] }, MAKER)).toMatchObject({
      outcome: 'ROLE_FORBIDDEN',
      field: 'companyPrefixes',
    });
    expect(give(MAKER, { companyPrefixes: ['9999'] }, REGULATOR).accepted).toBe(true);
    expect(ledger.get(organisationKey(MAKER))).toMatchObject({ places, companyPrefixes: ['9999'] });
    expect(give(MAKER, {}, MAKER)).toMatchObject({ outcome: 'INVALID_INPUT' });
    expect(give(STRANGER, { companyPrefixes: [] }, REGULATOR)).toMatchObject({ outcome: 'UNKNOWN_ORGANISATION' });
  });
});

describe('rotateKey', () => {
  const later = '2026-11-25T10:00:00.000Z';
  const rotate = (gln: string, name: string, when: object): [CommandBodies['rotateKey'], When] => [
    { items: [{ gln, ...keyPair(name).registeredBy(gln) }] },
    { issuedAt: later, ...when },
  ];

  it('the old key ends where the new one begins', () => {
    const ledger = aTrade();
    ledger.given('rotateKey', ...rotate(MAKER, 'new', {}));
    expect(ledger.get(organisationKey(MAKER)).keys).toMatchObject([
      { keyId: keyPair(MAKER).keyId, since: NOW, until: later },
      { keyId: keyPair('new').keyId, since: later },
    ]);
    expect(ledger.get(organisationKey(MAKER)).keys[1]).not.toHaveProperty('until');
  });

  it('by itself, or by the regulator for a lost one; by nobody else', () => {
    const ledger = aTrade();
    expect(ledger.give('rotateKey', ...rotate(MAKER, 'a', { actor: PHARMACY }))).toMatchObject({
      outcome: 'ROLE_FORBIDDEN',
    });
    expect(ledger.give('rotateKey', ...rotate(MAKER, 'b', { actor: REGULATOR })).accepted).toBe(true);
    expect(ledger.give('rotateKey', ...rotate(STRANGER, 'c', { actor: REGULATOR }))).toMatchObject({
      outcome: 'UNKNOWN_ORGANISATION',
    });
  });

  it('never before the key that it replaces, and the record stays small', () => {
    const ledger = aTrade();
    ledger.given('rotateKey', ...rotate(MAKER, 'n0', {}));
    ledger.given('rotateKey', ...rotate(MAKER, 'n1', { actor: REGULATOR, issuedAt: '2026-11-25T09:58:00.000Z' }));
    const [, second, third] = ledger.get(organisationKey(MAKER)).keys;
    expect([second!.until, third!.since]).toEqual([later, later]);
    for (let i = 2; i < 50; i++) ledger.given('rotateKey', ...rotate(MAKER, `n${i}`, {}));
    const { keys } = ledger.get(organisationKey(MAKER));
    expect(keys).toHaveLength(32);
    expect(keys.filter(({ until }) => until === undefined).map(({ keyId }) => keyId)).toEqual([keyPair('n49').keyId]);
  });
});

describe('setLicence', () => {
  it('by the regulator: the new licence replaces the old', () => {
    const ledger = aTrade();
    const renewed = { number: 'L-2', validUntil: '2040-01-31' };
    ledger.given('setLicence', { items: [{ gln: PHARMACY, licence: renewed }] }, byRegulator);
    expect(ledger.get(organisationKey(PHARMACY)).licence).toEqual(renewed);
    expect(ledger.give('setLicence', { items: [{ gln: STRANGER, licence }] }, byRegulator)).toMatchObject({
      outcome: 'UNKNOWN_ORGANISATION',
      field: 'gln',
    });
    const wrong = { items: [{ gln: PHARMACY, licence: { number: 'L', validUntil: '2026-02-30' } }] };
    expect(ledger.give('setLicence', wrong, byRegulator)).toMatchObject({ field: 'licence.validUntil' });
  });
});

it.each(['WIZARD', 'REGULATOR', '__proto__'])(
  'nobody is registered as %s: the regulator is the one that genesis names',
  (role) => {
    const items = [{ ...organisation(MAKER, role as OrganisationRole) }];
    expect(aLedger().give('registerOrganisation', { items }, byRegulator)).toMatchObject({
      outcome: 'INVALID_INPUT',
      field: 'role',
    });
  },
);
