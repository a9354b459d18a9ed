import { companyPrefixCovers } from '@packproof/gs1';
import type { OrganisationRecord } from './records';

/** An organisation's own GLN is a place of it too. */
export function hasPlace(organisation: OrganisationRecord, gln: string): boolean {
  return organisation.gln === gln || organisation.places.some((place) => place.gln === gln);
}

/**
 * On that day, the last one included. The regulator needs no licence: it is the one who gives them, and with a lapsed
 * one of its own nobody could ever renew any.
 */
export function isLicensed({ role, licence }: OrganisationRecord, today: string): boolean {
  return role === 'REGULATOR' || today <= licence.validUntil;
}

/** Whether a GTIN, SSCC or GLN was made from one of its company prefixes. */
export function coversKey({ companyPrefixes }: OrganisationRecord, key: string): boolean {
  return companyPrefixes.some((prefix) => companyPrefixCovers(prefix, key));
}
