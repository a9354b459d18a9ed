import type { Gln, OrganisationRole } from '@packproof/contract';

/** On whose behalf something is read. Every list and every look-up with names in it takes one. */
export interface Viewer {
  gln: Gln;
  role: OrganisationRole;
}

/** Regulator and auditors see all; everybody else what concerns them (design: security.md "Layers of data"). */
export function seesAll({ role }: Viewer): boolean {
  return role === 'REGULATOR' || role === 'AUDITOR';
}
