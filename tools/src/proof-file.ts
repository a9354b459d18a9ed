/**
 * The proof of one pack, as `proof(gtin, serial)` gives it: all that a stranger needs, checked by verify-proof.ts. Bytes
 * are padded base64, hashes lower-case hex. Nothing stands in it that the checks do not cover.
 */
export interface ProofFile {
  type: typeof PROOF_TYPE;
  /** What is claimed: this pack, of this batch, was committed at this leaf. `salt` 16 bytes. */
  pack: { gtin: string; serial: string; lot: string; expiry: string; salt: string };
  /** Its tranche's tree, and the siblings from its leaf to the root, lowest first. */
  tranche: { root: string; count: number; leaf: number; path: string[] };
  /** Log entries in ascending order: those that registered keys, the commission, the commands about the pack. */
  entries: ProofEntry[];
  /** C2SP checkpoint, the signed note verbatim. */
  checkpoint: string;
  /** Verifier key of the log that signed it: `name+id+key`. */
  vkey: string;
}

export interface ProofEntry {
  index: number;
  /** 32 bytes. */
  nonce: string;
  /** Canonical record `{envelope, signature, keyId, recordedAt, results}`. */
  record: string;
  /** Siblings from the entry's leaf to the checkpoint's root. */
  path: string[];
}

export const PROOF_TYPE = 'packproof/proof/v1';

/** Why a proof does not hold, or cannot be read; the message says where. */
export class ProofFault extends Error {
  override readonly name = 'ProofFault';
  constructor(
    readonly kind: 'unreadable' | 'wrong',
    message: string,
  ) {
    super(message);
  }
}

/** Exactly the fields of a proof and no others, so that nothing in the file is left unchecked. @throws ProofFault unreadable */
export function readProofFile(text: string): ProofFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ProofFault('unreadable', `the file is not JSON: ${(error as Error).message}`);
  }
  const file = fields(value, 'the file', ['type', 'pack', 'tranche', 'entries', 'checkpoint', 'vkey']);
  if (file.type !== PROOF_TYPE) throw new ProofFault('unreadable', `type is not ${PROOF_TYPE}`);
  const pack = fields(file.pack, 'pack', ['gtin', 'serial', 'lot', 'expiry', 'salt']);
  for (const [name, field] of Object.entries(pack)) isText(field, `pack.${name}`);
  const tranche = fields(file.tranche, 'tranche', ['root', 'count', 'leaf', 'path']);
  isText(tranche.root, 'tranche.root');
  isWhole(tranche.count, 'tranche.count');
  isWhole(tranche.leaf, 'tranche.leaf');
  areHashes(tranche.path, 'tranche.path');
  if (!Array.isArray(file.entries)) throw new ProofFault('unreadable', 'entries is not a list');
  file.entries.forEach((entry: unknown, i) => {
    const { index, nonce, record, path } = fields(entry, `entries[${i}]`, ['index', 'nonce', 'record', 'path']);
    isWhole(index, `entries[${i}].index`);
    isText(nonce, `entries[${i}].nonce`);
    isText(record, `entries[${i}].record`);
    areHashes(path, `entries[${i}].path`);
  });
  isText(file.checkpoint, 'checkpoint');
  isText(file.vkey, 'vkey');
  return value as ProofFile;
}

function fields<const Name extends string>(
  value: unknown,
  where: string,
  names: readonly Name[],
): Record<Name, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ProofFault('unreadable', `${where} is not an object`);
  }
  for (const name of names)
    if (!Object.hasOwn(value, name)) throw new ProofFault('unreadable', `${where} has no ${name}`);
  const other = Object.keys(value).find((name) => !(names as readonly string[]).includes(name));
  if (other !== undefined) throw new ProofFault('unreadable', `${where} has a field that no proof has: ${other}`);
  return value as Record<Name, unknown>;
}

function isText(value: unknown, where: string): void {
  if (typeof value !== 'string') throw new ProofFault('unreadable', `${where} is not a text`);
}

function isWhole(value: unknown, where: string): void {
  if (!Number.isSafeInteger(value) || (value as number) < 0)
    throw new ProofFault('unreadable', `${where} is not a whole number`);
}

function areHashes(value: unknown, where: string): void {
  const fit = Array.isArray(value) && value.every((each) => typeof each === 'string' && /^[0-9a-f]{64}$/.test(each));
  if (!fit) throw new ProofFault('unreadable', `${where} is not a list of hashes`);
}
