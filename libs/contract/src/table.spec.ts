import { describe, expect, it } from 'vitest';
import { aTrade, HOSPITAL, MAKER, organisation, PHARMACY, REGULATOR, someHash, WHOLESALER } from '../test/given';
import { aBatch, innerProof } from '../test/goods';
import type { CommandBodies, CommandName } from './commands';
import type { OrganisationRole } from './records';
import { COMMANDS } from './table';

const AUDITOR = '9521234000006';
const ACTORS: Readonly<Record<OrganisationRole, string>> = {
  REGULATOR,
  MANUFACTURER: MAKER,
  DISTRIBUTOR: WHOLESALER,
  PHARMACY,
  HOSPITAL,
  AUDITOR,
};

const { ledger, goods, pallet, inner, case: aCase } = aBatch();
ledger.given('registerOrganisation', { items: [organisation(AUDITOR, 'AUDITOR')] }, { actor: REGULATOR });
const pack = goods.pack(0, pallet);
const take = [{ holder: pallet, content: goods.content([0, 1]) }];
const hash = someHash('x');
const recalled = { items: [{ batch: goods.batch }], class: 'I', level: 'PATIENT', reason: 'x', drill: true } as const;
const { tx: recall } = ledger.given('openRecall', { ...recalled, items: [...recalled.items] });

/** A body of the right shape for each: what follows is refused for who gives it, not for what it says. */
const BODIES: { readonly [C in Exclude<CommandName, 'genesis'>]: CommandBodies[C] } = {
  registerOrganisation: { items: [organisation('9521234000013', 'PHARMACY')] },
  setLicence: { items: [{ gln: MAKER, licence: { number: 'L', validUntil: '2040-01-01' } }] },
  updateOrganisation: { items: [{ gln: MAKER, places: [] }] },
  rotateKey: { items: [{ gln: MAKER, publicKey: `${'B'.repeat(42)}A=`, possession: `${'A'.repeat(86)}==` }] },
  registerProduct: { items: [{ gtin: '04012345000016', name: 'B', storage: {} }] },
  withdrawProduct: { items: [{ gtin: goods.gtin, reason: 'x' }] },
  commission: { items: [{ ...goods.item([]), lot: 'L7' }] },
  pack: { items: [{ child: aCase, parent: pallet }] },
  unpack: { items: [{ holder: pallet }] },
  detach: { items: [{ holder: pallet, ...innerProof(inner, 0) }] },
  split: { items: [{ take }] },
  ship: { items: [{ holder: pallet }], to: WHOLESALER, purpose: 'SUPPLY' },
  cancelShipment: { items: [{ holder: pallet }], shipment: hash },
  receive: { items: [{ holder: pallet, as: 'RECEIVED' }], shipment: hash },
  resolve: { items: [{ holder: pallet, as: 'LOST' }], shipment: hash },
  store: { items: [{ holder: pallet }], location: { gln: MAKER } },
  dispense: { items: [{ pack }] },
  decommission: { items: [{ pack }], as: 'SAMPLE' },
  reactivate: { items: [{ pack }], from: 'SAMPLE' },
  quarantine: { items: [{ pack }], reason: 'x' },
  release: { items: [{ pack }], reason: 'x' },
  openRecall: { ...recalled, items: [...recalled.items] },
  acknowledgeRecall: {
    items: [{ batch: goods.batch, quarantined: 0, returned: 0, destroyed: 0, dispensed: 0, notFound: 0 }],
    recall,
  },
  closeRecall: { items: [{ recall, note: 'x', lift: false }] },
  anchor: { items: [{ root: hash, count: 1 }] },
};
/** What an organisation may do for itself alone. */
const bodyOf = (name: keyof typeof BODIES, actor: string): CommandBodies[CommandName] =>
  name === 'updateOrganisation' || name === 'rotateKey'
    ? ({ items: [{ ...BODIES[name].items[0], gln: actor }] } as CommandBodies[typeof name])
    : BODIES[name];
const NAMES = Object.keys(BODIES) as (keyof typeof BODIES)[];
const ROLES = Object.keys(ACTORS) as OrganisationRole[];

it('has a rule for every command, under its own name', () => {
  expect(Object.keys(COMMANDS).sort()).toEqual(['genesis', ...NAMES].sort());
  for (const [name, rule] of Object.entries(COMMANDS)) {
    expect(rule.command).toBe(name);
    expect(rule.maxItems).toBeGreaterThan(0);
    expect(rule.roles.length).toBeGreaterThan(0);
  }
});

/** The design's table "who may", spelled out apart from the rules. */
const MAY: { readonly [C in keyof typeof BODIES]: string } = {
  registerOrganisation: 'R',
  setLicence: 'R',
  updateOrganisation: 'R M D P H A',
  rotateKey: 'R M D P H A',
  registerProduct: 'M D P H',
  withdrawProduct: 'M D P H',
  commission: 'M D P H',
  pack: 'M D P H',
  unpack: 'M D P H',
  detach: 'M D P H',
  split: 'M D P H',
  ship: 'M D P H',
  cancelShipment: 'M D P H',
  receive: 'M D P H',
  resolve: 'M D P H',
  store: 'M D P H',
  dispense: 'P H',
  decommission: 'M D P H',
  reactivate: 'M D P H',
  quarantine: 'R M D P H',
  release: 'R M D P H',
  openRecall: 'R M D P H',
  acknowledgeRecall: 'M D P H',
  closeRecall: 'R M D P H',
  anchor: 'R M D P H A',
};

