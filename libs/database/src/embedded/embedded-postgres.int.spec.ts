import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createPool } from '../pool';
import { readServerFile } from './data-folder';
import { removeEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres';

const run = promisify(execFile);

async function dataFolder({ mode = 0o711 } = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'packproof-embedded-'));
  await chmod(folder, mode);
  onTestFinished(() => removeEmbeddedPostgres(folder));
  return folder;
}

async function clusterOf(folder: string): Promise<string> {
  return (await readServerFile(folder))!.cluster;
}

async function postmasterOf(folder: string): Promise<number> {
  return Number((await readFile(join(await clusterOf(folder), 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

async function ask<Row extends object>(config: Parameters<typeof createPool>[0], sql: string): Promise<Row[]> {
  const pool = createPool(config);
  try {
    return (await pool.query<Row>(sql)).rows;
  } finally {
    await pool.end();
  }
}

describe('startEmbeddedPostgres', () => {
  it('makes a server on loopback that keeps its data, port and password', async () => {
    const dataDir = await dataFolder();
    const first = await startEmbeddedPostgres({ dataDir });
    expect(first.reused).toBe(false);
    expect(await ask(first.config, "create table kept as select 'kept' as word")).toEqual([]);
    expect(
      await ask(
        first.config,
        `select current_setting('listen_addresses') as listen, current_setting('synchronous_commit') as sync,
                current_setting('fsync') as fsync, current_setting('server_encoding') as encoding,
                (select datcollate from pg_database where datname = current_database()) as collation,
                (select rolsuper from pg_roles where rolname = current_user) as superuser`,
      ),
    ).toEqual([{ listen: '127.0.0.1', sync: 'on', fsync: 'on', encoding: 'UTF8', collation: 'C', superuser: false }]);
    expect((await stat(join(dataDir, 'server.json'))).mode & 0o777).toBe(0o600);
    await Promise.all([first.stop(), first.stop()]);
    await first.stop();
    await expect(ask(first.config, 'select 1')).rejects.toThrow(/ECONNREFUSED/);

    const second = await startEmbeddedPostgres({ dataDir });
    expect(second.config).toEqual(first.config);
    expect(await ask(second.config, 'select word from kept')).toEqual([{ word: 'kept' }]);
    await expect(ask({ ...second.config, password: 'wrong' }, 'select 1')).rejects.toThrow(/authentication failed/);
    await second.stop();
  });

  it('joins a server whose launcher was killed, and stops it at the end', async () => {
    const dataDir = await dataFolder();
    const launcher = await launchAndWait(dataDir);
    launcher.kill('SIGKILL');
    await once(launcher, 'exit');
    const postmaster = await postmasterOf(dataDir);
    const joined = await startEmbeddedPostgres({ dataDir });
    expect(joined.reused).toBe(true);
    expect(await postmasterOf(dataDir)).toBe(postmaster);
    expect(await ask(joined.config, 'select 1 as one')).toEqual([{ one: 1 }]);
    await joined.stop();
    await expect(ask(joined.config, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
  });

  it('does not die of what the terminal sends to the launcher', async () => {
    const dataDir = await dataFolder();
    const launcher = await launchAndWait(dataDir);
    // A terminal's Ctrl-C goes to the whole process group.
    process.kill(-launcher.pid!, 'SIGINT');
    await once(launcher, 'exit');
    const joined = await startEmbeddedPostgres({ dataDir });
    expect(joined.reused).toBe(true);
    await joined.stop();
  });

  it('recovers when PostgreSQL itself was killed, with what was committed', async () => {
    const dataDir = await dataFolder();
    const { config } = await startEmbeddedPostgres({ dataDir });
    await ask(config, 'create table kept as select 1 as n');
    for (let n = 2; n <= 3; n++) {
      process.kill(await postmasterOf(dataDir), 'SIGKILL');
      const again = await startEmbeddedPostgres({ dataDir });
      expect(again.reused).toBe(false);
      await ask(again.config, `insert into kept values (${n})`);
      expect(await ask(again.config, 'select n from kept order by n')).toHaveLength(n);
    }
  });

  it('starts though postmaster.pid names a process that is somebody else by now', async () => {
    const dataDir = await dataFolder();
    const first = await startEmbeddedPostgres({ dataDir });
    const file = join(await clusterOf(dataDir), 'postmaster.pid');
    const lines = (await readFile(file, 'utf8')).split('\n');
    await first.stop();
    // A process of the server's own user, so that PostgreSQL takes it for a living server.
    const owner = await stat(await clusterOf(dataDir));
    const other = spawn('sleep', ['60'], { uid: owner.uid, gid: owner.gid, cwd: '/' });
    onTestFinished(() => void other.kill());
    await writeFile(file, [String(other.pid), ...lines.slice(1)].join('\n'));
    const second = await startEmbeddedPostgres({ dataDir });
    expect(second.reused).toBe(false);
    expect(await ask(second.config, 'select 1 as one')).toEqual([{ one: 1 }]);
    await second.stop();
  });

  it('takes another port when the remembered one is taken, and none but the one that is asked for', async () => {
    const dataDir = await dataFolder();
    const first = await startEmbeddedPostgres({ dataDir });
    await first.stop();
    const squatter = createServer().listen(first.config.port, '127.0.0.1');
    await once(squatter, 'listening');
    onTestFinished(() => void squatter.close());
    await expect(startEmbeddedPostgres({ dataDir, port: first.config.port })).rejects.toThrow(
      /PostgreSQL did not start: .*could not bind.*Address already in use/,
    );
    const second = await startEmbeddedPostgres({ dataDir });
    expect(second.config.port).not.toBe(first.config.port);
    expect(await ask(second.config, 'select 1 as one')).toEqual([{ one: 1 }]);
    await second.stop();
  });

  it('makes anew what an interrupted first start left', async () => {
    const dataDir = await dataFolder();
    const launcher = launch(dataDir);
    while ((await readServerFile(dataDir).catch(() => undefined)) === undefined) await sleep(5);
    await sleep(150);
    launcher.kill('SIGKILL');
    await once(launcher, 'exit');
    const server = await startEmbeddedPostgres({ dataDir });
    expect(await ask(server.config, 'select 1 as one')).toEqual([{ one: 1 }]);
    await server.stop();
  });

  it('is started once by many at the same time', async () => {
    const dataDir = await dataFolder();
    const servers = await Promise.all([1, 2, 3].map(() => startEmbeddedPostgres({ dataDir })));
    expect(servers.map(({ reused }) => reused).sort()).toEqual([false, true, true]);
    expect(new Set(servers.map(({ config }) => config.port)).size).toBe(1);
    await servers[0]!.stop();
  });

  it.runIf(process.getuid?.() === 0)('runs for root in a folder that is root’s alone', async () => {
    const dataDir = await dataFolder({ mode: 0o700 });
    const server = await startEmbeddedPostgres({ dataDir });
    expect(await ask(server.config, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(await clusterOf(dataDir)).toMatch(/^\/var\/lib\/packproof\/cluster-/);
    const { stdout } = await run('ps', ['-o', 'user=', '-p', String(await postmasterOf(dataDir))]);
    expect(stdout.trim()).toBe('postgres');
  });

  it('says why PostgreSQL would not start', async () => {
    const dataDir = await dataFolder();
    await expect(startEmbeddedPostgres({ dataDir, settings: { shared_buffers: 'much' } })).rejects.toThrow(
      /PostgreSQL did not start: .*invalid value for parameter "shared_buffers"/,
    );
  });
});

function launch(dataDir: string): ChildProcess {
  const module = fileURLToPath(new URL('./embedded-postgres.ts', import.meta.url));
  const script = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(module)});
    await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} });
    console.log('ready');
    setInterval(() => undefined, 1000);`;
  return spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function launchAndWait(dataDir: string): Promise<ChildProcess> {
  const launcher = launch(dataDir);
  onTestFinished(() => void launcher.kill('SIGKILL'));
  await once(launcher.stdout!, 'data');
  return launcher;
}
