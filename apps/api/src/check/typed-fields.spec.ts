import { describe, expect, it } from 'vitest';
import { scanOfFields } from './typed-fields';

const TODAY = '2026-11-25';
const typed = (expiry: string) => scanOfFields({ gtin: '9506000134352', serial: 'S1', lot: '', expiry }, TODAY);

describe('what is typed from a pack', () => {
  it('is one scan, in the order of GS1', () => {
    expect(typed('')).toEqual({ ok: true, scan: '(01)09506000134352(21)S1' });
    expect(typed('31.12.2027')).toEqual({ ok: true, scan: '(01)09506000134352(17)271231(21)S1' });
    expect(typed('12/2027')).toEqual({ ok: true, scan: '(01)09506000134352(21)S1', month: '2027-12' });
  });

  it.each(['2500-01-01', '2099-01-01', '31.12.9999', 'soon'])('is not read as another date: %s', (expiry) => {
    expect(typed(expiry)).toEqual({ ok: false, faults: [{ field: 'expiry', fault: 'no-date' }] });
  });

  it('names each fault with its field', () => {
    expect(scanOfFields({ gtin: '9506000134353', serial: 'S 1', lot: 'L'.repeat(21), expiry: 'x' }, TODAY)).toEqual({
      ok: false,
      faults: [
        { field: 'gtin', fault: 'check-digit', detail: '2' },
        { field: 'expiry', fault: 'no-date' },
        { field: 'lot', fault: 'too-long', detail: '20' },
        { field: 'serial', fault: 'character', detail: ' ' },
      ],
    });
  });
});
