import { describe, expect, it } from 'vitest';
import { emptyTarget, readTarget } from './targets';

const batch = { gtin: '09521001001014', lot: 'L1' };
const sscc = '095210010000000017';

describe('a target of a recall', () => {
  it('is the whole batch unless told', () => {
    expect(readTarget(emptyTarget(batch))).toEqual({ input: batch });
  });
  it('needs its batch, and what its extent needs', () => {
    expect(readTarget(emptyTarget())).toEqual({ fault: { text: 'chooseBatch' } });
    expect(readTarget(emptyTarget({ ...batch, extent: 'serials', serialFrom: 'A' }))).toEqual({
      fault: { text: 'chooseRange' },
    });
    expect(readTarget(emptyTarget({ ...batch, extent: 'units', ssccs: ' \n ' }))).toEqual({
      fault: { text: 'chooseUnits' },
    });
    expect(readTarget(emptyTarget({ ...batch, extent: 'shipment' }))).toEqual({ fault: { text: 'chooseShipment' } });
  });
  it('takes SSCCs as readers type them, and names the line that is none', () => {
    expect(readTarget(emptyTarget({ ...batch, extent: 'units', ssccs: `(00)${sscc}\n00${sscc}\n${sscc}` }))).toEqual({
      input: { ...batch, ssccs: [sscc, sscc, sscc] },
    });
    expect(readTarget(emptyTarget({ ...batch, extent: 'units', ssccs: `${sscc}\n${sscc.slice(0, 17)}x` }))).toEqual({
      fault: { text: 'ssccFault', line: 2, value: `${sscc.slice(0, 17)}x` },
    });
  });
  it('takes a shipment by its page', () => {
    const draft = emptyTarget({ ...batch, extent: 'shipment', shipment: 'https://example.org/shipments/abc' });
    expect(readTarget(draft)).toEqual({ input: { ...batch, shipment: 'abc' } });
  });
});
