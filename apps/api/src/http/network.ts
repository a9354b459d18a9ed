import { X509Certificate } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';
import { type Config, isLoopback, isOpenWithoutTls } from '../config';
import { AUTHORITY_PATH, type ServerCertificate } from './tls';

type Interfaces = NodeJS.Dict<Pick<NetworkInterfaceInfo, 'address' | 'family' | 'internal'>[]>;

/** Bridges to containers and virtual machines: nothing outside of this machine is on them. */
const INWARD = /^(docker|br-|veth|virbr|vmnet|vboxnet|cni|flannel|lxc|vEthernet)/;
const LINK_LOCAL = /^(fe[89ab]|169\.254\.)/i;

/** Addresses by which another device on the network reaches what listens on `host`, those of homes and offices first. */
export function networkAddresses(host: string, interfaces: Interfaces = networkInterfaces()): string[] {
  if (isLoopback(host)) return [];
  if (host !== '0.0.0.0' && host !== '::') return [host];
  const open = Object.entries(interfaces)
    .filter(([name]) => !INWARD.test(name))
    .flatMap(([, addresses]) => addresses ?? [])
    .filter(({ address, internal }) => !internal && !LINK_LOCAL.test(address));
  const [fourth, sixth] = ['IPv4', 'IPv6'].map((family) =>
    open.filter((each) => each.family === family).map(({ address }) => address),
  ) as [string[], string[]];
  const isPrivate = (address: string) => /^(192\.168|10|172\.(1[6-9]|2\d|3[01]))\./.test(address);
  const ordered = [...fourth.filter(isPrivate), ...fourth.filter((address) => !isPrivate(address))];
  return [...new Set(host === '::' ? [...ordered, ...sixth] : ordered)];
}

export const urlOf = (scheme: string, host: string, port: number): string =>
  `${scheme}://${isIPv6(host) ? `[${host}]` : host}:${port}`;

/** What is made into links where PACKPROOF_URL says nothing: the first address that a phone can open. */
export function defaultUrl({ host, port }: Config, scheme: 'http' | 'https'): string {
  const isAny = host === '0.0.0.0' || host === '::';
  return urlOf(scheme, networkAddresses(host)[0] ?? (isAny ? 'localhost' : host), port);
}

/** What whoever starts PackProof is told of the network: a line for every address that a phone can open. */
export function networkLines(config: Config, port: number, https: ServerCertificate | undefined): string[] {
  const addresses = networkAddresses(config.host).map((host) => urlOf(https ? 'https' : 'http', host, port));
  const authority = https?.authority;
  const made =
    authority === undefined ? '' : ` (the certificate is self-made: fingerprint ${fingerprint(https!.cert)})`;
  const lines = addresses.map((url) => `On this network: ${url}${made}`);
  if (authority !== undefined && addresses[0] !== undefined) {
    lines.push(`To install on phones: ${addresses[0]}${AUTHORITY_PATH} (fingerprint ${fingerprint(authority)})`);
  }
  if (isOpenWithoutTls(config)) {
    lines.push(
      `Warning: HOST=${config.host} is open to the network without TLS, and browsers give cameras and offline use to HTTPS alone: set PACKPROOF_TLS=self, or PACKPROOF_TLS_CERT and PACKPROOF_TLS_KEY, or name the proxy that does TLS in PACKPROOF_TRUST_PROXY.`,
    );
  }
  if (config.demo && addresses.length > 0) {
    lines.push(
      'Warning: the demo is on, and on this network anybody can sign in as any of its people: PACKPROOF_DEMO=off begins with your own organisation.',
    );
  }
  return lines;
}

const fingerprint = (pem: string) => new X509Certificate(pem).fingerprint256;
