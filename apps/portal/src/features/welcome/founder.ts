import { type GlnFault, glnOf } from '../../places/gln';
import { isEmail } from '../../session/email';

/** The form of the first run, as it is typed. */
export interface FounderDraft {
  readonly token: string;
  readonly gln: string;
  readonly name: string;
  readonly licence: string;
  readonly validUntil: string | null;
  readonly adminName: string;
  readonly email: string;
  readonly password: string;
  readonly again: string;
}

export interface FounderFaults {
  readonly token?: 'tokenMissing' | 'tokenWrong';
  readonly gln?: GlnFault;
  readonly name?: 'nameMissing';
  readonly licence?: 'licenceMissing';
  readonly validUntil?: 'dateMissing';
  readonly adminName?: 'adminNameMissing';
  readonly email?: 'badEmail';
  readonly password?: 'tooShort';
  readonly again?: 'differs';
}

/** 12 to 128 characters, as the sign-in asks. */
export const isPassword = (text: string): boolean => text.trim().length >= 12 && text.length <= 128;

/** The body of POST /setup; or every field at fault. */
export function readFounder(draft: FounderDraft) {
  const gln = glnOf(draft.gln);
  const text = (key: 'token' | 'name' | 'licence' | 'adminName' | 'email') => draft[key].trim();
  const faults: FounderFaults = {
    ...(text('token') === '' ? { token: 'tokenMissing' as const } : {}),
    ...(gln.ok ? {} : { gln }),
    ...(text('name') === '' ? { name: 'nameMissing' as const } : {}),
    ...(text('licence') === '' ? { licence: 'licenceMissing' as const } : {}),
    ...(draft.validUntil === null ? { validUntil: 'dateMissing' as const } : {}),
    ...(text('adminName') === '' ? { adminName: 'adminNameMissing' as const } : {}),
    ...(isEmail(text('email')) ? {} : { email: 'badEmail' as const }),
    ...(isPassword(draft.password) ? {} : { password: 'tooShort' as const }),
    ...(draft.password === draft.again ? {} : { again: 'differs' as const }),
  };
  if (!gln.ok || Object.keys(faults).length > 0) return { ok: false as const, faults };
  return {
    ok: true as const,
    body: {
      token: text('token'),
      gln: gln.value,
      name: text('name'),
      licence: { number: text('licence'), validUntil: draft.validUntil },
      adminName: text('adminName'),
      adminEmail: text('email'),
      adminPassword: draft.password,
    },
  };
}
