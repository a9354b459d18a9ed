// What a fresh clone lacks, put in place step by step. Plain Node: nothing is installed yet when this runs.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `PackProof needs Node.js 20.19 or newer; this is ${process.versions.node}. Install the current LTS from nodejs.org.`,
  );
  process.exit(2);
}

/** One line a step, with the seconds it took; the step's own output only when it fails. */
export async function step(title, work) {
  const began = Date.now();
  process.stdout.write(`· ${title} …\n`);
  const result = await work();
  process.stdout.write(`✓ ${title} (${((Date.now() - began) / 1000).toFixed(1)} s)\n`);
  return result;
}

export function run(command, args, options = {}) {
  const { show = false, env = {}, cwd = root } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    const output = [];
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => output.push(chunk));
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) return resolve();
      if (!show) process.stderr.write(Buffer.concat(output));
      reject(new Error(`${command} ${args.join(' ')} ended with code ${code}`));
    });
  });
}

const bin = (name) => join(root, 'node_modules', '.bin', name);
const stampFolder = join(root, 'node_modules', '.packproof');

function isStamped(name, value) {
  const file = join(stampFolder, name);
  return existsSync(file) && readFileSync(file, 'utf8') === value;
}

function stamp(name, value) {
  mkdirSync(stampFolder, { recursive: true });
  writeFileSync(join(stampFolder, name), value);
}

/** Changes whenever a file under the given folders changes. Generated and built files do not count. */
function fingerprint(...folders) {
  const hash = createHash('sha256');
  const walk = (path) => {
    const stat = statSync(path);
    if (stat.isDirectory()) {
      for (const name of readdirSync(path).sort()) {
        if (['node_modules', 'dist', 'generated', 'coverage'].includes(name)) continue;
        walk(join(path, name));
      }
    } else {
      hash.update(`${relative(root, path)} ${stat.size} ${stat.mtimeMs}\n`);
    }
  };
  for (const folder of folders) if (existsSync(join(root, folder))) walk(join(root, folder));
  return hash.digest('hex');
}

/** `npm ci`, only when the lock file has changed since the last time it ended well. */
export async function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (isStamped('lock', lock)) return;
  if (lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) {
    // npm would empty the folder that the link leads to, which is another checkout's.
    console.log('· node_modules is a link to another checkout: packages are left as they are');
    return;
  }
  await step('Installing packages (about a minute and a half the first time)', () =>
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']),
  );
  stamp('lock', lock);
}

/** The Prisma client and the resolver types, when what they are made from has changed. */
export async function generate() {
  const made = fingerprint(
    'prisma',
    'apps/api/schema.graphql',
    'libs/database/scripts',
    'apps/api/codegen.ts',
    'libs/client/tsconfig.json',
    'libs/outcomes/src',
  );
  const present = ['libs/database/generated', 'apps/api/generated', 'libs/client/generated'].every((folder) =>
    existsSync(join(root, folder)),
  );
  if (present && isStamped('generate', made)) return;
  await step('Generating the database client and the schema types', async () => {
    await run(process.execPath, ['libs/database/scripts/generate.mjs']);
    await run(bin('nx'), ['run-many', '-t', 'generate']);
  });
  stamp('generate', made);
}

/** What `npm start` serves: API, scanning app, and the command line tool. */
export async function build() {
  const parts = [
    ['api', ['apps/api', 'libs'], () => run(bin('vite'), ['build'], { cwd: join(root, 'apps/api') }), 'apps/api/dist'],
    [
      'scanner',
      ['apps/scanner', 'libs', 'vite.compressed.ts'],
      () => run(bin('vite'), ['build'], { cwd: join(root, 'apps/scanner') }),
      'apps/scanner/dist',
    ],
    [
      'portal',
      ['apps/portal', 'apps/api/schema.graphql', 'libs', 'vite.compressed.ts'],
      () => run(bin('vite'), ['build'], { cwd: join(root, 'apps/portal') }),
      'apps/portal/dist',
    ],
    ['tools', ['tools', 'libs'], () => run(process.execPath, ['tools/build.mjs']), 'tools/dist'],
  ];
  const stale = parts
    .map(([name, sources, make, output]) => ({
      name,
      made: fingerprint(...sources, 'package-lock.json'),
      make,
      output,
    }))
    .filter(({ name, made, output }) => !existsSync(join(root, output)) || !isStamped(`build-${name}`, made));
  if (stale.length === 0) return;
  await step(`Building ${stale.map(({ name }) => name).join(', ')}`, () =>
    Promise.all(
      stale.map(async ({ name, made, make }) => {
        await make();
        stamp(`build-${name}`, made);
      }),
    ),
  );
}
