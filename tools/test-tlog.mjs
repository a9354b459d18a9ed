// npm run test:tlog: the log read from outside, by Go's own transparency log packages (tools/tlog) and by a reader in
// plain Node that shares nothing with the project (tools/tlog/reader.mjs): signature, every tile and entry, inclusion,
// growth, and the rejection of anything changed.
// Without more it makes logs with libs/merkle and serves them on loopback. With PACKPROOF_LOG_URL it reads the log there;
// the verifier key is PACKPROOF_LOG_VKEY or that of the demo (demo.json in PACKPROOF_HOME), and an older signed
// checkpoint may be named by PACKPROOF_LOG_OLDER (a file).
import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Rejected, readLog } from './tlog/reader.mjs';
import { flipped, resourcesOf, serveLogs, spoilt } from './tlog/serve-log.mjs';

const here = import.meta.dirname;
const SIZES = [1, 255, 256, 257, 70_000];
const scratch = mkdtempSync(join(tmpdir(), 'packproof-tlog-'));
const server = await serveLogs();
let passed = 0;
let failed = 0;

function report(title, problems, checks = 1) {
  passed += checks - problems.length;
  failed += problems.length;
  console.log(problems.length === 0 ? `ok   ${title}` : `FAIL ${title}\n     ${problems.slice(0, 5).join('\n     ')}`);
}

/** Undefined where the log is accepted, or why it is not. */
async function byNode(url, vkey, older = []) {
  try {
    await readLog(url, vkey, { older: older.map((file) => readFileSync(file)) });
    return undefined;
  } catch (error) {
    if (error instanceof Rejected) return error.message;
    throw error;
  }
}

const go = join(scratch, process.platform === 'win32' ? 'tlog.exe' : 'tlog');

function run(...args) {
  return new Promise((resolve) => {
    execFile(go, args, (error, stdout, stderr) =>
      resolve({ status: error?.code ?? 0, output: `${stdout}${stderr}`.trim() }),
    );
  });
}

async function byGo(url, vkey, older = []) {
  const { status, output } = await run(...older.flatMap((file) => ['-older', file]), url, vkey);
  if (status === 0) return undefined;
  if (status === 1) return output.split('\n').at(-1);
  throw new Error(output);
}

/** Go's own flag for it, so that a rejection is one by its checks and not a failure to read. */
async function goRejects(url, vkey, older = []) {
  const { status, output } = await run('-reject', ...older.flatMap((file) => ['-older', file]), url, vkey);
  return status === 0 ? [] : [output];
}

async function accepts(title, read, ...args) {
  try {
    const why = await read(...args);
    report(title, why === undefined ? [] : [why]);
  } catch (error) {
    report(title, [error.message]);
  }
}

async function rejects(title, read, url, vkey, older) {
  try {
    const problems = read === byGo ? await goRejects(url, vkey, older) : await nodeRejects(url, vkey, older);
    report(title, problems);
  } catch (error) {
    report(title, [error.message]);
  }
}

async function nodeRejects(url, vkey, older) {
  return (await byNode(url, vkey, older)) === undefined ? ['accepted'] : [];
}

/** Places to spoil: every byte of the checkpoint, and of each chosen resource the first, the last and some between. */
function spoils(checkpoint, resources, perResource) {
  const places = Array.from({ length: checkpoint.length }, (_, offset) => ({ path: 'checkpoint', offset }));
  for (const { path, length } of resources) {
    const offsets = new Set([0, length - 1]);
    for (let i = 1; offsets.size < Math.min(perResource, length); i++) offsets.add((i * 7_919) % length);
    for (const offset of offsets) places.push({ path, offset });
  }
  const spread = places.map((place, i) => ({ ...place, bits: 1 << (i % 8) }));
  // The bits that base64 leaves over before a padding "=": lax decoders read the same bytes.
  return [...spread, { path: 'checkpoint', offset: checkpoint.length - 3, bits: 1 }];
}

async function findsFlips(title, read, vkey, log, places) {
  const problems = [];
  for (const { path, offset, bits } of places) {
    const url = server.add(spoilt(log, path, flipped(offset, bits)));
    try {
      const found = read === byGo ? (await goRejects(url, vkey)).length === 0 : (await byNode(url, vkey)) !== undefined;
      if (!found) problems.push(`${path}, byte ${offset} ^ ${bits}: accepted`);
    } catch (error) {
      problems.push(`${path}, byte ${offset} ^ ${bits}: ${error.message}`);
    }
  }
  report(`${title}: ${places.length} flipped bytes are each found`, problems, places.length);
}

const some = (list, count) => list.filter((_, i) => i % Math.ceil(list.length / count) === 0 || i === list.length - 1);

function buildGo() {
  if (spawnSync('go', ['version'], { stdio: 'ignore' }).status !== 0) {
    console.log('Go is not installed: the log is read by the Node reader alone');
    if (process.env.CI === 'true') report('Go is there, as it must be when CI=true', ['go: not found']);
    return false;
  }
  const { status, stderr } = spawnSync('go', ['build', '-o', go, '.'], { cwd: join(here, 'tlog'), encoding: 'utf8' });
  report("the reader with Go's packages builds", status === 0 ? [] : [stderr]);
  return status === 0;
}

