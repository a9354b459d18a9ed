import { describe, expect, it } from 'vitest';
import { batchState, packState, shipmentState, unitState } from './states';

const end = { as: 'LOCKED', by: 'a', place: 'a', time: 't', tx: 'x' } as const;
const holds = { a: { reason: 'r', since: 't' } };
const transit = { to: 'b', tx: 'x', purpose: 'SUPPLY' } as const;

describe('states, derived', () => {
  it("PackState: PACK's end; else that of the nearest ended holder; else QUARANTINED if PACK, chain or batch holds it; else ACTIVE", () => {
    const link = { holds: {}, heldLeaf: false };
    const batch = { holds: {} };
    const stolen = { ...end, as: 'STOLEN' as const };
    expect(packState({ pack: { end, holds }, chain: [{ ...link, end: stolen }], batch })).toBe('LOCKED');
    expect(packState({ chain: [link, { ...link, end: stolen }, { ...link, end }], batch: { holds } })).toBe('STOLEN');
    expect(packState({ pack: { holds }, chain: [link], batch })).toBe('QUARANTINED');
    expect(packState({ chain: [{ ...link, heldLeaf: true }], batch })).toBe('QUARANTINED');
    expect(packState({ chain: [link, { ...link, holds }], batch })).toBe('QUARANTINED');
    expect(packState({ chain: [link], batch: { holds } })).toBe('QUARANTINED');
    // Another pack of the parent is held: not this one.
    expect(packState({ chain: [link, { ...link, heldLeaf: true }], batch })).toBe('ACTIVE');
    expect(packState({ chain: [link], batch })).toBe('ACTIVE');
  });

  it('UnitState: DECOMMISSIONED > EMPTY > DISPUTED > IN_TRANSIT > QUARANTINED > AT_REST', () => {
    const disputed = { to: 'b', tx: 'x' };
    const all = { holds, end, disputed, transit };
    expect(unitState({ chain: [{ holds: {} }, all], empty: true })).toBe('DECOMMISSIONED');
    expect(unitState({ chain: [{ holds, disputed, transit }], empty: true })).toBe('EMPTY');
    expect(unitState({ chain: [{ holds, disputed, transit }], empty: false })).toBe('DISPUTED');
    expect(unitState({ chain: [{ holds: {} }, { holds, transit }], empty: false })).toBe('IN_TRANSIT');
    expect(unitState({ chain: [{ holds: {} }, { holds }], empty: false })).toBe('QUARANTINED');
    expect(unitState({ chain: [{ holds: {} }], empty: false })).toBe('AT_REST');
  });

  it('BatchState: RECALLED > WITHDRAWN > EXPIRED > QUARANTINED > ACTIVE', () => {
    const batch = { recalls: [{}], withdrawn: true, expiry: '2026-01-01', holds, today: '2026-01-02' };
    expect(batchState(batch)).toBe('RECALLED');
    expect(batchState({ ...batch, recalls: [] })).toBe('WITHDRAWN');
    expect(batchState({ ...batch, recalls: [], withdrawn: false })).toBe('EXPIRED');
    const today = '2026-01-01';
    expect(batchState({ ...batch, recalls: [], withdrawn: false, today })).toBe('QUARANTINED');
    expect(batchState({ ...batch, recalls: [], withdrawn: false, today, holds: {} })).toBe('ACTIVE');
  });

  it('Shipment: IN_TRANSIT while none is received; PARTLY_RECEIVED; RECEIVED; CANCELLED if none was received', () => {
    expect(shipmentState({ answered: false, inTransit: true })).toBe('IN_TRANSIT');
    expect(shipmentState({ answered: true, inTransit: true })).toBe('PARTLY_RECEIVED');
    expect(shipmentState({ answered: true, inTransit: false })).toBe('RECEIVED');
    expect(shipmentState({ answered: false, inTransit: false })).toBe('CANCELLED');
  });
});
