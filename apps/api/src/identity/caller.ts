import type { Gln, OrganisationRole } from '@packproof/contract';
import type { Language } from '@packproof/outcomes';

export type MemberRole = 'ADMIN' | 'OPERATOR' | 'AUDITOR';

/** What an API key may do; a person's scopes follow from the role. */
export type Scope = 'read' | 'write' | 'admin';
export const SCOPES: readonly Scope[] = ['read', 'write', 'admin'];

/** Who asks: a person signed in to an organisation, or a machine with one of its API keys. */
export interface Caller {
  /** Of the membership, or of the API key. */
  readonly memberId: string;
  /** Of the person, or of the API key. */
  readonly name: string;
  /** Machines have none. */
  readonly email: string | undefined;
  readonly memberRole: MemberRole;
  /** The organisation's GLN: the actor of its commands. */
  readonly gln: Gln;
  readonly organisationName: string;
  readonly organisationRole: OrganisationRole;
  readonly scopes: readonly Scope[];
  readonly language: Language;
  readonly via: 'key' | 'session';
}

/** The same person or machine, without what belongs to one request. */
export type Identity = Omit<Caller, 'language'>;

export const scopesOfRole = (role: MemberRole): readonly Scope[] =>
  role === 'ADMIN' ? SCOPES : role === 'OPERATOR' ? ['read', 'write'] : ['read'];

/** A key that may administer acts as an administrator, one that may write as an operator, any other as an auditor. */
export const roleOfScopes = (scopes: readonly Scope[]): MemberRole =>
  scopes.includes('admin') ? 'ADMIN' : scopes.includes('write') ? 'OPERATOR' : 'AUDITOR';

/** As the membership is stored; unknown roles may only look. */
export const readRole = (role: string): MemberRole =>
  role === 'admin' ? 'ADMIN' : role === 'operator' ? 'OPERATOR' : 'AUDITOR';

/** As they stand in an API key's permissions. */
export const readScopes = (permissions: unknown): Scope[] => {
  const granted = (permissions as { packproof?: unknown } | null)?.packproof;
  return Array.isArray(granted) ? SCOPES.filter((scope) => granted.includes(scope)) : [];
};
