import { describe, expect, it } from 'vitest';
import { roomsOf } from './room';

describe('rooms', () => {
  it('follow what the organisation is', () => {
    expect(roomsOf('PHARMACY', 'OPERATOR')).toEqual(['counter', 'goods-in', 'stock-take', 'decommission']);
    expect(roomsOf('DISTRIBUTOR', 'ADMIN')).toEqual(['goods-in', 'dispatch', 'stock-take', 'decommission', 'check']);
    expect(roomsOf('MANUFACTURER', 'ADMIN')).not.toContain('counter');
    expect(roomsOf('REGULATOR', 'ADMIN')).toEqual(['check']);
  });

  it('who only reads only checks, wherever they work', () => {
    for (const role of ['PHARMACY', 'HOSPITAL', 'DISTRIBUTOR', 'MANUFACTURER'] as const) {
      expect(roomsOf(role, 'AUDITOR')).toEqual(['check']);
    }
  });
});
