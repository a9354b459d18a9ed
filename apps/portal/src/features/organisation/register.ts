import { Refused } from '@packproof/client';
import { type GlnFault, glnOf } from '../../places/gln';
import { type PlaceDraft, type PlaceFaults, readPlace } from '../../places/place';
import { isEmail } from '../../session/email';
import type { REGISTRABLE } from './documents';
import { readPrefixes } from './prefixes';

/** The form of a registration, as it is typed. */
export interface Draft {
  readonly gln: string;
  readonly name: string;
  readonly role: (typeof REGISTRABLE)[number];
  readonly licence: string;
  readonly validUntil: string | null;
  readonly prefixes: string;
  /** Absent: the organisation has no place of its own yet. */
  readonly place: PlaceDraft | undefined;
  readonly adminEmail: string;
}

export interface Faults {
  readonly gln?: GlnFault | { readonly fault: 'taken' };
  readonly name?: 'nameMissing';
  readonly licence?: 'licenceMissing';
  readonly validUntil?: 'dateMissing';
  readonly prefixes?:
    | { readonly text: 'prefixMissing' }
    | { readonly text: 'prefixWrong' | 'prefixTaken'; readonly prefix: string };
  readonly place?: PlaceFaults;
  readonly adminEmail?: 'badEmail';
}

/** What registerOrganisation takes; or every field at fault. */
export function readDraft(draft: Draft) {
  const gln = glnOf(draft.gln);
  const [name, licence, adminEmail] = [draft.name.trim(), draft.licence.trim(), draft.adminEmail.trim()];
  const prefixes = readPrefixes(draft.prefixes);
  const place = draft.place && readPlace(draft.place);
  const isMaker = draft.role === 'MANUFACTURER';
  const { validUntil } = draft;
  const faults: Faults = {
    ...(gln.ok ? {} : { gln }),
    ...(name === '' ? { name: 'nameMissing' as const } : {}),
    ...(licence === '' ? { licence: 'licenceMissing' as const } : {}),
    ...(validUntil === null ? { validUntil: 'dateMissing' as const } : {}),
    ...(prefixes.ok ? {} : { prefixes: { text: 'prefixWrong' as const, prefix: prefixes.wrong } }),
    ...(prefixes.ok && isMaker && prefixes.prefixes.length === 0
      ? { prefixes: { text: 'prefixMissing' as const } }
      : {}),
    ...(place && !place.ok ? { place: place.faults } : {}),
    ...(isEmail(adminEmail) ? {} : { adminEmail: 'badEmail' as const }),
  };
  if (!gln.ok || validUntil === null || !prefixes.ok || Object.keys(faults).length > 0) {
    return { ok: false as const, faults };
  }
  return {
    ok: true as const,
    input: {
      ...{ gln: gln.value, name, role: draft.role, licence: { number: licence, validUntil }, adminEmail },
      companyPrefixes: [...prefixes.prefixes],
      places: place?.ok ? [place.place] : [],
    },
  };
}

/** What only the ledger knows, at the field that it names: a number that another has; undefined for any other refusal. */
export function faultsOfRefusal(error: unknown, prefixes: readonly string[]): Faults | undefined {
  if (!(error instanceof Refused) || error.code !== 'ALREADY_EXISTS') return undefined;
  if (error.field === 'input.gln') return { gln: { fault: 'taken' } };
  const at = /^input\.companyPrefixes\[(\d+)\]$/.exec(error.field ?? '');
  const prefix = at && prefixes[Number(at[1])];
  return prefix ? { prefixes: { text: 'prefixTaken', prefix } } : undefined;
}
