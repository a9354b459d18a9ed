import type { OrganisationRole } from '@packproof/contract';
import { checkDigit } from '@packproof/gs1';

/** GS1 prefix 952 is for demonstrations: no real company has these numbers. */
const key = (digits: string) => digits + checkDigit(digits);
const gln = (prefix: string, number: number) => key(`${prefix}${String(number).padStart(12 - prefix.length, '0')}`);
const gtin = (prefix: string, number: number) => key(`0${prefix}${String(number).padStart(12 - prefix.length, '0')}`);

export interface CastMember {
  /** Of the command ids of the seed. */
  id: string;
  name: string;
  role: OrganisationRole;
  gln: string;
  companyPrefixes: string[];
  places: { gln: string; name: string; latitude: number; longitude: number }[];
  person: { name: string; email: string };
}

function member(
  [id, name, role, prefix]: [string, string, OrganisationRole, string],
  person: string,
  places: [string, number, number][],
): CastMember {
  return {
    id,
    name,
    role,
    gln: gln(prefix, 0),
    companyPrefixes: role === 'REGULATOR' || role === 'AUDITOR' ? [] : [prefix],
    places: places.map(([place, latitude, longitude], i) => ({
      gln: gln(prefix, i),
      name: place,
      latitude,
      longitude,
    })),
    person: { name: person, email: `${person.toLowerCase().replace(' ', '.')}@${id}.example` },
  };
}

export const CAST = {
  authority: member(['authority', 'National Medicines Authority', 'REGULATOR', '9521000'], 'Nora Lindqvist', [
    ['Head office', 59.334, 18.063],
  ]),
  aldrin: member(['aldrin', 'Aldrin Laboratories', 'MANUFACTURER', '9521001'], 'Martin Keller', [
    ['Packaging plant', 47.559, 7.588],
    ['Finished goods store', 47.6, 7.66],
  ]),
  borealis: member(['borealis', 'Borealis Pharma', 'MANUFACTURER', '9521002'], 'Ines Duarte', [
    ['Factory', 41.15, -8.61],
  ]),
  meridian: member(['meridian', 'Meridian Wholesale', 'DISTRIBUTOR', '9521003'], 'Tom Okafor', [
    ['Distribution centre north', 52.37, 4.89],
    ['Distribution centre south', 48.857, 2.352],
  ]),
  harbour: member(['harbour', 'Harbour Pharmacy', 'PHARMACY', '9521004'], 'Lea Fontaine', [
    ['Harbour Pharmacy, quay 4', 43.296, 5.37],
  ]),
  hillside: member(['hillside', 'Hillside Pharmacy', 'PHARMACY', '9521005'], 'Wei Zhang', [
    ['Hillside Pharmacy', 45.764, 4.836],
  ]),
  clearview: member(['clearview', 'Clearview Audit', 'AUDITOR', '9521006'], 'Sam Whitfield', [
    ['Office', 51.507, -0.128],
  ]),
} as const;

export const PRODUCTS = [
  {
    owner: CAST.aldrin,
    gtin: gtin('9521001', 101),
    name: 'Cardelol 5 mg tablets',
    nameZh: '卡德洛尔片 5 毫克',
    form: 'Tablet',
    strength: '5 mg',
    packSize: '30 tablets',
    storage: { maxCelsius: 25 },
  },
  {
    owner: CAST.aldrin,
    gtin: gtin('9521001', 202),
    name: 'Insulara 100 U/ml pens',
    nameZh: '英速乐注射笔 100 单位/毫升',
    form: 'Solution for injection',
    strength: '100 U/ml',
    packSize: '5 pens of 3 ml',
    storage: { minCelsius: 2, maxCelsius: 8, note: 'Do not freeze. Keep in the outer carton.' },
  },
  {
    owner: CAST.borealis,
    gtin: gtin('9521002', 303),
    name: 'Borexin 500 mg capsules',
    nameZh: '博雷星胶囊 500 毫克',
    form: 'Capsule',
    strength: '500 mg',
    packSize: '20 capsules',
    storage: { minCelsius: 15, maxCelsius: 25 },
  },
] as const;