async function ownLogs(readers) {
  const made = spawnSync(
    process.execPath,
    ['--import', 'tsx', join(here, 'tlog/make-log.ts'), scratch, ...SIZES.map(String)],
    { cwd: here, encoding: 'utf8' },
  );
  if (made.status !== 0) return report('logs are made', [made.stderr]);
  const { vkey } = JSON.parse(readFileSync(join(scratch, 'made.json'), 'utf8'));
  const signed = (size) => join(scratch, 'checkpoints', String(size));
  const folder = (name, size) => async (path) => {
    const file = path === 'checkpoint' && size ? signed(size) : join(scratch, name, path);
    return existsSync(file) ? readFileSync(file) : undefined;
  };
  for (const [name, read, many] of readers) {
    for (const size of SIZES) {
      const url = server.add(folder('log', size));
      const older = SIZES.filter((other) => other <= size);
      const from = older.join(', ');
      await accepts(`${name}: ${size} entries, and their growth from ${from}`, read, url, vkey, older.map(signed));
    }
    const fork = server.add(folder('fork'));
    await accepts(`${name}: a fork of the log is consistent with itself`, read, fork, vkey);
    await accepts(`${name}: and grew from what it shares`, read, fork, vkey, [signed(256)]);
    await rejects(`${name}: but not from the checkpoint that it forked from`, read, fork, vkey, [signed(257)]);
    const small = server.add(folder('log', 255));
    await rejects(`${name}: a log that shrank is rejected`, read, small, vkey, [signed(257)]);
    await rejects(`${name}: a log that another key signed is rejected`, read, small, otherKey(vkey));
    const more = (data) => Buffer.concat([data, data.subarray(0, 35)]);
    for (const [what, change] of [
      ['one too many', more],
      ['one too few', (data) => data.subarray(35)],
    ]) {
      const url = server.add(spoilt(folder('log', 255), 'tile/entries/000.p/255', change));
      await rejects(`${name}: a bundle with ${what} is rejected`, read, url, vkey);
    }
    for (const size of SIZES) {
      const log = folder('log', size);
      const resources = size > 1000 ? edges(resourcesOf(size)) : resourcesOf(size);
      const all = spoils(readFileSync(signed(size)), resources, size > 1000 ? 1 : 40);
      // A large log takes long to read, and a changed checkpoint is found before its size matters.
      const places = size > 1000 ? all.filter(({ path }) => path !== 'checkpoint') : some(all, many);
      await findsFlips(`${name}, ${size} entries`, read, vkey, log, places);
    }
  }
}

/** The first and last resource of each kind and level, and some between. */
function edges(resources) {
  const kind = ({ path }) => path.split('/')[1];
  return resources.filter((resource, i) => {
    const alike = resources.filter((other) => kind(other) === kind(resource));
    return resource === alike[0] || resource === alike.at(-1) || i % 211 === 0;
  });
}

/** Another valid key of the same name: that of the documentation of Go's note package. */
function otherKey(vkey) {
  const key = Buffer.from('ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', 'base64');
  const [name] = vkey.split('+');
  const id = createHash('sha256').update(`${name}\n`).update(key).digest('hex').slice(0, 8);
  return `${name}+${id}+${key.toString('base64')}`;
}

async function givenLog(readers, url) {
  const vkey = process.env.PACKPROOF_LOG_VKEY ?? demoKey();
  if (vkey === undefined) return report('a verifier key is given', ['set PACKPROOF_LOG_VKEY']);
  const older = process.env.PACKPROOF_LOG_OLDER ? [process.env.PACKPROOF_LOG_OLDER] : [];
  const trimmed = url.replace(/\/+$/, '');
  const prefix = trimmed.endsWith('/log') ? trimmed : `${trimmed}/log`;
  const kept = new Map();
  // Through loopback for the flips; what was read once stays, so that a log in use does not grow under the test.
  const log = async (path) => {
    if (!kept.has(path)) {
      const answer = await fetch(`${prefix}/${path}`);
      kept.set(path, answer.ok ? Buffer.from(await answer.arrayBuffer()) : undefined);
    }
    return kept.get(path);
  };
  for (const [name, read] of readers) await accepts(`${name}: ${url}`, read, url, vkey, older);
  const checkpoint = await log('checkpoint');
  const size = Number(checkpoint?.toString().split('\n')[1]);
  if (!Number.isSafeInteger(size) || size < 1) return report('there is a checkpoint', [`${prefix}/checkpoint`]);
  for (const [name, read, many] of readers) {
    const places = some(spoils(checkpoint, edges(resourcesOf(size)), 4), Math.min(many, 40));
    await findsFlips(`${name}, ${url}`, read, vkey, log, places);
  }
  const before = join(scratch, 'before');
  writeFileSync(before, checkpoint);
  for (const [name, read] of readers) await accepts(`${name}: growth since ${size} entries`, read, url, vkey, [before]);
}

function demoKey() {
  const file = join(process.env.PACKPROOF_HOME ?? join(here, '../.packproof'), 'demo.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).log?.vkey : undefined;
}

try {
  const readers = [['Node', byNode, 400]];
  if (buildGo()) readers.unshift(['Go', byGo, 40]);
  const url = process.env.PACKPROOF_LOG_URL;
  await (url ? givenLog(readers, url) : ownLogs(readers));
} catch (error) {
  report('the test itself', [error.stack]);
} finally {
  await server.close();
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
