import { isDeepStrictEqual } from 'node:util';
import type { CommandName, OrganisationRecord } from '@packproof/contract';
import { promised } from '../violation';
import { actorOf, bodyOf, type Check, dayOf, isAtRest, isDispensingRole, isGoodsRole, type Move } from './move';
import { isFree } from './structure';

/** What a command may write at all. */
const WRITES: Readonly<Record<CommandName, readonly string[]>> = {
  genesis: ['GENESIS', 'ORG', 'KEY'],
  registerOrganisation: ['ORG', 'KEY', 'PREFIX'],
  setLicence: ['ORG'],
  updateOrganisation: ['ORG', 'PREFIX'],
  rotateKey: ['ORG', 'KEY'],
  registerProduct: ['PRODUCT'],
  withdrawProduct: ['PRODUCT'],
  commission: ['BATCH', 'TRANCHE', 'HOLDER'],
  pack: ['HOLDER'],
  unpack: ['HOLDER'],
  detach: ['HOLDER'],
  split: ['HOLDER'],
  ship: ['HOLDER'],
  cancelShipment: ['HOLDER'],
  receive: ['HOLDER'],
  resolve: ['HOLDER'],
  store: ['HOLDER'],
  dispense: ['HOLDER', 'PACK'],
  decommission: ['HOLDER', 'PACK'],
  reactivate: ['HOLDER', 'PACK'],
  quarantine: ['HOLDER', 'PACK', 'BATCH'],
  release: ['HOLDER', 'PACK', 'BATCH'],
  openRecall: ['RECALL', 'BATCH'],
  acknowledgeRecall: ['ACKNOWLEDGEMENT'],
  closeRecall: ['RECALL', 'BATCH'],
  anchor: ['ANCHOR'],
};

const REGULATED: ReadonlySet<CommandName> = new Set(['genesis', 'registerOrganisation', 'setLicence']);
const OPEN_TO_ALL: ReadonlySet<CommandName> = new Set(['updateOrganisation', 'rotateKey', 'anchor']);
const ALSO_REGULATOR: ReadonlySet<CommandName> = new Set(['quarantine', 'release', 'openRecall', 'closeRecall']);
/** Rule 8. */
const WITHOUT_LICENCE: ReadonlySet<CommandName> = new Set(['split', 'detach', 'unpack', 'cancelShipment']);

/** (k): by who may give it, into records of its kind, of holders that are the actor's to change. */
export const checkWrites: Check = (move) => {
  checkRole(move);
  const { command } = move.envelope;
  const onlyPacks = bodyOf(move, 'dispense')?.items.every((item) => 'pack' in item) === true;
  for (const key of move.writes.keys()) {
    const family = key.split('/')[0]!;
    const may = onlyPacks ? family === 'PACK' : WRITES[command].includes(family);
    promised('k', may, () => `${command} wrote ${key}`);
    if (family === 'HOLDER') checkHolder(move, key.slice('HOLDER/'.length));
    if (family === 'ORG') checkOrganisation(move, key.slice('ORG/'.length));
    if (family === 'PRODUCT') checkProduct(move, key.slice('PRODUCT/'.length));
    if (family === 'TRANCHE') {
      const is = move.after.records.tranches.get(key.slice('TRANCHE/'.length))!;
      const owner = move.before.records.products.get(is.gtin)?.owner;
      promised(
        'k',
        !move.before.records.tranches.has(is.trancheId) && owner === move.envelope.actor,
        () => `${key} was written`,
      );
    }
  }
};

function checkRole(move: Move): void {
  const { command, issuedAt, occurredAt, actor: gln } = move.envelope;
  const { role, licence, places } = actorOf(move);
  const told = () => `${command} by a ${role} licensed until ${licence.validUntil}`;
  const goods = isGoodsRole(role) || (role === 'REGULATOR' && ALSO_REGULATOR.has(command));
  promised('k', REGULATED.has(command) ? role === 'REGULATOR' : OPEN_TO_ALL.has(command) || goods, told);
  promised('k', command !== 'dispense' || isDispensingRole(role), told);
  const own = move.envelope.at === gln || places.some((place) => place.gln === move.envelope.at);
  promised('k', own, () => `${command} at ${move.envelope.at}, which is no place of ${gln}`);
  const day = dayOf(command === 'dispense' || command === 'decommission' ? occurredAt : issuedAt);
  const leaves = bodyOf(move, 'ship');
  const excused = role === 'REGULATOR' || WITHOUT_LICENCE.has(command) || (leaves && leaves.purpose !== 'SUPPLY');
  promised('k', day <= licence.validUntil || excused === true, told);
}

/** A holder that has anything to it is changed by who has it, by its addressee, or held and released by others. */
function checkHolder({ before, after, envelope }: Move, id: string): void {
  const was = before.holders.get(id);
  if (!was || isFree(was.record)) return;
  const { actor, command } = envelope;
  if (was.top.custodian === actor) return;
  const { transit, disputed } = was.top;
  if (command === 'receive' && transit?.to === actor) return;
  if (command === 'resolve' && disputed?.to === actor) return;
  const { holds: _were, heldLeaves: _marked, ...rest } = was.record;
  const { holds: _are, heldLeaves: _mark, ...same } = after.records.holders.get(id)!;
  const onlyHolds = (command === 'quarantine' || command === 'release') && isDeepStrictEqual(rest, same);
  promised(
    'k',
    onlyHolds,
    () => `${command} of ${actor} changed ${id} of ${was.top.custodian}, ${isAtRest(was.chain)}`,
  );
}

function checkOrganisation(move: Move, gln: string): void {
  const { command, actor } = move.envelope;
  const was = move.before.records.organisations.get(gln);
  const is = move.after.records.organisations.get(gln)!;
  const isRegulator = actorOf(move).role === 'REGULATOR';
  const changed = (Object.keys({ ...was, ...is }) as (keyof OrganisationRecord)[]).filter(
    (field) => !isDeepStrictEqual(was?.[field], is[field]),
  );
  const told = () => `${command} of ${actor} changed ${changed} of ${gln}`;
  if (!was) {
    promised('k', command === 'registerOrganisation' && isRegulator, told);
    return;
  }
  const may: Partial<Record<CommandName, (field: string) => boolean>> = {
    setLicence: (field) => field === 'licence' && isRegulator,
    rotateKey: (field) => field === 'keys' && (isRegulator || gln === actor),
    updateOrganisation: (field) =>
      (field === 'places' && gln === actor) || (field === 'companyPrefixes' && isRegulator),
  };
  promised(
    'k',
    changed.every((field) => may[command]?.(field) === true),
    told,
  );
  const current = is.keys.filter(({ until }) => until === undefined);
  promised(
    'k',
    current.length === 1 && current[0] === is.keys.at(-1),
    () => `${gln} has ${current.length} present keys`,
  );
}

function checkProduct({ before, after, envelope }: Move, gtin: string): void {
  const was = before.records.products.get(gtin);
  const is = after.records.products.get(gtin)!;
  const stays = !was || (was.owner === is.owner && was.withdrawn === undefined);
  promised('k', is.owner === envelope.actor && stays, () => `${envelope.command} of ${envelope.actor} changed ${gtin}`);
}
