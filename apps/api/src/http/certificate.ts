import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';
import {
  bits,
  bytes,
  constructed,
  context,
  explicit,
  flags,
  integer,
  oid,
  sequence,
  set,
  time,
  truth,
  utf8Text,
} from './der';

/** A certificate and its private key, as PEM. */
export interface Certified {
  cert: string;
  key: string;
}

const DAY = 24 * 60 * 60 * 1000;
/** Browsers refuse server certificates that live longer. */
const SERVER_DAYS = 397;
const AUTHORITY_DAYS = 3652;
const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));
const AUTHORITY = 'PackProof on a local network';

/**
 * An authority that a phone can be told to trust once, whatever addresses the machine has later. It certifies no other
 * host names than these (RFC 5280 4.2.1.10): stolen, it cannot speak for a site that has a name. Addresses are not
 * constrained, since those of IPv6 change from day to day and a new authority would have to be trusted anew.
 */
export function makeAuthority(hosts: readonly string[], now = Date.now()): Certified {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const permitted = hosts.map((host) => sequence(alternativeName(host)));
  const cert = certificate({
    subject: `${AUTHORITY} ${randomBytes(2).toString('hex')}`,
    days: AUTHORITY_DAYS,
    now,
    publicKey: pair.publicKey,
    signer: pair.privateKey,
    extensions: [
      extension('2.5.29.19', true, sequence(truth(true), integer(Buffer.from([0])))),
      // keyCertSign, cRLSign
      extension('2.5.29.15', true, flags(0x06, 6)),
      extension('2.5.29.30', true, sequence(constructed(0, ...permitted))),
      extension('2.5.29.17', false, sequence(...hosts.map(alternativeName))),
    ],
  });
  return { cert, key: exported(pair.privateKey) };
}

/** A server's certificate for names and addresses, signed by an authority of ours. */
export function makeServerCertificate(
  names: readonly string[],
  authority: { subject: string; key: KeyObject },
  now = Date.now(),
): Certified {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const cert = certificate({
    subject: `PackProof ${randomBytes(2).toString('hex')}`,
    issuer: authority.subject,
    days: SERVER_DAYS,
    now,
    publicKey: pair.publicKey,
    signer: authority.key,
    extensions: [
      extension('2.5.29.19', true, sequence()),
      // digitalSignature
      extension('2.5.29.15', true, flags(0x80, 0)),
      extension('2.5.29.37', false, sequence(oid('1.3.6.1.5.5.7.3.1'))),
      extension('2.5.29.17', false, sequence(...names.map(alternativeName))),
    ],
  });
  return { cert, key: exported(pair.privateKey) };
}

/** X.509 v3 (RFC 5280), ECDSA P-256. Valid from a day ago, for clocks that are behind. */
function certificate(of: {
  subject: string;
  issuer?: string;
  days: number;
  now: number;
  publicKey: KeyObject;
  signer: KeyObject;
  extensions: Uint8Array[];
}): string {
  const from = of.now - DAY;
  const body = sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([0x40]), randomBytes(15)])),
    ECDSA_SHA256,
    commonName(of.issuer ?? of.subject),
    sequence(time(new Date(from)), time(new Date(from + of.days * DAY))),
    commonName(of.subject),
    of.publicKey.export({ format: 'der', type: 'spki' }),
    explicit(
      3,
      sequence(
        ...of.extensions,
        extension('2.5.29.14', false, bytes(keyId(of.publicKey))),
        extension('2.5.29.35', false, sequence(context(0, keyId(createPublicKey(exported(of.signer)))))),
      ),
    ),
  );
  const der = sequence(body, ECDSA_SHA256, bits(sign('sha256', body, of.signer)));
  return `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`;
}

const commonName = (text: string) => sequence(set(sequence(oid('2.5.4.3'), utf8Text(text))));
const extension = (id: string, critical: boolean, value: Buffer) =>
  sequence(oid(id), ...(critical ? [truth(true)] : []), bytes(value));
/** RFC 7093 2 (1): the leftmost 160 bits of SHA-256 of the key. */
const keyId = (key: KeyObject) =>
  createHash('sha256')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest()
    .subarray(0, 20);
const exported = (key: KeyObject) => key.export({ format: 'pem', type: 'pkcs8' }).toString();

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
