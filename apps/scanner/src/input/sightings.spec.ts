import { describe, expect, it } from 'vitest';
import type { Decoded } from '../decode/decoder';
import { Sightings } from './sightings';

const pack = (serial: string): Decoded => ({
  text: `010401234567890121${serial}`,
  symbologyIdentifier: ']d2',
  engine: 'zxing-wasm',
});
const shopCode: Decoded = { text: 'ACME-77', symbologyIdentifier: ']C0', engine: 'zxing-wasm' };

describe('a camera', () => {
  it('scans once what it sees in many frames', () => {
    const sightings = new Sightings();
    const found = Array.from({ length: 100 }, (_, i) => sightings.see(pack('A'), i * 100)).filter(Boolean);
    expect(found).toHaveLength(1);
  });

  it('does not scan again after a frame that failed', () => {
    const sightings = new Sightings();
    expect(sightings.see(pack('A'), 0)).not.toBeNull();
    expect(sightings.see(null, 500)).toBeNull();
    expect(sightings.see(pack('A'), 2000)).toBeNull();
  });

  it('scans the same pack again after it was away', () => {
    const sightings = new Sightings();
    sightings.see(pack('A'), 0);
    expect(sightings.see(pack('A'), 3000)).not.toBeNull();
  });

  it('scans the next pack at once', () => {
    const sightings = new Sightings();
    sightings.see(pack('A'), 0);
    expect(sightings.see(pack('B'), 100)?.text).toContain('21B');
    expect(sightings.see(pack('A'), 200)).toBeNull();
  });

  it('reports another kind of code only when nothing better shows up', () => {
    const alone = new Sightings();
    expect(alone.see(shopCode, 0)).toBeNull();
    expect(alone.see(shopCode, 1000)).toBeNull();
    expect(alone.see(shopCode, 1600)).toBe(shopCode);
    expect(alone.see(shopCode, 1700)).toBeNull();
    const beside = new Sightings();
    beside.see(shopCode, 0);
    expect(beside.see(pack('A'), 500)).not.toBeNull();
    for (let at = 600; at < 2900; at += 100) expect(beside.see(shopCode, at)).toBeNull();
  });
});
