import { graphql, type ResultOf } from '@packproof/client';

export const ORGANISATIONS = graphql(`
  query Organisations(
    $search: String
    $role: OrganisationRole
    $orderBy: OrganisationOrder
    $first: Int
    $after: String
  ) {
    organisations(search: $search, role: $role, orderBy: $orderBy, first: $first, after: $after) {
      nodes { gln name role licence { number validUntil valid } companyPrefixes places { gln } }
      pageInfo { endCursor hasNextPage }
    }
  }
`);

export type OrganisationRow = ResultOf<typeof ORGANISATIONS>['organisations']['nodes'][number];
export type OrganisationRole = OrganisationRow['role'];

export const ORGANISATION = graphql(`
  query Organisation($gln: Gln!) {
    organisation(gln: $gln) {
      gln name role companyPrefixes
      licence { number validUntil valid }
      places { gln name latitude longitude }
    }
  }
`);

export type Organisation = NonNullable<ResultOf<typeof ORGANISATION>['organisation']>;

export const REGISTER_ORGANISATION = graphql(`
  mutation RegisterOrganisation($input: RegisterOrganisationInput!, $commandId: ID) {
    registerOrganisation(input: $input, options: { commandId: $commandId }) { gln name invitationUrl }
  }
`);

export const SET_LICENCE = graphql(`
  mutation SetLicence($input: SetLicenceInput!, $commandId: ID) {
    setLicence(input: $input, options: { commandId: $commandId }) { gln licence { number validUntil valid } }
  }
`);

export const SET_PREFIXES = graphql(`
  mutation SetPrefixes($input: UpdateOrganisationInput!, $commandId: ID) {
    updateOrganisation(input: $input, options: { commandId: $commandId }) { gln companyPrefixes }
  }
`);

export const ORGANISATION_FIELDS = { name: 'NAME', gln: 'GLN' } as const;

/** Whom a regulator registers: the regulator itself is in the ledger's first entry, and there is no second. */
export const REGISTRABLE = ['MANUFACTURER', 'DISTRIBUTOR', 'PHARMACY', 'HOSPITAL', 'AUDITOR'] as const;
export const ROLES: readonly OrganisationRole[] = ['REGULATOR', ...REGISTRABLE];
