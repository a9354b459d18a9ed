import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryLedger } from '@packproof/ledger';
import {
  buildTree,
  ED25519,
  formatCheckpoint,
  formatVerifierKey,
  logEntry,
  noteKeyId,
  signNote,
  toBase64,
  toHex,
} from '@packproof/merkle';
import {
  aBatch,
  aConsortium,
  aPallet,
  aProduct,
  registerProducts,
  sha256,
  TestClock,
  testCryptography,
  testKey,
} from '@packproof/test-data';
import { beforeAll, describe, expect, it } from 'vitest';
import { PROOF_TYPE, ProofFault, type ProofFile, readProofFile } from './proof-file';
import { verifyProof } from './verify-proof';

const ORIGIN = 'packproof.invalid/0011223344556677';
const LEAF = 7;

/** A pack that was committed, shipped to a pharmacy and dispensed there. */
async function aProof(options: { rotated?: boolean } = {}): Promise<ProofFile> {
  let nonce = 0;
  const clock = new TestClock();
  const ledger = new MemoryLedger({
    cryptography: testCryptography(),
    clock: () => clock.now(),
    randomBytes32: () => sha256(Uint8Array.of(nonce++)),
  });
  const consortium = await aConsortium({ clock }).found(ledger);
  const product = aProduct().by(consortium.manufacturer);
  await registerProducts(ledger, product);
  const batch = aBatch().of(product).packs(40).perCase(10).perPallet(4);
  const journey = await aPallet().of(batch).deliveredTo(consortium.pharmacy).on(ledger);
  if (options.rotated) {
    const key = consortium.pharmacy.newKey();
    await consortium.pharmacy.does(ledger, 'rotateKey', {
      items: [{ gln: consortium.pharmacy.gln, ...key.registrationFor(consortium.pharmacy.gln) }],
    });
    consortium.pharmacy.rotated(key);
    clock.advance({ minutes: 1 });
  }
  const target = { pack: journey.batch.packReference(LEAF, journey.holder) };
  await consortium.pharmacy.does(ledger, 'dispense', { items: [target] });
  return proofOf(ledger, journey.batch, LEAF);
}

async function proofOf(
  ledger: MemoryLedger,
  batch: Awaited<ReturnType<ReturnType<typeof aPallet>['on']>>['batch'],
  leaf: number,
): Promise<ProofFile> {
  const size = await ledger.height();
  const entries = await Promise.all(Array.from({ length: size }, async (_, i) => (await ledger.entry(i))!));
  const tree = buildTree(
    sha256,
    entries.map(({ nonce, record }) => logEntry(sha256, nonce, record)),
  );
  const key = testKey(sha256(Uint8Array.of(1, 2, 3)));
  const named = { name: ORIGIN, type: ED25519, publicKey: key.publicKey } as const;
  return {
    type: PROOF_TYPE,
    pack: {
      gtin: batch.product.gtin,
      serial: batch.serials[leaf]!,
      lot: batch.lot,
      expiry: batch.expiry,
      salt: toBase64(batch.saltAt(leaf)),
    },
    tranche: { root: batch.root, count: batch.count, leaf, path: batch.pathAt(leaf) },
    entries: entries.map(({ index, nonce, record }) => ({
      index,
      nonce: toBase64(nonce),
      record: toBase64(record),
      path: tree.inclusionPath(index).map(toHex),
    })),
    checkpoint: signNote({
      text: formatCheckpoint({ origin: ORIGIN, size, root: tree.root() }),
      name: ORIGIN,
      keyId: noteKeyId(sha256, named),
      sign: (message) => key.sign(message),
    }),
    vkey: formatVerifierKey(sha256, named),
  };
}

const check = (file: unknown, pinned?: string) =>
  verifyProof(readProofFile(JSON.stringify(file)), testCryptography(), pinned);

/** Every value of a JSON document, with a way to put another in its place. */
function* values(
  node: unknown,
  path: (string | number)[] = [],
): Generator<{ path: (string | number)[]; value: unknown }> {
  yield { path, value: node };
  if (typeof node !== 'object' || node === null) return;
  for (const [key, inner] of Object.entries(node))
    yield* values(inner, [...path, Array.isArray(node) ? Number(key) : key]);
}

