/** As GET /invitations/{id} answers. */
export interface Invitation {
  readonly organisation: {
    readonly gln: string;
    readonly name: string;
    readonly role: 'REGULATOR' | 'MANUFACTURER' | 'DISTRIBUTOR' | 'PHARMACY' | 'HOSPITAL' | 'AUDITOR';
  };
  readonly email: string;
  readonly role: 'ADMIN' | 'OPERATOR' | 'AUDITOR';
  readonly expiresAt: string;
  readonly hasAccount: boolean;
}

/** As GET /api/auth/get-session answers. */
export type SignedIn = { readonly user: { readonly name: string; readonly email: string } } | null;

/** How somebody joins: with a new account, with the password of an old one, or as who is signed in. */
export type Way = 'signUp' | 'signIn' | 'signedIn';

export function wayOf({ email, hasAccount }: Invitation, signedIn: SignedIn): Way {
  if (signedIn?.user.email.toLowerCase() === email.toLowerCase()) return 'signedIn';
  return hasAccount ? 'signIn' : 'signUp';
}
