/** Where a PostgreSQL is: the parts apart, because some drivers misread a connection string. */
export interface DatabaseConfig {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  /** `true` verifies the server's certificate; `'unverified'` encrypts only. */
  tls?: boolean | 'unverified';
}

/**
 * Reads a `postgresql://user:password@host:port/database?sslmode=…` address, as in DATABASE_URL.
 * @throws Error one sentence that names what is wrong and never repeats the password.
 */
export function parseDatabaseUrl(address: string): DatabaseConfig {
  let url: URL;
  try {
    // libpq lets the host be absent, which a URL with a user may not.
    url = new URL(address.replace(/^(postgres(?:ql)?:\/\/[^/?#]*@)(?=\/)/, '$1localhost'));
  } catch {
    throw new Error('The database address is not of the form postgresql://user:password@host:port/database.');
  }
  if (url.protocol !== 'postgresql:' && url.protocol !== 'postgres:') {
    throw new Error(`The database address begins with ${url.protocol}// instead of postgresql://.`);
  }
  const database = decodeURIComponent(url.pathname.slice(1));
  if (database === '') throw new Error('The database address names no database after its last slash.');
  if (url.username === '') throw new Error('The database address names no user.');
  return {
    host: url.searchParams.get('host') ?? (decodeURIComponent(url.hostname).replace(/^\[|\]$/g, '') || '127.0.0.1'),
    port: url.port === '' ? 5432 : Number(url.port),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database,
    ...readTls(url.searchParams.get('sslmode')),
  };
}

function readTls(mode: string | null): Pick<DatabaseConfig, 'tls'> {
  switch (mode) {
    case null:
    case 'disable':
      return {};
    case 'require':
      return { tls: 'unverified' };
    case 'verify-ca':
    case 'verify-full':
      return { tls: true };
    default:
      throw new Error(
        `The database address asks for sslmode=${mode}; disable, require, verify-ca and verify-full exist.`,
      );
  }
}

/** The address again, for tools that take nothing else. */
export function formatDatabaseUrl({ host, port, user, password, database, tls }: DatabaseConfig): string {
  const url = new URL(`postgresql://localhost/${encodeURIComponent(database)}`);
  if (host.startsWith('/')) url.searchParams.set('host', host);
  else url.hostname = host.includes(':') ? `[${host}]` : host;
  url.port = String(port);
  url.username = encodeURIComponent(user);
  url.password = encodeURIComponent(password);
  if (tls !== undefined && tls !== false) url.searchParams.set('sslmode', tls === true ? 'verify-full' : 'require');
  return url.href;
}
