import type { Gln, OrganisationRole } from '@packproof/contract';
import { type Pool, type PoolClient, withTransaction } from '@packproof/database';

/** On whose behalf rows are read or changed. */
export interface RowsOf {
  gln: Gln;
  organisationRole: OrganisationRole;
}

/**
 * Runs `work` in a transaction that sees the rows of one organisation only, whatever its SQL says: row-level security of
 * the role `packproof_member` (migration app_jobs_uploads_alerts). The regulator and auditors see all alerts.
 */
export async function asOrganisation<T>(pool: Pool, of: RowsOf, work: (client: PoolClient) => Promise<T>): Promise<T> {
  // Goes into the statement as text, so that role and setting cost one round trip.
  if (!/^\d{13}$/.test(of.gln)) throw new Error(`${of.gln} is not a GLN`);
  const seesAll = of.organisationRole === 'REGULATOR' || of.organisationRole === 'AUDITOR';
  return withTransaction(
    pool,
    work,
    `begin; set local role packproof_member; set local packproof.gln = '${of.gln}'; set local packproof.sees_all = '${seesAll}'`,
  );
}
