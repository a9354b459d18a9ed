import { expect, it } from 'vitest';
import { readPrefixes } from './prefixes';

it.each([
  ['', []],
  ['4012345', ['4012345']],
  ['4012345, 40123456\n 6901234；4012345', ['4012345', '40123456', '6901234']],
  ['6901234、6909999', ['6901234', '6909999']],
])('reads %j', (typed, prefixes) => {
  expect(readPrefixes(typed)).toEqual({ ok: true, prefixes });
});

it.each([
  ['401', '401'],
  ['4012345, 40I2345', '40I2345'],
  ['4012345678901', '4012345678901'],
])('names what is no company prefix in %j', (typed, wrong) => {
  expect(readPrefixes(typed)).toEqual({ ok: false, wrong });
});
