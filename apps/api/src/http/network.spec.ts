import { describe, expect, it } from 'vitest';
import { readConfig } from '../config';
import { makeAuthority } from './certificate';
import { networkAddresses, networkLines, urlOf } from './network';

const interfaces = {
  lo: [{ address: '127.0.0.1', family: 'IPv4', internal: true }],
  docker0: [{ address: '172.17.0.1', family: 'IPv4', internal: false }],
  tun0: [{ address: '100.100.1.2', family: 'IPv4', internal: false }],
  wlan0: [
    { address: '192.168.1.20', family: 'IPv4', internal: false },
    { address: 'fd00::20', family: 'IPv6', internal: false },
    { address: 'fe80::20', family: 'IPv6', internal: false },
  ],
  usb0: [{ address: '169.254.3.4', family: 'IPv4', internal: false }],
} as const as unknown as Parameters<typeof networkAddresses>[1];
const config = (environment: Record<string, string>) =>
  readConfig({ DATABASE_URL: 'postgresql://u@127.0.0.1/d', PACKPROOF_DEMO: 'off', ...environment });

describe('the network', () => {
  it('is the addresses that another device can open', () => {
    expect(networkAddresses('0.0.0.0', interfaces)).toEqual(['192.168.1.20', '100.100.1.2']);
    expect(networkAddresses('::', interfaces)).toEqual(['192.168.1.20', '100.100.1.2', 'fd00::20']);
    expect(networkAddresses('192.168.1.20', interfaces)).toEqual(['192.168.1.20']);
    expect(networkAddresses('127.0.0.1', interfaces)).toEqual([]);
    expect(urlOf('https', 'fd00::20', 4000)).toBe('https://[fd00::20]:4000');
  });

  it('is told in lines that begin alike, with the fingerprint of what was made here', () => {
    const made = makeAuthority(['localhost']);
    const self = config({ HOST: '192.168.1.20', PACKPROOF_TLS: 'self' });
    const [address, authority, ...more] = networkLines(self, 4000, { ...made, authority: made.cert });
    const hex = /([0-9A-F]{2}:){31}[0-9A-F]{2}/;
    expect(address).toMatch(
      /^On this network: https:\/\/192\.168\.1\.20:4000 \(the certificate is self-made: fingerprint /,
    );
    expect(address).toMatch(hex);
    expect(authority).toMatch(/^To install on phones: https:\/\/192\.168\.1\.20:4000\/certificate\.crt/);
    expect(more).toEqual([]);
    expect(networkLines(config({ PACKPROOF_TLS: 'self' }), 4000, { ...made, authority: made.cert })).toEqual([]);
  });

  it('is told that the demo lets everybody in, and on loopback nothing', () => {
    const demo = { HOST: '192.168.1.20', PACKPROOF_TLS: 'self', PACKPROOF_DEMO: 'on' };
    const made = makeAuthority(['localhost']);
    const lines = networkLines(config(demo), 4000, { ...made, authority: made.cert });
    expect(lines.at(-1)).toMatch(/^Warning: the demo is on, and on this network anybody can sign in/);
    expect(networkLines(config({ PACKPROOF_DEMO: 'on' }), 4000, undefined)).toEqual([]);
  });

  it('is warned of once where it is open without TLS', () => {
    const lines = networkLines(config({ HOST: '192.168.1.20' }), 4000, undefined);
    expect(lines).toEqual([
      'On this network: http://192.168.1.20:4000',
      expect.stringMatching(/^Warning: .*cameras and offline use to HTTPS alone: set PACKPROOF_TLS=self/),
    ]);
  });
});
