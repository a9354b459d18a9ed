// Reads a PackProof log from outside. Imports nothing of the project: this is what a stranger could write from
// c2sp.org/tlog-tiles, c2sp.org/tlog-checkpoint, c2sp.org/signed-note and RFC 9162 (whose trees are those of RFC 6962).
//
//   node reader.mjs URL VKEY [--older FILE]... [--index N]... [--quick]
//
// URL is where the log is served, with or without the final /log. Each check is one line. Exit status: 0 all checks
// hold, 1 one does not, 2 nothing could be checked. --quick leaves out reading every entry and every tile.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

const WIDTH = 256;
const AT_ONCE = 16;

/** A check that does not hold. */
export class Rejected extends Error {
  name = 'Rejected';
}

/** No answer, or no such resource, or a wrong question: it says nothing about the log. */
export class Unavailable extends Error {
  name = 'Unavailable';
}

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const leafHash = (data) => sha256(Uint8Array.of(0), data);
const nodeHash = (left, right) => sha256(Uint8Array.of(1), left, right);

function insist(holds, otherwise) {
  if (!holds) throw new Rejected(otherwise);
}

// ---- notes and checkpoints

function base64(text, what) {
  const bytes = Buffer.from(text, 'base64');
  insist(bytes.toString('base64') === text, `${what} is not base64 of RFC 4648 section 4`);
  return bytes;
}

/** Takes `name+id+key` apart; Ed25519 (type 1) alone. */
export function readVkey(vkey) {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(vkey) ?? [];
  if (encoded === undefined) throw new Unavailable('the verifier key is not name+id+key');
  const bytes = base64(encoded, 'the verifier key');
  if (bytes.length !== 33 || bytes[0] !== 1) throw new Unavailable('the verifier key is not an Ed25519 key');
  const own = sha256(name, '\n', bytes).subarray(0, 4);
  if (own.toString('hex') !== id) throw new Unavailable('the id of the verifier key does not fit its name and key');
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: bytes.subarray(1).toString('base64url') };
  return { name, id: own, key: createPublicKey({ key: jwk, format: 'jwk' }) };
}

/** Checks a signed checkpoint (bytes) and returns `{size, root}`. */
export function openCheckpoint(note, vkey) {
  const { name, id, key } = readVkey(vkey);
  let whole;
  try {
    whole = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(note);
  } catch {
    throw new Rejected('checkpoint: not UTF-8');
  }
  const split = whole.lastIndexOf('\n\n');
  insist(split > 0 && whole.endsWith('\n') && whole.length > split + 2, 'checkpoint: not a signed note');
  const text = whole.slice(0, split + 1);
  let signatures = 0;
  for (const line of whole.slice(split + 2, -1).split('\n')) {
    const [, by, encoded] = /^— ([^\s+]+) (\S+)$/u.exec(line) ?? [];
    insist(encoded !== undefined, 'checkpoint: a signature is not "— name base64"');
    const bytes = base64(encoded, 'checkpoint: a signature');
    if (by !== name || !bytes.subarray(0, 4).equals(id)) continue;
    insist(verify(null, Buffer.from(text), key, bytes.subarray(4)), `checkpoint: the signature by ${name} is wrong`);
    signatures++;
  }
  insist(signatures === 1, `checkpoint: ${signatures} signatures by ${name}, not one`);
  const lines = text.split('\n');
  insist(lines.length === 4, 'checkpoint: not three lines');
  const [origin, size, root] = lines;
  insist(origin === name, `checkpoint: it is of ${JSON.stringify(origin)}, not of ${name}`);
  insist(/^[1-9][0-9]{0,15}$/.test(size) && Number.isSafeInteger(Number(size)), 'checkpoint: its size is no number');
  const hash = base64(root, 'checkpoint: its root');
  insist(hash.length === 32, 'checkpoint: its root is not 32 bytes');
  return { size: Number(size), root: hash };
}

// ---- fetching

function numberPath(index) {
  const groups = [];
  let rest = index;
  do {
    groups.unshift(String(rest % 1000).padStart(3, '0'));
    rest = Math.floor(rest / 1000);
  } while (rest > 0);
  return groups.map((group, i) => (i + 1 < groups.length ? `x${group}` : group)).join('/');
}

const resourcePath = (kind, index, width) => `tile/${kind}/${numberPath(index)}${width < WIDTH ? `.p/${width}` : ''}`;

