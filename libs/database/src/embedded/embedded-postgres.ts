import { mkdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseConfig } from '../config';
import { findBinaries } from './binaries';
import {
  answers,
  type Cluster,
  initialise,
  makeDatabase,
  readPostmaster,
  removeStalePostmaster,
  startServer,
  stopServer,
} from './cluster';
import { prepareDataFolder, readServerFile, writeServerFile } from './data-folder';
import { withFolderLock } from './folder-lock';
import { serverUser } from './server-user';

export interface EmbeddedPostgresOptions {
  /** Folder of this server alone; made if absent. */
  dataDir: string;
  /** Exactly this port; without it a free one, which is remembered. */
  port?: number;
  log?: (line: string) => void;
  /** Server settings over the usual ones. */
  settings?: Record<string, string>;
}

export interface EmbeddedPostgres {
  /** Of the role `packproof`, owner of the database `packproof`; no superuser. */
  config: DatabaseConfig;
  /** True when a server was found running, left behind by a launcher that was killed. */
  reused: boolean;
  /** Stops the server, whoever started it. Calling it again is harmless. */
  stop(): Promise<void>;
}

const ROLE = 'packproof';
const DATABASE = 'packproof';
const ATTEMPTS = 20;

/**
 * Starts the PostgreSQL of a data folder, making it on the first run, or joins the one that still runs there. The server
 * is a daemon on loopback: who started it stops it, signals of the terminal do not.
 * @throws Error one sentence with PostgreSQL's own reason.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  await mkdir(dataDir, { recursive: true });
  return withFolderLock(join(dataDir, 'lock'), () => startLocked(dataDir, options));
}

/** Stops the server of a data folder if one runs there. */
export async function stopEmbeddedPostgres(dataDir: string): Promise<void> {
  const file = await readServerFile(resolve(dataDir));
  if (file === undefined) return;
  const user = await serverUser();
  await stopServer({ file, user, binaries: await findBinaries(user, () => undefined) });
}

/** Stops the server of a data folder and removes all that belongs to it. For throw-away servers: the data is gone. */
export async function removeEmbeddedPostgres(dataDir: string): Promise<void> {
  const file = await readServerFile(resolve(dataDir));
  if (file !== undefined) {
    await stopEmbeddedPostgres(dataDir);
    await rm(file.cluster, { recursive: true, force: true });
  }
  await rm(dataDir, { recursive: true, force: true });
}

async function startLocked(dataDir: string, options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log = () => undefined, settings = {} } = options;
  const user = await serverUser();
  const binaries = await findBinaries(user, log);
  const file = await prepareDataFolder(dataDir, user, log);
  const cluster: Cluster = { binaries, user, file };
  let port = await runningPort(cluster);
  const reused = port !== undefined;
  if (port === undefined) {
    await initialise(cluster);
    port = await startOnFreePort(cluster, options.port, settings, log);
    await writeServerFile(dataDir, { ...file, port });
    await makeDatabase(cluster, port, ROLE, DATABASE);
    log(`PostgreSQL listens on 127.0.0.1:${port}`);
  } else {
    if (options.port !== undefined && options.port !== port) {
      throw new Error(`PostgreSQL of ${dataDir} already runs on port ${port}, not on ${options.port}.`);
    }
    await makeDatabase(cluster, port, ROLE, DATABASE);
    log(`PostgreSQL still ran on 127.0.0.1:${port}: joined it`);
  }
  let stopped: Promise<void> | undefined;
  return {
    config: { host: '127.0.0.1', port, user: ROLE, password: file.password, database: DATABASE },
    reused,
    stop: () => {
      stopped ??= stopServer(cluster);
      return stopped;
    },
  };
}

/** The port of a server that runs on this cluster already; waits for one that is starting or recovering. */
async function runningPort(cluster: Cluster): Promise<number | undefined> {
  for (let attempt = 0; attempt < 240; attempt++) {
    const postmaster = await readPostmaster(cluster);
    if (postmaster === undefined) return undefined;
    const answer = await answers(cluster, postmaster.port);
    if (answer === 'yes') return postmaster.port;
    if (answer === 'no') return undefined;
    await sleep(500);
  }
  throw new Error('PostgreSQL has been starting for two minutes.');
}

async function startOnFreePort(
  cluster: Cluster,
  wanted: number | undefined,
  settings: Record<string, string>,
  log: (line: string) => void,
): Promise<number> {
  let port = wanted ?? (await freePort(cluster.file.port));
  for (let attempt = 1; ; attempt++) {
    try {
      await startServer(cluster, port, settings);
      return port;
    } catch (error) {
      const message = (error as Error).message;
      const portTaken = /Address already in use|could not bind|could not create any TCP/i.test(message);
      // After a crash the old server's children take a moment to go, and its pid may be somebody else's by now.
      const leftover = /postmaster\.pid|shared memory block|another server/i.test(message);
      if (attempt >= ATTEMPTS || (portTaken ? wanted !== undefined : !leftover)) throw error;
      log(`${message}: trying again`);
      if (portTaken) port = await freePort(undefined);
      else await removeStalePostmaster(cluster);
      await sleep(portTaken ? 0 : 250);
    }
  }
}

function freePort(preferred: number | undefined): Promise<number> {
  return new Promise((accept, refuse) => {
    const probe = createServer();
    probe.once('error', (error) => {
      if (preferred === undefined) refuse(error);
      else accept(freePort(undefined));
    });
    probe.listen({ host: '127.0.0.1', port: preferred ?? 0, exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => accept(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
