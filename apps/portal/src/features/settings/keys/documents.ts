import { graphql, type ResultOf } from '@packproof/client';

export const API_KEYS = graphql('query ApiKeys { apiKeys { id name start scopes createdAt lastUsedAt expiresAt } }');

export type ApiKey = ResultOf<typeof API_KEYS>['apiKeys'][number];
export type Scope = ApiKey['scopes'][number];

export const SCOPES: readonly Scope[] = ['READ', 'WRITE', 'ADMIN'];

export const CREATE_API_KEY = graphql(`
  mutation CreateApiKey($name: String!, $scopes: [ApiScope!]!, $expiresInDays: Int) {
    createApiKey(name: $name, scopes: $scopes, expiresInDays: $expiresInDays) { key apiKey { id name } }
  }
`);
export const REVOKE_API_KEY = graphql('mutation RevokeApiKey($id: ID!) { revokeApiKey(id: $id) { id } }');

export const PREPARE_KEY = graphql(
  'mutation PrepareKey($gln: Gln!) { prepareKey(gln: $gln) { keyId publicKey possession } }',
);
export const ROTATE_KEY = graphql(`
  mutation RotateKey($gln: Gln!, $publicKey: String!, $possession: String, $commandId: ID) {
    rotateKey(gln: $gln, publicKey: $publicKey, possession: $possession, options: { commandId: $commandId }) { gln }
  }
`);

export type PreparedKey = ResultOf<typeof PREPARE_KEY>['prepareKey'];
