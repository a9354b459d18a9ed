import type { Place } from '@packproof/contract';
import type { PlaceInput } from '../../../generated/schema-types';
import { isEmail } from '../../identity/email';
import { Refusal } from '../../refusal';

const MICRODEGREES = 1_000_000;

/** Degrees as the ledger writes them. @throws Refusal INVALID_INPUT with the field */
export const placesOf = (places: readonly PlaceInput[]): Place[] =>
  places.map(({ gln, name, latitude, longitude }, i) => {
    const field = `input.places[${i}]`;
    if ((latitude == null) !== (longitude == null)) {
      throw new Refusal('INVALID_INPUT', { rule: 'latitude and longitude come together' }, field);
    }
    if (latitude == null || longitude == null) return { gln, name };
    return {
      gln,
      name,
      latitudeMicrodegrees: microdegrees(latitude, 90, `${field}.latitude`),
      longitudeMicrodegrees: microdegrees(longitude, 180, `${field}.longitude`),
    };
  });

function microdegrees(degrees: number, most: number, field: string): number {
  if (Math.abs(degrees) > most) throw new Refusal('INVALID_INPUT', { rule: `from -${most} to ${most} degrees` }, field);
  return Math.round(degrees * MICRODEGREES);
}

/** Whether the address exists is seen by who gets the invitation. */
export function requireAddress(email: string, field: string): void {
  if (!isEmail(email)) {
    throw new Refusal('INVALID_INPUT', { rule: 'an e-mail address such as name@example.org' }, field);
  }
}

/** Fields of an organisation's item, as registerOrganisation, setLicence and updateOrganisation take them. */
export const organisationField = (field: string): string | undefined =>
  field === 'publicKey' || field === 'possession' ? undefined : `input.${field.replace('Microdegrees', '')}`;
