import { describe, expect, it } from 'vitest';
import { isOpenWithoutTls, readConfig, WrongOption } from './config';

const DATABASE_URL = 'postgresql://user:secret@127.0.0.1:5432/packproof';
const read = (environment: Record<string, string>) => readConfig({ DATABASE_URL, ...environment });

describe('options', () => {
  it('have safe defaults', () => {
    expect(read({})).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      ledger: 'embedded',
      demo: true,
      tls: { kind: 'none' },
      trustProxy: false,
    });
  });

  it.each([
    [{ PORT: '4OOO' }, /PORT must be a whole number from 0 to 65535/],
    [{ PORT: '70000' }, /PORT/],
    [{ LEDGER: 'paper' }, /LEDGER must be one of embedded, fabric, fabric-network, not "paper"/],
    [{ PACKPROOF_DEMO: 'maybe' }, /PACKPROOF_DEMO must be one of on, off/],
    [{ PACKPROOF_DMEO: 'off' }, /PACKPROOF_DMEO is not an option/],
    [{ PACKPROOF_URL: 'packproof.example.org' }, /PACKPROOF_URL/],
    [{ PACKPROOF_URL: 'https://example.org/path' }, /PACKPROOF_URL/],
    [{ PACKPROOF_TLS: 'yes' }, /PACKPROOF_TLS can only be "self"/],
    [{ PACKPROOF_TLS_CERT: 'a.pem' }, /belong together/],
    [{ PACKPROOF_TLS: 'self', PACKPROOF_TLS_CERT: 'a', PACKPROOF_TLS_KEY: 'b' }, /exclude each other/],
    [{ PACKPROOF_TRUST_PROXY: '10.0.0.0/40' }, /PACKPROOF_TRUST_PROXY/],
    [{ DATABASE_URL: 'mysql://x' }, /DATABASE_URL/],
  ])('%o is one clear sentence', (environment, sentence) => {
    expect(() => read(environment)).toThrow(WrongOption);
    expect(() => read(environment)).toThrow(sentence);
  });

  it('never repeats the password of the database', () => {
    expect(() => readConfig({ DATABASE_URL: 'postgres-user:secret@host' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('secret') }),
    );
  });

  it.each([
    [{}, false],
    [{ HOST: '0.0.0.0' }, true],
    [{ HOST: '192.168.1.20', PACKPROOF_URL: 'http://192.168.1.20:4000' }, true],
    [{ HOST: '0.0.0.0', PACKPROOF_TLS: 'self' }, false],
    [{ HOST: '::', PACKPROOF_TRUST_PROXY: '10.0.0.0/8' }, false],
    [{ HOST: '::', PACKPROOF_URL: 'https://packproof.example.org' }, false],
  ])('%o is open without TLS: %s', (environment, isOpen) => {
    expect(isOpenWithoutTls(read(environment as Record<string, string>))).toBe(isOpen);
  });

  it('opens to the network with TLS of its own, or behind a proxy that is named', () => {
    expect(read({ HOST: '0.0.0.0', PACKPROOF_TLS: 'self' }).tls).toEqual({ kind: 'self' });
    expect(read({ HOST: '0.0.0.0', PACKPROOF_TRUST_PROXY: '10.0.0.0/8, fd00::1' }).trustProxy).toEqual([
      '10.0.0.0/8',
      'fd00::1',
    ]);
  });
});
