import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAuthority, makeServerCertificate } from './certificate';
import { selfSigned } from './self-signed';

const DAY = 86_400_000;

describe('the self-made certificate', () => {
  const authority = makeAuthority(['localhost', 'box.example.org']);
  const issuer = new X509Certificate(authority.cert);
  const signer = { subject: issuer.subject.replace('CN=', ''), key: createPrivateKey(authority.key) };
  const names = ['localhost', '127.0.0.1', '192.168.1.20', 'fd00::1', 'box.example.org'];
  const made = makeServerCertificate(names, signer);
  const certificate = new X509Certificate(made.cert);

  it('is signed by an authority and lives as long as browsers allow', () => {
    expect(certificate.checkPrivateKey(createPrivateKey(made.key))).toBe(true);
    expect(certificate.checkIssued(issuer)).toBe(true);
    expect(certificate.verify(issuer.publicKey)).toBe(true);
    expect([issuer.ca, certificate.ca]).toEqual([true, false]);
    expect((Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)) / DAY).toBe(397);
  });

  it('names hosts and addresses', () => {
    for (const host of ['localhost', 'box.example.org']) expect(certificate.checkHost(host)).toBe(host);
    for (const address of ['192.168.1.20', 'fd00::1']) expect(certificate.checkIP(address)).toBe(address);
    expect(certificate.checkHost('other.example.org')).toBeUndefined();
  });

  const get = async ({ cert, key }: { cert: string; key: string }, servername: string) => {
    const server = createServer({ cert, key }, (_, response) => response.end('ok'));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    return new Promise<number | string | undefined>((done) => {
      request({ host: '127.0.0.1', port, ca: authority.cert, servername, agent: false }, (response) =>
        done(response.resume().statusCode),
      )
        .on('error', (error) => done(error.message))
        .end();
    }).finally(() => server.close());
  };

  it('is believed by whoever trusts its authority, which cannot speak for another site', async () => {
    expect(await get(made, 'box.example.org')).toBe(200);
    expect(await get(makeServerCertificate(['bank.example'], signer), 'bank.example')).toBe(
      'permitted subtree violation',
    );
  });

  describe('in a data folder', () => {
    let home: string;
    beforeAll(async () => {
      home = await mkdtemp(join(tmpdir(), 'packproof-tls-'));
    });
    afterAll(() => rm(home, { recursive: true, force: true }));
    const now = Date.now();
    const open = (url?: string, at = now) => selfSigned(home, url, '0.0.0.0', at);

    it('stays the same, and its keys are their owner’s', async () => {
      const first = await open();
      expect(await open()).toEqual(first);
      for (const file of ['tls-self.key', 'tls-authority.key'])
        expect((await stat(join(home, file))).mode & 0o777).toBe(0o600);
      const served = new X509Certificate(first.cert);
      for (const address of ['127.0.0.1', '::1']) expect(served.checkIP(address)).toBe(address);
    });

    it('is made anew for a new address and before it runs out, by the authority that phones trust already', async () => {
      const first = await open();
      const moved = await open('https://192.168.77.5:4000');
      expect(new X509Certificate(moved.cert).checkIP('192.168.77.5')).toBe('192.168.77.5');
      const later = await open('https://192.168.77.5:4000', now + 370 * DAY);
      expect(new Set([first.cert, moved.cert, later.cert]).size).toBe(3);
      expect(new Set([first.authority, moved.authority, later.authority]).size).toBe(1);
      const named = await open('https://packproof.example.org');
      expect(named.authority).not.toBe(first.authority);
    });

    it('is made anew where it was damaged', async () => {
      const first = await open();
      await writeFile(join(home, 'tls-self.crt'), first.cert.slice(0, 200));
      expect((await open()).cert).not.toBe(first.cert);
    });
  });
});
