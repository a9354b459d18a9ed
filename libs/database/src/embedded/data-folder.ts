import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { ownSystemFolder, SYSTEM_FOLDER } from './binaries';
import type { ServerUser } from './server-user';

const run = promisify(execFile);

/** What is remembered beside the cluster, in `server.json` (mode 0600). */
export interface ServerFile {
  /** PostgreSQL's own data directory. */
  cluster: string;
  /** Of the superuser `postgres` and of the project's own role: random, made once. */
  superuserPassword: string;
  password: string;
  /** The last port used, tried first the next time. */
  port?: number;
}

/** Reads what a data folder remembers, or undefined if no server was ever made in it. */
export async function readServerFile(dataDir: string): Promise<ServerFile | undefined> {
  const path = join(dataDir, 'server.json');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const read = JSON.parse(text) as Partial<ServerFile>;
  if (!read.cluster || !read.superuserPassword || !read.password) {
    throw new Error(`${path} lacks its cluster or passwords; if the data may go, remove ${dataDir}.`);
  }
  return read as ServerFile;
}

export async function writeServerFile(dataDir: string, file: ServerFile): Promise<void> {
  const path = join(dataDir, 'server.json');
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 });
  await rename(unfinished, path);
}

/** Makes the data folder ready for initdb: passwords chosen, and the cluster where the server's user can reach it. */
export async function prepareDataFolder(
  dataDir: string,
  user: ServerUser | undefined,
  log: (line: string) => void,
): Promise<ServerFile> {
  await mkdir(dataDir, { recursive: true });
  const known = await readServerFile(dataDir);
  if (known) return known;
  let cluster = resolve(dataDir, 'cluster');
  if (user !== undefined && !(await canReach(user, dataDir))) {
    await ownSystemFolder();
    cluster = join(SYSTEM_FOLDER, `cluster-${randomBytes(8).toString('hex')}`);
    log(`${dataDir} cannot be entered by the server's user: the database lies in ${cluster}`);
  }
  const file = { cluster, superuserPassword: password(), password: password() };
  await writeServerFile(dataDir, file);
  return file;
}

/** The empty folder of a new cluster, owned by whom the server runs as. */
export async function makeClusterFolder(cluster: string, user: ServerUser | undefined): Promise<void> {
  await mkdir(cluster, { recursive: true, mode: 0o700 });
  await chmod(cluster, 0o700);
  if (user !== undefined) await chown(cluster, user.uid, user.gid);
}

const password = () => randomBytes(24).toString('base64url');

async function canReach(user: ServerUser, folder: string): Promise<boolean> {
  return run('/bin/sh', ['-c', 'cd "$1"', 'sh', resolve(folder)], { ...user, cwd: '/' }).then(
    () => true,
    () => false,
  );
}