describe('what must hold 3: no command succeeds for an organisation that may not give it', () => {
  it.each(NAMES)('%s: every role, with and without a licence', (name) => {
    for (const role of ROLES) {
      const body = bodyOf(name, ACTORS[role]);
      const may = MAY[name].split(' ').includes(role[0]!);
      expect(COMMANDS[name].roles.includes(role), `${role} ${name}`).toBe(may);
      const { outcome } = ledger.decide(ledger.envelope(name, body, { actor: ACTORS[role] })) as { outcome?: string };
      if (may) expect(outcome).not.toBe('ROLE_FORBIDDEN');
      else expect(outcome).toBe('ROLE_FORBIDDEN');
      expect(outcome).not.toBe('NOT_LICENSED');
    }
  });

  it.each(NAMES)(
    '%s with a lapsed licence: NOT_LICENSED, but for split, detach, unpack, return, destruction, cancelShipment (rule 8)',
    (name) => {
      const late = { issuedAt: '2031-01-01T00:00:00.000Z' };
      const outcomeOf = (body: CommandBodies[CommandName], actor: string) =>
        (ledger.decide(ledger.envelope(name, body as never, { actor, ...late })) as { outcome?: string }).outcome;
      const allowed = ['split', 'detach', 'unpack', 'cancelShipment'].includes(name);
      for (const role of COMMANDS[name].roles) {
        if (role === 'REGULATOR') continue;
        if (allowed) expect(outcomeOf(BODIES[name], ACTORS[role])).not.toBe('NOT_LICENSED');
        else expect(outcomeOf(BODIES[name], ACTORS[role])).toBe('NOT_LICENSED');
      }
      if (name !== 'ship') return;
      for (const purpose of ['RETURN', 'DESTRUCTION'] as const) {
        const outcome = outcomeOf({ ...BODIES.ship, to: REGULATOR, purpose }, MAKER);
        expect(outcome).toBe('WRONG_ADDRESSEE');
      }
    },
  );
});

describe('what is signed is what is understood', () => {
  it.each(NAMES)('%s refuses a field that it does not know, in body and item', (name) => {
    const body = BODIES[name] as unknown as { items: object[] };
    const actor = ACTORS[COMMANDS[name].roles[0]!];
    const decide = (changed: object) => ledger.decide(ledger.envelope(name, changed as never, { actor }));
    expect(decide({ ...body, serial: 'S1' })).toMatchObject({ outcome: 'INVALID_INPUT', field: 'serial' });
    expect(decide({ ...body, items: [{ ...body.items[0], patient: 'x' }] })).toMatchObject({
      outcome: 'INVALID_INPUT',
      field: expect.stringMatching(/(^|\.)patient$/),
    });
    for (const item of [1, 'x', [], true])
      expect(decide({ ...body, items: [item] })).toMatchObject({ outcome: 'INVALID_INPUT' });
    expect(decide({ ...body, items: [{}] })).toMatchObject({ outcome: 'INVALID_INPUT' });
  });

  it.each(NAMES)('%s takes no more items than it says', (name) => {
    const body = BODIES[name] as unknown as { items: object[] };
    const actor = ACTORS[COMMANDS[name].roles[0]!];
    const items = Array(COMMANDS[name].maxItems + 1).fill(body.items[0]);
    expect(ledger.decide(ledger.envelope(name, { ...body, items } as never, { actor }))).toMatchObject({
      outcome: 'LIMIT_EXCEEDED',
      field: 'items',
      params: { limit: COMMANDS[name].maxItems },
    });
  });
});

it('values of any JSON kind anywhere in a body are answered, never thrown at', () => {
  const trade = aTrade();
  const odd: unknown[] = [
    0,
    -1,
    2 ** 53 - 1,
    '',
    '__proto__',
    'constructor',
    [],
    {},
    [[]],
    true,
    'sscc:',
    'A'.repeat(50),
  ];
  const replaceIn = (value: unknown, depth = 0): unknown[] => {
    const here = odd.slice(0, depth === 0 ? 0 : undefined);
    if (Array.isArray(value))
      return [...here, ...value.flatMap((one, i) => replaceIn(one, depth + 1).map((other) => value.with(i, other)))];
    if (typeof value !== 'object' || value === null) return here;
    const members = Object.entries(value).flatMap(([key, one]) =>
      replaceIn(one, depth + 1).map((other) => ({ ...value, [key]: other })),
    );
    return [...here, ...members];
  };
  let tried = 0;
  for (const name of NAMES) {
    const actor = ACTORS[COMMANDS[name].roles[0]!];
    for (const body of replaceIn(BODIES[name])) {
      for (const state of [ledger, trade]) {
        const envelope = { ...state.envelope(name, body as never, { actor }) };
        expect(() => state.decide(envelope), JSON.stringify(envelope)).not.toThrow();
        tried++;
      }
    }
  }
  expect(tried).toBeGreaterThan(4000);
});
