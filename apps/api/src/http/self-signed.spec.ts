import { createPrivateKey, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeCertificate } from './self-signed';

describe('the self-made certificate', () => {
  const { cert, key } = makeCertificate(['localhost', '192.168.1.20', 'fd00::1', 'box.example.org']);
  const certificate = new X509Certificate(cert);

  it('is signed by its own key and lives as long as browsers allow', () => {
    expect(certificate.checkPrivateKey(createPrivateKey(key))).toBe(true);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    const days = (Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)) / 86_400_000;
    expect(days).toBe(397);
  });

  it('names hosts and addresses', () => {
    expect(certificate.checkHost('box.example.org')).toBe('box.example.org');
    expect(certificate.checkIP('192.168.1.20')).toBe('192.168.1.20');
    expect(certificate.checkIP('fd00::1')).toBe('fd00::1');
    expect(certificate.checkHost('other.example.org')).toBeUndefined();
  });
});
