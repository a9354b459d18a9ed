import { expect, it } from 'vitest';
import { type Invitation, wayOf } from './invitation';

const invitation = (hasAccount: boolean): Invitation => ({
  organisation: { gln: '4012345000009', name: 'Aldrin', role: 'MANUFACTURER' },
  email: 'ada@aldrin.example',
  role: 'ADMIN',
  expiresAt: '2030-01-01T00:00:00Z',
  hasAccount,
});
const as = (email: string) => ({ user: { name: 'Somebody', email } });

it('takes whoever is signed in with that address as they are', () => {
  expect(wayOf(invitation(true), as('Ada@aldrin.example'))).toBe('signedIn');
});

it('asks everybody else for a password: the old one, or a new one', () => {
  expect(wayOf(invitation(true), null)).toBe('signIn');
  expect(wayOf(invitation(false), null)).toBe('signUp');
  expect(wayOf(invitation(false), as('tom@meridian.example'))).toBe('signUp');
});
