import { Refused } from '@packproof/client';
import { expect, it } from 'vitest';
import { emptyPlace } from '../../places/place';
import { type Draft, faultsOfRefusal, readDraft } from './register';

const draft: Draft = {
  gln: '4012345 00000 9',
  name: ' Aldrin Laboratories ',
  role: 'MANUFACTURER',
  licence: 'DE-1',
  validUntil: '2030-12-31',
  prefixes: '4012345',
  place: emptyPlace({ gln: '4012345000016', name: 'Plant', latitude: '47.5', longitude: '8.25' }),
  adminEmail: 'ada@aldrin.example',
};

it('gives what the door takes', () => {
  expect(readDraft(draft)).toEqual({
    ok: true,
    input: {
      gln: '4012345000009',
      name: 'Aldrin Laboratories',
      role: 'MANUFACTURER',
      licence: { number: 'DE-1', validUntil: '2030-12-31' },
      companyPrefixes: ['4012345'],
      places: [{ gln: '4012345000016', name: 'Plant', latitude: 47.5, longitude: 8.25 }],
      adminEmail: 'ada@aldrin.example',
    },
  });
});

it('asks a manufacturer, and nobody else, for a company prefix', () => {
  expect(readDraft({ ...draft, prefixes: '' })).toEqual({ ok: false, faults: { prefixes: { text: 'prefixMissing' } } });
  expect(readDraft({ ...draft, prefixes: '', role: 'PHARMACY', place: undefined })).toMatchObject({
    ok: true,
    input: { companyPrefixes: [], places: [] },
  });
});

it('names every field at fault at once', () => {
  const wrong = readDraft({
    gln: '4012345000008',
    name: '',
    role: 'PHARMACY',
    licence: ' ',
    validUntil: null,
    prefixes: '12',
    place: emptyPlace({ name: 'Shop' }),
    adminEmail: 'ada@aldrin',
  });
  expect(wrong).toEqual({
    ok: false,
    faults: {
      gln: { ok: false, fault: 'checkDigit', expected: '9' },
      name: 'nameMissing',
      licence: 'licenceMissing',
      validUntil: 'dateMissing',
      prefixes: { text: 'prefixWrong', prefix: '12' },
      place: { gln: { ok: false, fault: 'notDigits' } },
      adminEmail: 'badEmail',
    },
  });
});

it('says at its field what only the ledger knows', () => {
  const exists = (field: string) => new Refused('ALREADY_EXISTS', { kind: 'organisation' }, field);
  const prefixes = ['4012345', '6901234'];
  expect(faultsOfRefusal(exists('input.gln'), prefixes)).toEqual({ gln: { fault: 'taken' } });
  expect(faultsOfRefusal(exists('input.companyPrefixes[1]'), prefixes)).toEqual({
    prefixes: { text: 'prefixTaken', prefix: '6901234' },
  });
  expect(faultsOfRefusal(exists('input.places[0].gln'), prefixes)).toBeUndefined();
  expect(faultsOfRefusal(new Refused('CLOCK_SKEW', {}, 'input.gln'), prefixes)).toBeUndefined();
});
