import { COMMANDS, type CommandName, ORGANISATION_ROLES, type OrganisationRole, type Rule } from '@packproof/contract';
import { type TestOrganisation, timeOf } from '@packproof/test-data';
import { describe, expect, it } from 'vitest';
import { RIGHTFUL, type Rightful } from './rightful-commands';
import { type LedgerFactory, type Stage, sharedStage } from './stage';

const NAMES = Object.keys(COMMANDS) as CommandName[];
/** What one is told of goods, products or shipments that are somebody else's. */
const NOT_YOURS = ['NOT_CUSTODIAN', 'NOT_ADDRESSEE', 'NOT_OWNER', 'NOT_YOUR_HOLD', 'ROLE_FORBIDDEN'];

/**
 * Refusal of every command to every role that may not give it, to every stranger of a role that may, and with a lapsed
 * licence: from the rules' own table, with bodies that are accepted in the end.
 */
export function describeRefusals(factory: LedgerFactory): void {
  describe('who may not', () => {
    const stage = sharedStage(factory);

    it.each(NAMES)('%s', async (command) => {
      const here = stage();
      const rightful: Rightful = await RIGHTFUL[command](here);
      if (command === 'genesis') return refusesAll(here, rightful as Rightful<'genesis'>);
      const rule = COMMANDS[command] as Rule<CommandName>;
      const before = await here.ledger.height();
      for (const role of ORGANISATION_ROLES) {
        for (const other of ofRole(here, role)) {
          if (other === rightful.by || rightful.also?.includes(other)) continue;
          const body = rightful.bodyOf?.(other) ?? rightful.body;
          const answer = await other.gives(here.ledger, command, body);
          const expected = rule.roles.includes(role) ? NOT_YOURS : ['ROLE_FORBIDDEN'];
          expect(answer.accepted, `${command} by ${other.name}`).toBe(false);
          expect(expected, `${command} by ${other.name}`).toContain(!answer.accepted && answer.outcome);
        }
      }
      expect(await here.ledger.height()).toBe(before);
      const isDone = await tryLapsed(here, command, rightful);
      // What was refused until now was refused for who gave it.
      if (!isDone) await rightful.by.does(here.ledger, command, rightful.body);
      // By it the distributor's old key has ended: nobody else needs it here.
      if (command === 'rotateKey') await restoreKey(here);
    });

    it('ship for RETURN or DESTRUCTION is left to who has lost its licence', async () => {
      const here = stage();
      const { manufacturer, distributor } = here.consortium;
      for (const purpose of ['RETURN', 'DESTRUCTION'] as const) {
        const { unit } = await newUnit(here);
        await withLapsedLicence(here, manufacturer, async () => {
          const body = { to: distributor.gln, purpose, items: [{ holder: unit.holder }] };
          await manufacturer.does(here.ledger, 'ship', body);
        });
      }
    });

    it('a licence counts on its last day, and a licence of the place on any', async () => {
      const here = stage();
      const { auditor } = here.consortium;
      const anchor = (root: string) => auditor.gives(here.ledger, 'anchor', { items: [{ root, count: 1 }] });
      await setLicence(here, auditor, dayAfter(here, 0));
      expect(await anchor('a'.repeat(64))).toMatchObject({ accepted: true });
      await setLicence(here, auditor, dayAfter(here, -1));
      expect(await anchor('b'.repeat(64))).toMatchObject({ accepted: false, outcome: 'NOT_LICENSED' });
      await setLicence(here, auditor, auditor.licence.validUntil);
      const foreign = { items: [{ root: 'c'.repeat(64), count: 1 }] };
      const at = here.consortium.pharmacy.places[0]!.gln;
      expect(await auditor.gives(here.ledger, 'anchor', foreign, { at })).toMatchObject({
        accepted: false,
        outcome: 'UNKNOWN_LOCATION',
      });
    });

    it('who is no member', async () => {
      const { ledger, consortium } = stage();
      const stranger = consortium.newOrganisation('PHARMACY', 'Nobody');
      const answer = await stranger.gives(ledger, 'anchor', { items: [{ root: 'd'.repeat(64), count: 1 }] });
      expect(answer).toMatchObject({ accepted: false, outcome: 'UNKNOWN_ORGANISATION' });
    });
  });
}

function ofRole({ consortium }: Stage, role: OrganisationRole): TestOrganisation[] {
  return [consortium.regulator, ...consortium.members].filter((member) => member.role === role);
}

async function refusesAll({ ledger, consortium }: Stage, { body }: Rightful<'genesis'>): Promise<void> {
  for (const member of [consortium.regulator, ...consortium.members]) {
    const item = { ...body.items[0]!, gln: member.gln, places: [...member.places] };
    const own = { ...body, items: [{ ...item, ...member.key.registrationFor(member.gln) }] };
    const answer = await member.gives(ledger, 'genesis', own);
    expect(answer).toMatchObject({ accepted: false, outcome: 'ALREADY_EXISTS' });
  }
}

/** Rule 8. @returns whether the command was accepted although the licence had lapsed. */
async function tryLapsed<C extends CommandName>(here: Stage, command: C, { by, body }: Rightful<C>): Promise<boolean> {
  if (by.role === 'REGULATOR') return false;
  const { lapsedLicence } = COMMANDS[command] as Rule<C>;
  const may = typeof lapsedLicence === 'function' ? lapsedLicence(body) : lapsedLicence;
  const answer = await withLapsedLicence(here, by, () => by.gives(here.ledger, command, body));
  if (may) expect(answer, `${command} by ${by.name} without a licence`).toMatchObject({ accepted: true });
  else expect(answer, `${command} by ${by.name} without a licence`).toMatchObject({ outcome: 'NOT_LICENSED' });
  return answer.accepted;
}

async function withLapsedLicence<T>(here: Stage, member: TestOrganisation, act: () => Promise<T>): Promise<T> {
  await setLicence(here, member, dayAfter(here, -1));
  const result = await act();
  await setLicence(here, member, member.licence.validUntil);
  return result;
}

const dayAfter = ({ clock }: Stage, days: number): string => timeOf(clock.now() + days * 86_400_000).slice(0, 10);

async function setLicence({ ledger, consortium }: Stage, { gln, licence }: TestOrganisation, validUntil: string) {
  await consortium.regulator.does(ledger, 'setLicence', { items: [{ gln, licence: { ...licence, validUntil } }] });
}

async function newUnit({ newBatch }: Stage) {
  const batch = await newBatch((b) => b.packs(4).perCase(4));
  return { batch, unit: batch.cases[0]! };
}

/** Gives the distributor a key that this stage knows. */
async function restoreKey({ ledger, consortium }: Stage): Promise<void> {
  const { distributor, regulator } = consortium;
  const key = distributor.newKey();
  await regulator.does(ledger, 'rotateKey', {
    items: [{ gln: distributor.gln, ...key.registrationFor(distributor.gln) }],
  });
  distributor.rotated(key);
}
