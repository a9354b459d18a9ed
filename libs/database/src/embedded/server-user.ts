import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const NAME = 'postgres';

/** As whom the server runs; undefined: as ourselves. */
export interface ServerUser {
  uid: number;
  gid: number;
}

/** PostgreSQL refuses to run as root: then it runs as the system's user `postgres`, who is made if absent. */
export async function serverUser(): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const known = await lookUp();
  if (known) return known;
  await run('useradd', ['--system', '--user-group', '--no-create-home', NAME]).catch(() =>
    // BusyBox (Alpine) has another command for it.
    run('adduser', ['-S', '-D', '-H', NAME]),
  );
  const made = await lookUp();
  if (!made) throw new Error(`PostgreSQL does not run as root, and a user "${NAME}" could not be made.`);
  return made;
}

async function lookUp(): Promise<ServerUser | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', NAME]), run('id', ['-g', NAME])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}
