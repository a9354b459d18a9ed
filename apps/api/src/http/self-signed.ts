import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { bits, bytes, context, explicit, integer, oid, sequence, set, time, truth, utf8Text } from './der';

const DAY = 24 * 60 * 60 * 1000;
/** Browsers refuse server certificates that live longer. */
const LIFETIME = 397 * DAY;
const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));

/**
 * A certificate for a local network, made by ourselves and kept in PACKPROOF_HOME: cameras and service workers want
 * HTTPS, and a phone on the same network trusts it after one warning. Made anew when it expires or addresses change.
 */
export async function selfSigned(
  home: string,
  publicUrl: string | undefined,
  host: string,
): Promise<{ cert: string; key: string }> {
  const names = namesOf(publicUrl, host);
  const [certFile, keyFile] = [join(home, 'tls-self.crt'), join(home, 'tls-self.key')];
  const [cert, key] = await Promise.all([certFile, keyFile].map((file) => readFile(file, 'utf8').catch(() => '')));
  if (cert && key && isFresh(cert, key, names)) return { cert, key };
  const made = makeCertificate(names);
  await mkdir(home, { recursive: true, mode: 0o700 });
  await writeFile(keyFile, made.key, { mode: 0o600 });
  await writeFile(certFile, made.cert, { mode: 0o644 });
  return made;
}

function namesOf(publicUrl: string | undefined, host: string): string[] {
  const addresses = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .map(({ address }) => address);
  const own = publicUrl === undefined ? [] : [new URL(publicUrl).hostname.replace(/^\[|\]$/g, '')];
  const all = ['localhost', hostname(), host, ...own, ...addresses.filter((address) => !address.startsWith('fe80'))];
  return [...new Set(all.filter((name) => name !== '0.0.0.0' && name !== '::' && /^[\x21-\x7e]+$/.test(name)))].sort();
}

function isFresh(cert: string, key: string, names: readonly string[]): boolean {
  try {
    const certificate = new X509Certificate(cert);
    const covers = (name: string) =>
      (isIP(name) ? certificate.checkIP(name) : certificate.checkHost(name)) !== undefined;
    return (
      certificate.checkPrivateKey(createPrivateKey(key)) &&
      Date.parse(certificate.validTo) > Date.now() + DAY &&
      names.every(covers)
    );
  } catch {
    return false;
  }
}

/** X.509 v3 (RFC 5280), ECDSA P-256. */
export function makeCertificate(names: readonly string[], now = Date.now()): { cert: string; key: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(set(sequence(oid('2.5.4.3'), utf8Text('PackProof on a local network'))));
  const extension = (id: string, critical: boolean, value: Buffer) =>
    sequence(oid(id), ...(critical ? [truth(true)] : []), bytes(value));
  const body = sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([0x40]), randomBytes(15)])),
    ECDSA_SHA256,
    name,
    sequence(time(new Date(now - DAY)), time(new Date(now + LIFETIME - DAY))),
    name,
    publicKey.export({ format: 'der', type: 'spki' }),
    explicit(
      3,
      sequence(
        extension('2.5.29.17', false, sequence(...names.map(alternativeName))),
        extension('2.5.29.19', true, sequence()),
        extension('2.5.29.37', false, sequence(oid('1.3.6.1.5.5.7.3.1'))),
      ),
    ),
  );
  const certificate = sequence(body, ECDSA_SHA256, bits(sign('sha256', body, privateKey)));
  return { cert: pem(certificate), key: exportKey(privateKey) };
}

/** GeneralName: [7] iPAddress, [2] dNSName. */
function alternativeName(name: string): Buffer {
  const version = isIP(name);
  if (version === 0) return context(2, Buffer.from(name, 'ascii'));
  return context(7, version === 4 ? Buffer.from(name.split('.').map(Number)) : ipv6Bytes(name));
}

function ipv6Bytes(address: string): Buffer {
  // The URL parser normalises every spelling, an embedded IPv4 address included.
  const plain = new URL(`http://[${address.split('%')[0]}]`).hostname.slice(1, -1);
  const [head = '', tail] = plain.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const end = tail === undefined ? [] : groups(tail);
  const zeros = tail === undefined ? 0 : 8 - groups(head).length - end.length;
  const all = [...groups(head), ...Array<string>(zeros).fill('0'), ...end];
  return Buffer.concat(all.map((group) => Buffer.from(group.padStart(4, '0'), 'hex')));
}

const pem = (der: Buffer) =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`;
const exportKey = (key: KeyObject) => key.export({ format: 'pem', type: 'pkcs8' }).toString();
