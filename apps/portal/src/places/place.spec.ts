import { describe, expect, it } from 'vitest';
import { glnOf } from './gln';
import { emptyPlace, readPlace } from './place';

const GLN = '4012345000009';

describe('glnOf', () => {
  it('takes spaces and hyphens as people write them', () => {
    expect(glnOf(' 4012345 00000-9 ')).toEqual({ ok: true, value: GLN });
  });

  it.each([
    ['', { fault: 'notDigits' }],
    ['40123450O0009', { fault: 'notDigits' }],
    ['401234500000', { fault: 'length' }],
    ['4012345000008', { fault: 'checkDigit', expected: '9' }],
  ])('says what is wrong with %j', (typed, fault) => {
    expect(glnOf(typed)).toEqual({ ok: false, ...fault });
  });
});

describe('readPlace', () => {
  const named = { gln: GLN, name: ' Cold store ' };

  it('reads a place with and without its point on the map', () => {
    expect(readPlace(emptyPlace(named))).toEqual({
      ok: true,
      place: { gln: GLN, name: 'Cold store', latitude: null, longitude: null },
    });
    expect(readPlace(emptyPlace({ ...named, latitude: '-33,5', longitude: '151.25' }))).toMatchObject({
      place: { latitude: -33.5, longitude: 151.25 },
    });
  });

  it.each([
    [{ latitude: '90.5', longitude: '8' }, { latitude: { fault: 'latitude' } }],
    [{ latitude: '47', longitude: '181' }, { longitude: { fault: 'longitude' } }],
    [{ latitude: '47' }, { longitude: { fault: 'together' } }],
    [{ longitude: '8' }, { latitude: { fault: 'together' } }],
    [{ latitude: '47 N', longitude: '8' }, { latitude: { fault: 'latitude' } }],
  ])('refuses the point %j', (typed, faults) => {
    expect(readPlace(emptyPlace({ ...named, ...typed }))).toEqual({ ok: false, faults });
  });

  it('refuses a number that another place has', () => {
    const [one, other] = [emptyPlace(named), emptyPlace({ ...named, name: 'Dock' })];
    expect(readPlace(other, [one, other])).toEqual({ ok: false, faults: { gln: { fault: 'twice' } } });
    expect(readPlace(emptyPlace({ ...named, name: ' ' }))).toEqual({
      ok: false,
      faults: { name: { fault: 'nameMissing' } },
    });
  });
});
