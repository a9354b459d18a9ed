import { describe, expect, it } from 'vitest';
import { pastedRows, rowFault, serialCsv } from './serial-rows';

describe('a pasted list', () => {
  it('is rows, whatever ends them, without its heading and the empty ends', () => {
    expect(pastedRows('\nSerial\r\nA1\rB 2\n\nC3\t D4 \n\n')).toEqual(['A1', 'B 2', '', 'C3', 'D4']);
    expect(pastedRows(' \n')).toEqual([]);
  });

  it('goes as CSV, quoted', async () => {
    expect(await serialCsv(['A"1', 'B,2', '']).text()).toBe('serial\r\n"A""1"\r\n"B,2"\r\n""\r\n');
  });
});

describe('what is wrong with a row', () => {
  it.each([
    ['', 'INVALID_INPUT', { kind: 'empty' }],
    ['A B', 'INVALID_INPUT', { kind: 'character', at: 2, sign: ' ' }],
    ['AΩ', 'INVALID_INPUT', { kind: 'character', at: 2, sign: 'Ω' }],
    ['X'.repeat(21), 'LIMIT_EXCEEDED', { kind: 'long', length: 21 }],
    ['A1', 'DUPLICATE_ITEM', { kind: 'twice' }],
    ['A1', 'ALREADY_EXISTS', { kind: 'onRecord' }],
    ['A1', 'CONFLICT', { kind: 'other' }],
  ])('%j, %s', (value, code, fault) => {
    expect(rowFault({ value, code })).toEqual(fault);
  });
});
