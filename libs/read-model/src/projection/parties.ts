import type { CommandName } from '@packproof/contract';
import type { HolderRow } from './tables';

/** Commands whose records every member may read: who is who, which products there are, what is recalled. */
const OPEN_COMMANDS: ReadonlySet<CommandName> = new Set<CommandName>([
  'genesis',
  'registerOrganisation',
  'setLicence',
  'updateOrganisation',
  'rotateKey',
  'registerProduct',
  'withdrawProduct',
  'openRecall',
  'closeRecall',
]);

export const isOpenCommand = (command: CommandName): boolean => OPEN_COMMANDS.has(command);

/**
 * Organisations that an event of a holder concerns, besides the owners of what is in it: one step back and one step on.
 * A nested holder's own custodian is stale and not among them.
 */
export function holderParties(before: HolderRow | undefined, after: HolderRow | undefined): string[] {
  const parties: (string | null)[] = [];
  for (const row of [before, after]) {
    if (row?.parent !== null) continue;
    parties.push(row.custodian, row.transit_to, row.disputed_to);
  }
  return parties.filter((party) => party !== null);
}

export const sortedParties = (parties: Iterable<string>): string[] => [...new Set(parties)].sort();
