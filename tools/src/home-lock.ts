import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One launcher for one data folder: two would fight over the same database. */
export function takeLock(home: string): { release: () => void } {
  const file = join(home, 'launcher.pid');
  const owner = liveOwner(file);
  if (owner !== undefined) {
    throw new Error(
      `PackProof already runs on this data folder (process ${owner}). Stop it, or choose another folder with PACKPROOF_HOME.`,
    );
  }
  writeFileSync(file, String(process.pid), { mode: 0o600 });
  return { release: () => rmSync(file, { force: true }) };
}

takeLock.isHeld = (home: string): boolean => liveOwner(join(home, 'launcher.pid')) !== undefined;

function liveOwner(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return undefined;
    process.kill(pid, 0);
    // A process id comes round again after a restart of the machine: only a Node process can be a launcher.
    const command = commandLine(pid);
    return command === undefined || command.includes('start.mjs') ? pid : undefined;
  } catch {
    return undefined;
  }
}

function commandLine(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return undefined;
  }
}
