import { graphql } from '@packproof/client';

export const PLACES = graphql(`
  query Places($gln: Gln!) {
    organisation(gln: $gln) { gln places { gln name latitude longitude } }
  }
`);

export const UPDATE_PLACES = graphql(`
  mutation UpdatePlaces($input: UpdateOrganisationInput!, $commandId: ID) {
    updateOrganisation(input: $input, options: { commandId: $commandId }) { gln places { gln name latitude longitude } }
  }
`);
