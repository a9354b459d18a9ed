import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { type Certified, makeAuthority, makeServerCertificate } from './certificate';

const DAY = 24 * 60 * 60 * 1000;
/** A server is started again more often than this; what runs out sooner is made anew. */
const LEFT = 30 * DAY;

/**
 * A certificate for a local network, made by ourselves and kept in PACKPROOF_HOME: cameras and service workers want
 * HTTPS. Made anew when it runs out or names change; its authority, which a phone may trust, when a host name does.
 * @returns `cert`: the chain; `authority`: the certificate to install
 */
export async function selfSigned(
  home: string,
  publicUrl: string | undefined,
  host: string,
  now = Date.now(),
): Promise<Certified & { authority: string }> {
  await mkdir(home, { recursive: true, mode: 0o700 });
  const names = namesOf(publicUrl, host);
  const hosts = names.filter((name) => isIP(name) === 0);
  const authority = await kept(join(home, 'tls-authority'), hosts, now, () => makeAuthority(hosts, now));
  const issuer = new X509Certificate(authority.cert);
  const { cert, key } = await kept(
    join(home, 'tls-self'),
    names,
    now,
    () =>
      makeServerCertificate(
        names,
        { subject: issuer.subject.replace(/^CN=/, ''), key: createPrivateKey(authority.key) },
        now,
      ),
    issuer,
  );
  return { cert: cert + authority.cert, key, authority: authority.cert };
}

/** Every name and address that this machine is reached by, other than link-local ones (RFC 4291 2.5.6). */
function namesOf(publicUrl: string | undefined, host: string): string[] {
  const addresses = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .map(({ address }) => address);
  const own = publicUrl === undefined ? [] : [new URL(publicUrl).hostname.replace(/^\[|\]$/g, '')];
  const all = ['localhost', hostname(), host, ...own, ...addresses.filter((address) => !/^fe[89ab]/i.test(address))];
  return [...new Set(all.filter((name) => name !== '0.0.0.0' && name !== '::' && /^[\x21-\x7e]+$/.test(name)))].sort();
}

async function kept(
  file: string,
  names: readonly string[],
  now: number,
  make: () => Certified,
  issuer?: X509Certificate,
): Promise<Certified> {
  const read = (path: string) => readFile(path, 'utf8').catch(() => '');
  const [cert, key] = await Promise.all([read(`${file}.crt`), read(`${file}.key`)]);
  if (isFresh({ cert, key }, names, now, issuer)) return { cert, key };
  const made = make();
  await writeFile(`${file}.key`, made.key, { mode: 0o600 });
  await writeFile(`${file}.crt`, made.cert, { mode: 0o644 });
  return made;
}

function isFresh({ cert, key }: Certified, names: readonly string[], now: number, issuer?: X509Certificate): boolean {
  if (!cert || !key) return false;
  try {
    const certificate = new X509Certificate(cert);
    const covers = (name: string) =>
      (isIP(name) ? certificate.checkIP(name) : certificate.checkHost(name)) !== undefined;
    return (
      certificate.checkPrivateKey(createPrivateKey(key)) &&
      certificate.verify((issuer ?? certificate).publicKey) &&
      Date.parse(certificate.validTo) > now + LEFT &&
      names.every(covers)
    );
  } catch {
    // What was half written, or written by somebody else, is made anew.
    return false;
  }
}