export function logAt(url) {
  const trimmed = url.replace(/\/+$/, '');
  const prefix = trimmed.endsWith('/log') ? trimmed : `${trimmed}/log`;
  const tiles = new Map();
  const get = async (path) => {
    let answer;
    try {
      answer = await fetch(`${prefix}/${path}`);
      if (answer.status === 200) return Buffer.from(await answer.arrayBuffer());
    } catch (error) {
      throw new Unavailable(`${path}: ${error.cause?.code ?? error.message}`);
    }
    throw new Unavailable(`${path}: HTTP ${answer.status}`);
  };
  return {
    checkpoint: () => get('checkpoint'),
    /** The hashes of a tile of a tree of `size` leaves. */
    async tile(level, index, size) {
      const width = Math.min(WIDTH, Math.floor(size / WIDTH ** level) - index * WIDTH);
      const path = resourcePath(level, index, width);
      const data = tiles.get(path) ?? (await get(path));
      insist(data.length === width * 32, `${path}: ${data.length} bytes, not ${width * 32}`);
      tiles.set(path, data);
      return { path, data };
    },
    /** The entries beside a tile of level 0. */
    async bundle(index, size) {
      const width = Math.min(WIDTH, size - index * WIDTH);
      const path = resourcePath('entries', index, width);
      const data = await get(path);
      const entries = [];
      for (let at = 0; at < data.length; ) {
        insist(at + 2 <= data.length, `${path}: ends within a length`);
        const end = at + 2 + data.readUInt16BE(at);
        insist(end <= data.length, `${path}: ends within an entry`);
        const entry = data.subarray(at + 2, end);
        insist(entry.length === 33 && entry[0] === 1, `${path}: entry ${entries.length} is not 0x01 and 32 bytes`);
        entries.push(entry);
        at = end;
      }
      insist(entries.length === width, `${path}: ${entries.length} entries, not ${width}`);
      return { path, entries };
    },
  };
}

// ---- trees (RFC 9162 section 2.1)

function largestPowerBelow(n) {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** MTH of leaves `from` up to `to`, from the tiles of a tree of `size` leaves. */
async function subtree(log, from, to, size) {
  const count = to - from;
  const k = largestPowerBelow(count);
  if (count > 1 && k * 2 !== count) {
    return nodeHash(await subtree(log, from, from + k, size), await subtree(log, from + k, to, size));
  }
  let level = 0;
  while (WIDTH ** (level + 1) <= count) level++;
  const first = from / WIDTH ** level;
  const index = Math.floor(first / WIDTH);
  const { data } = await log.tile(level, index, size);
  let row = Array.from({ length: count / WIDTH ** level }, (_, i) => {
    const at = (first - index * WIDTH + i) * 32;
    return data.subarray(at, at + 32);
  });
  while (row.length > 1) row = Array.from({ length: row.length / 2 }, (_, i) => nodeHash(row[2 * i], row[2 * i + 1]));
  return row[0];
}

/** 2.1.3.1 PATH(index, D[size]). */
async function inclusionPath(log, index, size, from = 0, to = size) {
  if (to - from === 1) return [];
  const split = from + largestPowerBelow(to - from);
  return index < split
    ? [...(await inclusionPath(log, index, size, from, split)), await subtree(log, split, to, size)]
    : [...(await inclusionPath(log, index, size, split, to)), await subtree(log, from, split, size)];
}

/** 2.1.4.1 SUBPROOF(m, D[from:to], whole). */
async function subproof(log, m, size, from, to, whole) {
  if (m === to - from) return whole ? [] : [await subtree(log, from, to, size)];
  const k = largestPowerBelow(to - from);
  return m <= k
    ? [...(await subproof(log, m, size, from, from + k, whole)), await subtree(log, from + k, to, size)]
    : [...(await subproof(log, m - k, size, from + k, to, false)), await subtree(log, from, from + k, size)];
}

const half = (n) => Math.floor(n / 2);

/** 2.1.3.2, step by step. */
export function verifyInclusion(hash, index, size, path, root) {
  if (index >= size) return false;
  let fn = index;
  let sn = size - 1;
  let r = hash;
  for (const p of path) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      r = nodeHash(p, r);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      r = nodeHash(r, p);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && root.equals(r);
}

/** 2.1.4.2, step by step. */
export function verifyConsistency(older, newer, proof) {
  if (older.size === newer.size) return proof.length === 0 && older.root.equals(newer.root);
  if (older.size > newer.size || proof.length === 0) return false;
  const isPower = largestPowerBelow(older.size + 1) === older.size;
  const path = isPower ? [older.root, ...proof] : proof;
  let fn = older.size - 1;
  let sn = newer.size - 1;
  while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)];
  let fr = path[0];
  let sr = path[0];
  for (const c of path.slice(1)) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      [fr, sr] = [nodeHash(c, fr), nodeHash(c, sr)];
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      sr = nodeHash(sr, c);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && older.root.equals(fr) && newer.root.equals(sr);
}

// ---- checks

async function inBatches(count, work) {
  const results = [];
  for (let start = 0; start < count; start += AT_ONCE) {
    const batch = Array.from({ length: Math.min(AT_ONCE, count - start) }, (_, i) => work(start + i));
    results.push(...(await Promise.all(batch)));
  }
  return results;
}

