import { isIP } from 'node:net';
import { resolve } from 'node:path';

/** An option that is unknown or wrong: its message is the one sentence that the person who starts PackProof reads. */
export class WrongOption extends Error {
  override readonly name = 'WrongOption';
}

export type LedgerKind = 'embedded' | 'fabric' | 'fabric-network';
export type Tls = { kind: 'none' } | { kind: 'self' } | { kind: 'files'; certificate: string; key: string };

export interface Config {
  /** 0 lets the system choose. */
  port: number;
  host: string;
  /** Public address without a trailing slash: labels, links and cookies are made from it. Undefined: whatever is listened on. */
  publicUrl: string | undefined;
  /** Data folder, absolute. */
  home: string;
  databaseUrl: string;
  ledger: LedgerKind;
  demo: boolean;
  tls: Tls;
  /** Whose forwarded headers count; false: nobody's. */
  trustProxy: boolean | string[];
  /** Requests a second that one API key or session may make. */
  rateLimit: number;
  logLevel: string;
  webhookAllowPrivate: boolean;
}

/** Every option that begins with PACKPROOF_; a misspelt one is told, not ignored. */
const KNOWN_OPTIONS = [
  'PACKPROOF_URL',
  'PACKPROOF_HOME',
  'PACKPROOF_DEMO',
  'PACKPROOF_TLS',
  'PACKPROOF_TLS_CERT',
  'PACKPROOF_TLS_KEY',
  'PACKPROOF_TRUST_PROXY',
  'PACKPROOF_RATE_LIMIT',
  'PACKPROOF_LOG_LEVEL',
  'PACKPROOF_WEBHOOK_ALLOW_PRIVATE',
  // Read by the tests and tools only.
  'PACKPROOF_VECTORS',
];
const LEDGERS: readonly LedgerKind[] = ['embedded', 'fabric', 'fabric-network'];
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the options; throws WrongOption with one clear sentence. */
export function readConfig(environment: Environment): Config {
  for (const name of Object.keys(environment)) {
    if (name.startsWith('PACKPROOF_') && !KNOWN_OPTIONS.includes(name)) {
      throw new WrongOption(`${name} is not an option of PackProof; the options are ${KNOWN_OPTIONS.join(', ')}.`);
    }
  }
  const option = (name: string) => environment[name] || undefined;
  const oneOf = <T extends string>(name: string, allowed: readonly T[], otherwise: T): T => {
    const value = option(name) ?? otherwise;
    const found = allowed.find((each) => each === value);
    if (found === undefined) throw new WrongOption(`${name} must be one of ${allowed.join(', ')}, not "${value}".`);
    return found;
  };
  const integer = (name: string, otherwise: number, least: number, most: number): number => {
    const value = option(name) ?? String(otherwise);
    if (!/^\d{1,9}$/.test(value) || Number(value) < least || Number(value) > most) {
      throw new WrongOption(`${name} must be a whole number from ${least} to ${most}, not "${value}".`);
    }
    return Number(value);
  };
  const config: Config = {
    port: integer('PORT', 4000, 0, 65535),
    host: option('HOST') ?? '127.0.0.1',
    publicUrl: readUrl(option('PACKPROOF_URL')),
    home: resolve(option('PACKPROOF_HOME') ?? '.packproof'),
    databaseUrl: readDatabaseUrl(option('DATABASE_URL')),
    ledger: oneOf('LEDGER', LEDGERS, 'embedded'),
    demo: oneOf('PACKPROOF_DEMO', ['on', 'off'], 'on') === 'on',
    tls: readTls(option),
    trustProxy: readTrustProxy(option('PACKPROOF_TRUST_PROXY')),
    rateLimit: integer('PACKPROOF_RATE_LIMIT', 5_000, 1, 1_000_000),
    logLevel: oneOf('PACKPROOF_LOG_LEVEL', LOG_LEVELS, 'info'),
    webhookAllowPrivate: oneOf('PACKPROOF_WEBHOOK_ALLOW_PRIVATE', ['true', 'false'], 'false') === 'true',
  };
  return config;
}

/** Passwords and scans would cross the network in the clear, and browsers would give neither camera nor offline use. */
export const isOpenWithoutTls = ({ tls, host, trustProxy, publicUrl }: Config): boolean =>
  tls.kind === 'none' && !isLoopback(host) && trustProxy === false && !publicUrl?.startsWith('https:');

export const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\./.test(host);

function readUrl(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.search || url.hash || url.pathname !== '/') {
    throw new WrongOption(
      `PACKPROOF_URL must be a public address such as https://packproof.example.org, without a path, not "${value}".`,
    );
  }
  return url.origin;
}

function readDatabaseUrl(value: string | undefined): string {
  if (value === undefined) {
    throw new WrongOption(
      'DATABASE_URL is missing: name a PostgreSQL database, or use npm start, which brings its own.',
    );
  }
  if (!URL.canParse(value) || !/^postgres(ql)?:$/.test(new URL(value).protocol)) {
    throw new WrongOption('DATABASE_URL must be an address such as postgresql://user:password@host:5432/database.');
  }
  return value;
}

function readTls(option: (name: string) => string | undefined): Tls {
  const mode = option('PACKPROOF_TLS');
  const certificate = option('PACKPROOF_TLS_CERT');
  const key = option('PACKPROOF_TLS_KEY');
  if (mode !== undefined && mode !== 'self') {
    throw new WrongOption(
      `PACKPROOF_TLS can only be "self" (a self-made certificate), not "${mode}"; your own certificate goes into PACKPROOF_TLS_CERT and PACKPROOF_TLS_KEY.`,
    );
  }
  if ((certificate === undefined) !== (key === undefined)) {
    throw new WrongOption('PACKPROOF_TLS_CERT and PACKPROOF_TLS_KEY belong together: set both or neither.');
  }
  if (mode === 'self' && certificate !== undefined) {
    throw new WrongOption('PACKPROOF_TLS=self and PACKPROOF_TLS_CERT exclude each other: choose one.');
  }
  if (certificate !== undefined && key !== undefined) {
    return { kind: 'files', certificate: resolve(certificate), key: resolve(key) };
  }
  return mode === 'self' ? { kind: 'self' } : { kind: 'none' };
}

function readTrustProxy(value: string | undefined): boolean | string[] {
  if (value === undefined || value === 'false') return false;
  if (value === 'true') return true;
  const addresses = value.split(',').map((each) => each.trim());
  for (const address of addresses) {
    const [ip = '', bits, ...rest] = address.split('/');
    const version = isIP(ip);
    const widest = version === 4 ? 32 : 128;
    const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= widest);
    if (version === 0 || !fits || rest.length > 0) {
      throw new WrongOption(
        `PACKPROOF_TRUST_PROXY must be true, false, or addresses such as 10.0.0.0/8 separated by commas, not "${value}".`,
      );
    }
  }
  return addresses;
}
