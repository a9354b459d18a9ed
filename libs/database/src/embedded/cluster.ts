import { execFile } from 'node:child_process';
import { chown, readFile, rm, writeFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Binaries } from './binaries';
import { makeClusterFolder, type ServerFile } from './data-folder';
import type { ServerUser } from './server-user';

const run = promisify(execFile);
const LOOPBACK = '127.0.0.1';
export const SUPERUSER = 'postgres';

/** One PostgreSQL data directory and the programs that tend it. */
export interface Cluster {
  binaries: Binaries;
  user: ServerUser | undefined;
  file: ServerFile;
}

const MEGABYTE = 1024 * 1024;
const within = (low: number, value: number, high: number) => Math.floor(Math.min(Math.max(low, value), high));

/** Loopback only; every commit on the disk before it is answered; memory in proportion to the machine. */
export function serverSettings(memory = totalmem()): Record<string, string> {
  const megabytes = memory / MEGABYTE;
  return {
    listen_addresses: LOOPBACK,
    // Its default folder belongs to the system's PostgreSQL, and a path in our own can be too long for a socket.
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: `${within(64, megabytes / 16, 1024)}MB`,
    effective_cache_size: `${within(128, megabytes / 2, 65_536)}MB`,
    work_mem: '16MB',
    maintenance_work_mem: `${within(64, megabytes / 64, 512)}MB`,
    synchronous_commit: 'on',
    wal_compression: 'on',
    min_wal_size: '256MB',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    random_page_cost: '1.1',
    // Our statements are short: compiling them costs more than it gives.
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
  };
}

