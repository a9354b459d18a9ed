import { expect, it } from 'vitest';
import { type FounderDraft, readFounder } from './founder';

const draft: FounderDraft = {
  token: ' secret ',
  gln: '4012345 00000 9',
  name: 'National Authority',
  licence: 'Mandate 1',
  validUntil: '2035-12-31',
  adminName: 'Nora Lindqvist',
  email: 'nora@authority.example',
  password: 'four words as a password',
  again: 'four words as a password',
};

it('gives the body of the door', () => {
  expect(readFounder(draft)).toEqual({
    ok: true,
    body: {
      token: 'secret',
      gln: '4012345000009',
      name: 'National Authority',
      licence: { number: 'Mandate 1', validUntil: '2035-12-31' },
      adminName: 'Nora Lindqvist',
      adminEmail: 'nora@authority.example',
      adminPassword: 'four words as a password',
    },
  });
});

it('names every field at fault at once', () => {
  const empty = { name: '', licence: ' ', validUntil: null, adminName: '', token: '' };
  const wrong = readFounder({ ...empty, gln: '401', email: 'nora', password: 'too short', again: 'other' });
  expect(wrong).toEqual({
    ok: false,
    faults: {
      token: 'tokenMissing',
      gln: { ok: false, fault: 'length' },
      name: 'nameMissing',
      licence: 'licenceMissing',
      validUntil: 'dateMissing',
      adminName: 'adminNameMissing',
      email: 'badEmail',
      password: 'tooShort',
      again: 'differs',
    },
  });
});

it('wants no password of blanks', () => {
  const blanks = ' '.repeat(20);
  expect(readFounder({ ...draft, password: blanks, again: blanks })).toMatchObject({
    faults: { password: 'tooShort' },
  });
});
