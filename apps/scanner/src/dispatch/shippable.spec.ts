import { describe, expect, it } from 'vitest';
import { aLine, aPack, OWN } from '../../test/lines';
import { standingInDecommission } from '../decommission/reasons';
import { shipmentOf, standingInDispatch } from './shippable';

const ours = { custodian: OWN };
const kind = (outcome: Parameters<typeof aPack>[1], purpose: Parameters<typeof standingInDispatch>[1], where = ours) =>
  standingInDispatch(aLine(aPack('1', outcome, where)), purpose, OWN).kind;

describe('what can be shipped', () => {
  it('for supply only what is free to supply', () => {
    expect(kind('ACTIVE', 'SUPPLY')).toBe('ready');
    for (const outcome of ['RECALLED', 'EXPIRED', 'QUARANTINED', 'IN_TRANSIT'] as const) {
      expect(kind(outcome, 'SUPPLY'), outcome).toBe('stopped');
    }
  });

  it('back or for destruction also what is held or spoiled, where it is ours', () => {
    for (const outcome of ['ACTIVE', 'RECALLED', 'EXPIRED', 'QUARANTINED', 'WITHDRAWN'] as const) {
      expect(kind(outcome, 'RETURN'), outcome).toBe('ready');
    }
    expect(kind('RECALLED', 'RETURN', { custodian: '1' })).toBe('stopped');
    expect(kind('STOLEN', 'DESTRUCTION')).toBe('stopped');
  });

  it('one shipment with a note where there is one', () => {
    const line = aLine(aPack('1'));
    expect(shipmentOf([line], { to: '1', purpose: 'SUPPLY', reference: ' DN 1 ' })).toEqual({
      kind: 'ship',
      input: { items: [line.scan], to: '1', purpose: 'SUPPLY', reference: 'DN 1' },
    });
    expect(shipmentOf([line], { to: '1', purpose: 'RETURN', reference: ' ' })).not.toHaveProperty('input.reference');
  });
});

describe('what can be taken out', () => {
  const takeOut = (outcome: Parameters<typeof aPack>[1], reason: Parameters<typeof standingInDecommission>[1]) =>
    standingInDecommission(aLine(aPack('1', outcome, ours)), reason, OWN).kind;

  it('what is given away must be free to supply; what is spoiled may be destroyed, locked or reported stolen', () => {
    expect([takeOut('ACTIVE', 'SAMPLE'), takeOut('RECALLED', 'SAMPLE')]).toEqual(['ready', 'stopped']);
    for (const reason of ['DESTROYED', 'LOCKED', 'STOLEN'] as const) expect(takeOut('RECALLED', reason)).toBe('ready');
  });

  it('what is locked may still be destroyed, and not be locked again', () => {
    expect([takeOut('LOCKED', 'DESTROYED'), takeOut('LOCKED', 'LOCKED')]).toEqual(['ready', 'stopped']);
    expect(takeOut('DESTROYED', 'STOLEN')).toBe('stopped');
  });
});