const options = ({ user }: Cluster) => ({ ...user, cwd: '/', env: { ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C' } });
const serverLog = ({ file }: Cluster) => join(file.cluster, 'server.log');

/** An initdb that was interrupted may have a child that still writes: it ends by itself within this time. */
const INTERRUPTED_ENDS_MILLISECONDS = 3_000;

/** Makes the data directory unless a whole one is there; what an interrupted initdb left is removed first. */
export async function initialise(cluster: Cluster): Promise<void> {
  if (await exists(join(cluster.file.cluster, 'packproof-initialised'))) return;
  const interrupted = await exists(cluster.file.cluster);
  try {
    await makeAnew(cluster);
  } catch (error) {
    if (!interrupted) throw error;
    await sleep(INTERRUPTED_ENDS_MILLISECONDS);
    await makeAnew(cluster);
  }
}

async function makeAnew(cluster: Cluster): Promise<void> {
  const { binaries, user, file } = cluster;
  const whole = join(file.cluster, 'packproof-initialised');
  await rm(file.cluster, { recursive: true, force: true, maxRetries: 5 });
  await makeClusterFolder(file.cluster, user);
  // Beside the cluster, where the server's user comes by, and an interrupted start leaves it to the next one.
  const passwordFile = `${file.cluster}.password`;
  try {
    await writeFile(passwordFile, `${file.superuserPassword}\n`, { mode: 0o600 });
    if (user !== undefined) await chown(passwordFile, user.uid, user.gid);
    const args = [
      `--pgdata=${file.cluster}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
    ];
    await run(binaries.initdb, args, options(cluster));
  } catch (cause) {
    const { stderr, message } = cause as { stderr?: string; message: string };
    throw new Error(`PostgreSQL could not make its data directory: ${stderr?.trim() || message}`, { cause });
  } finally {
    await rm(passwordFile, { force: true });
  }
  await writeFile(whole, '');
}

/** What `postmaster.pid` says, which may be of a server that is long dead. */
export async function readPostmaster({ file }: Cluster): Promise<{ pid: number; port: number } | undefined> {
  const text = await readFile(join(file.cluster, 'postmaster.pid'), 'utf8').catch(() => undefined);
  const lines = text?.split('\n');
  const pid = Number(lines?.[0]);
  const port = Number(lines?.[3]);
  return pid > 0 && port > 0 ? { pid, port } : undefined;
}

/** Removes a `postmaster.pid` whose process id is by now that of some other program. */
export async function removeStalePostmaster(cluster: Cluster): Promise<void> {
  const postmaster = await readPostmaster(cluster);
  if (postmaster === undefined || process.platform === 'win32') return;
  const command = await run('ps', ['-p', String(postmaster.pid), '-o', 'comm=']).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  );
  if (!command.includes('postgres')) await rm(join(cluster.file.cluster, 'postmaster.pid'), { force: true });
}

/** Whether our own server answers on the port: the password tells it from anybody else's. 'busy': it will soon. */
export async function answers({ file }: Cluster, port: number): Promise<'yes' | 'busy' | 'no'> {
  const client = superuserClient(file, port);
  try {
    await client.connect();
    await client.query('select 1');
    return 'yes';
  } catch (error) {
    // 57P03: starting up, or recovering from a crash; 53300: no connection left.
    const { code, message } = error as { code?: string; message: string };
    return code === '57P03' || code === '53300' || /timeout/i.test(message) ? 'busy' : 'no';
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Starts the server and waits until it answers. It is a daemon: it outlives us, and Ctrl-C does not reach it. */
export async function startServer(cluster: Cluster, port: number, more: Record<string, string>): Promise<void> {
  const settings = { ...serverSettings(), ...more, port: String(port) };
  const flags = Object.entries(settings).map(([name, value]) => `-c ${name}=${value === '' ? "''" : value}`);
  const args = [
    'start',
    '-D',
    cluster.file.cluster,
    '-l',
    serverLog(cluster),
    '-w',
    '-t',
    '120',
    '-s',
    '-o',
    flags.join(' '),
  ];
  await run(cluster.binaries.pgCtl, args, options(cluster)).catch(async ({ stderr }: { stderr?: string }) => {
    const lines = (await readFile(serverLog(cluster), 'utf8').catch(() => '')).trimEnd().split('\n');
    const why = lines.filter((line) => /FATAL|could not/.test(line)).map((line) => line.replace(/^.*?\] \w+: +/, ''));
    throw new Error(`PostgreSQL did not start: ${why.slice(-3).join('; ') || stderr?.trim() || 'it left no message'}.`);
  });
}

/** Stops the server, rolling back what is open; harmless if it is not running. */
export async function stopServer(cluster: Cluster): Promise<void> {
  const stop = (mode: 'fast' | 'immediate', seconds: number) =>
    run(
      cluster.binaries.pgCtl,
      ['stop', '-D', cluster.file.cluster, '-m', mode, '-w', '-t', String(seconds), '-s'],
      options(cluster),
    );
  await stop('fast', 60).catch(async (error) => {
    if (!(await exists(join(cluster.file.cluster, 'postmaster.pid')))) return;
    await stop('immediate', 20).catch(() => {
      throw error;
    });
  });
}

/** Makes the project's own role, no superuser so that row-level security binds it, and its database. */
export async function makeDatabase({ file }: Cluster, port: number, role: string, database: string): Promise<void> {
  const client = superuserClient(file, port);
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
    const verb = rowCount === 0 ? 'create' : 'alter';
    const password = client.escapeLiteral(file.password);
    await client.query(`${verb} role ${client.escapeIdentifier(role)} login createdb createrole password ${password}`);
    const found = await client.query('select from pg_database where datname = $1', [database]);
    if (found.rowCount === 0) {
      await client.query(`create database ${client.escapeIdentifier(database)} owner ${client.escapeIdentifier(role)}`);
    }
  } finally {
    await client.end();
  }
}

function superuserClient({ superuserPassword }: ServerFile, port: number): pg.Client {
  const client = new pg.Client({
    host: LOOPBACK,
    port,
    user: SUPERUSER,
    password: superuserPassword,
    database: SUPERUSER,
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => undefined);
  return client;
}

async function exists(path: string): Promise<boolean> {
  return readFile(path).then(
    () => true,
    () => false,
  );
}
