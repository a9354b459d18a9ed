import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** A living holder touches its lock every second; its process id alone would not do, as containers use them again. */
const HEARTBEAT = 1_000;
const STALE_AFTER = 10_000;
const STALE_IF_GONE_AFTER = 2_000;
const PATIENCE = 120_000;

/** Runs `work` while nobody else works under the same lock; one left by a dead process is taken over. */
export async function withFolderLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + PATIENCE;
  while (!(await take(path))) {
    if (Date.now() > deadline) throw new Error(`Another process has held ${path} for two minutes.`);
    await sleep(50);
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, HEARTBEAT);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    await rm(path, { force: true });
  }
}

async function take(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const age = await stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
  if (age > STALE_AFTER || (age > STALE_IF_GONE_AFTER && (await isGone(path)))) {
    // Moved, not removed: of several who see it stale, one moves it and none removes a new one.
    const aside = `${path}.stale-${process.pid}`;
    await rename(path, aside).then(
      () => rm(aside, { force: true }),
      () => undefined,
    );
  }
  return false;
}

async function isGone(path: string): Promise<boolean> {
  const pid = Number(await readFile(path, 'utf8').catch(() => ''));
  return pid > 0 && !isAlive(pid);
}

/** Whether a process of that id runs, ours or not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