/** Reads every entry bundle and every tile: each tile must follow from the entries, and so must the root. */
export async function checkWhole(log, { size, root }) {
  const bundles = await inBatches(Math.ceil(size / WIDTH), (index) => log.bundle(index, size));
  let row = bundles.flatMap(({ entries }) => entries.map(leafHash));
  let tiles = 0;
  for (let level = 0; row.length > 0; level++) {
    const above = await inBatches(Math.ceil(row.length / WIDTH), async (index) => {
      const expected = row.slice(index * WIDTH, (index + 1) * WIDTH);
      const { path, data } = await log.tile(level, index, size);
      insist(data.equals(Buffer.concat(expected)), `${path}: it does not follow from the entries`);
      tiles++;
      return expected.length === WIDTH ? [rootOf(expected)] : [];
    });
    if (level === 0) insist(rootOf(row).equals(root), 'entries: their root is not the checkpoint’s');
    row = above.flat();
  }
  return { entries: size, bundles: bundles.length, tiles };
}

function rootOf(hashes) {
  if (hashes.length === 1) return hashes[0];
  const k = largestPowerBelow(hashes.length);
  return nodeHash(rootOf(hashes.slice(0, k)), rootOf(hashes.slice(k)));
}

/** That an entry is in the tree of the checkpoint, by its path from the tiles. */
export async function checkInclusion(log, { size, root }, index) {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) throw new Unavailable(`no entry ${index} of ${size}`);
  const { entries } = await log.bundle(Math.floor(index / WIDTH), size);
  const path = await inclusionPath(log, index, size);
  const holds = verifyInclusion(leafHash(entries[index % WIDTH]), index, size, path, root);
  insist(holds, `inclusion: entry ${index} is not in the tree of ${size}`);
  return { siblings: path.length, entry: entries[index % WIDTH] };
}

/** That the tree of an older checkpoint is the beginning of this one, by a proof from the tiles. */
export async function checkGrowth(log, older, newer) {
  insist(older.size <= newer.size, `growth: the log shrank from ${older.size} to ${newer.size} entries`);
  const proof = await subproof(log, older.size, newer.size, 0, newer.size, true);
  const holds = verifyConsistency(older, newer, proof);
  insist(holds, `growth: the tree of ${older.size} is not the beginning of that of ${newer.size}`);
  return { hashes: proof.length };
}

/**
 * All checks of a log. `older`: signed checkpoints (bytes) from before; `indexes`: entries to find, a few unless told.
 * Returns the checkpoint; throws Rejected or Unavailable at the first check that fails.
 * @param {string} url
 * @param {string} vkey
 * @param {{older?: Uint8Array[], indexes?: number[], quick?: boolean, say?: (line: string) => void}} [options]
 *   `quick` leaves out reading everything; `say` is told each check that holds.
 */
export async function readLog(url, vkey, { older = [], indexes, quick = false, say = () => {} } = {}) {
  const log = logAt(url);
  const head = openCheckpoint(await log.checkpoint(), vkey);
  say(`checkpoint: ${readVkey(vkey).name} signed ${head.size} entries`);
  if (!quick) {
    const { entries, bundles, tiles } = await checkWhole(log, head);
    say(`entries: ${entries} in ${bundles} bundles, and ${tiles} tiles, have the checkpoint's root`);
  }
  const some = [0, 255, 256, Math.floor(head.size / 2), head.size - 2, head.size - 1];
  for (const index of indexes ?? new Set(some.filter((i) => i >= 0 && i < head.size))) {
    const { siblings } = await checkInclusion(log, head, index);
    say(`inclusion of entry ${index}: ${siblings} siblings`);
  }
  for (const note of older) {
    const before = openCheckpoint(note, vkey);
    const { hashes } = await checkGrowth(log, before, head);
    say(`growth from ${before.size} to ${head.size} entries: ${hashes} hashes`);
  }
  return head;
}

async function main(args) {
  const [places, older, indexes] = [[], [], []];
  let quick = false;
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--older') older.push(args[++i]);
    else if (args[i] === '--index') indexes.push(Number(args[++i]));
    else if (args[i] === '--quick') quick = true;
    else places.push(args[i]);
  }
  try {
    if (places.length !== 2)
      throw new Unavailable('usage: reader.mjs URL VKEY [--older FILE]... [--index N]... [--quick]');
    const notes = await Promise.all(older.map((file) => readFile(file)));
    const say = (line) => console.log(`ok   ${line}`);
    await readLog(places[0], places[1], {
      older: notes,
      indexes: indexes.length > 0 ? indexes : undefined,
      quick,
      say,
    });
    return 0;
  } catch (error) {
    if (error instanceof Rejected) {
      console.log(`FAIL ${error.message}`);
      return 1;
    }
    console.error(`cannot check: ${error.message}`);
    return 2;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await main(process.argv.slice(2));
}
