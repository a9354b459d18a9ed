import { describe, expect, it } from 'vitest';
import { DateScalar, DateTime, Gln, Gtin, Scan, Sscc } from './scalars';

describe('scalars', () => {
  it('pad shorter GTINs', () => {
    expect(Gtin.parseValue('9506000134352')).toBe('09506000134352');
    expect(Gtin.parseValue('96385074')).toBe('00000096385074');
  });

  it.each([
    [Gtin, '09506000134353', 'Gtin: its check digit is wrong'],
    [Gtin, '095060001343', 'Gtin: its check digit is wrong'],
    [Gtin, '123', 'Gtin: it has 8, 12, 13 or 14 digits, not 3'],
    [Gtin, '0950600013435x', 'Gtin: it has digits only'],
    [Gtin, '٠٩٥٠٦٠٠٠١٣٤٣٥٢', 'Gtin: it has digits only'],
    [Gtin, 9506000134352, 'Gtin: it is written as a string'],
    [Sscc, '106141412345678909', 'Sscc: its check digit is wrong'],
    [Gln, '4012345000008', 'Gln: its check digit is wrong'],
    [DateScalar, '2026-02-30', 'Date: there is no day 2026-02-30'],
    [DateScalar, '20260230', 'Date: it is written YYYY-MM-DD'],
    [DateTime, '2026-11-25', 'DateTime: it is written like'],
    [DateTime, '2026-02-30T00:00:00Z', 'DateTime: there is no time'],
    [DateTime, '2026-11-25T25:00:00Z', 'DateTime: there is no time'],
    [DateTime, '2026-11-25T10:00:00+99:00', 'DateTime: there is no time'],
  ])('%s refuses %s with the rule', (scalar, value, rule) => {
    expect(() => scalar.parseValue(value)).toThrow(rule);
  });

  it('write times as the ledger does', () => {
    expect(DateTime.parseValue('2026-11-25T12:30:00.123456789+02:00')).toBe('2026-11-25T10:30:00.123Z');
  });

  it('leave a scan exactly as it was sent', () => {
    const scan = ']d2\u001d01 \0 \ud800';
    expect(Scan.parseValue(scan)).toBe(scan);
  });
});