function replaced(file: ProofFile, path: (string | number)[], value: unknown): unknown {
  const copy = structuredClone(file) as never;
  const holder = path.slice(0, -1).reduce((node: never, key) => node[key as never], copy) as Record<
    string | number,
    unknown
  >;
  holder[path.at(-1)!] = value;
  return copy;
}

/** What a value could be changed into. */
function changes(value: unknown): unknown[] {
  if (typeof value === 'number') return [value + 1, value - 1, value * 2 + 3, String(value), null];
  if (Array.isArray(value)) return [[], value.slice(1), [...value, value[0] ?? 'x'], [...value].reverse(), null];
  if (typeof value === 'object') return [null, [], { ...value, more: 1 }];
  const text = String(value);
  const at = [0, Math.floor(text.length / 3), Math.floor(text.length / 2), text.length - 1];
  const other = (sign: string) =>
    sign === 'A'
      ? 'B'
      : sign === '0'
        ? '1'
        : sign === '\n'
          ? ' '
          : 'A'.charCodeAt(0) === sign.charCodeAt(0)
            ? 'C'
            : /\d/.test(sign)
              ? '0'
              : 'A';
  return [
    ...at.map((i) => text.slice(0, i) + other(text[i]!) + text.slice(i + 1)),
    `${text} `,
    text.slice(0, -1),
    '',
    null,
  ];
}

describe('verify-proof', () => {
  let proof: ProofFile;
  beforeAll(async () => {
    proof = await aProof();
  });

  it('holds, and says what it shows', () => {
    const verdict = check(proof, proof.vkey);
    expect(verdict).toMatchObject({ signer: ORIGIN, pinned: true, pack: { serial: proof.pack.serial } });
    expect(verdict.commands.filter(({ aboutThisPack }) => aboutThisPack).map(({ command }) => command)).toEqual([
      'dispense',
    ]);
    expect(check(proof).pinned).toBe(false);
  });

  it('holds over a key that was rotated', async () => {
    expect(check(await aProof({ rotated: true })).commands.at(-1)?.command).toBe('dispense');
  });

  it('finds any changed value', () => {
    let tried = 0;
    for (const { path, value } of values(proof)) {
      if (path.length === 0) continue;
      for (const change of changes(value)) {
        if (JSON.stringify(change) === JSON.stringify(value)) continue;
        tried += 1;
        expect(
          () => check(replaced(proof, path, change)),
          `${path.join('.')} = ${JSON.stringify(change)}`.slice(0, 200),
        ).toThrow(ProofFault);
      }
    }
    expect(tried).toBeGreaterThan(500);
  });

  it('finds an entry left out, where it is needed', () => {
    // Genesis, the registrations of keys and the commission are needed; that a later command is absent cannot be seen.
    const needed = proof.entries.filter((_, i) => {
      try {
        check({ ...proof, entries: proof.entries.filter((__, j) => j !== i) });
        return false;
      } catch {
        return true;
      }
    });
    expect(needed.length).toBeGreaterThanOrEqual(3);
    expect(needed[0]!.index).toBe(0);
  });

  it('is not fooled by a whole log of somebody else', async () => {
    const other = await aProof();
    expect(() => check(proof, `${other.vkey}x`)).toThrow(/not the one that you pinned/);
  });

  it('the command line says so by its exit code', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'packproof-proof-'));
    const file = join(folder, 'proof.json');
    const run = (text: string, ...more: string[]) => {
      writeFileSync(file, text);
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        ['--import', 'tsx', join(import.meta.dirname, 'packproof.ts'), 'verify-proof', file, ...more],
        { encoding: 'utf8', cwd: join(import.meta.dirname, '../..') },
      );
      return { status, said: stdout + stderr };
    };
    const good = JSON.stringify(proof, null, 2);
    expect(run(good)).toMatchObject({ status: 0, said: expect.stringMatching(/The proof holds[\s\S]*NOT pinned/) });
    expect(run(good, '--key', proof.vkey)).toMatchObject({
      status: 0,
      said: expect.not.stringContaining('NOT pinned'),
    });
    expect(run(JSON.stringify({ ...proof, pack: { ...proof.pack, serial: 'X' } }))).toMatchObject({ status: 1 });
    expect(run('{')).toMatchObject({ status: 2 });
    expect(run(good, '--what')).toMatchObject({ status: 2 });
  });
});
