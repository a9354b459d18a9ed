import { sha256 } from '@noble/hashes/sha2.js';
import {
  fromBase64,
  fromHex,
  fromUtf8,
  leafHash,
  logEntry,
  noteVerifier,
  openCheckpoint,
  parseCanonicalJson,
  verifyInclusion,
} from '@packproof/merkle';
import { isSignedBy } from '../../../log/signature';

/** An entry of the log that the proof brings, once it was found to be in the log. */
export interface ProvenEntry {
  readonly index: number;
  readonly command: string;
  /** GLN of who gave the command. */
  readonly actor: string;
  /** RFC 3339: when the ledger wrote it. */
  readonly recordedAt: string;
}

export interface CheckedProof {
  /** Name of the log that signed. */
  readonly log: string;
  /** How many entries the checkpoint covers: its number. */
  readonly size: number;
  readonly entries: readonly ProvenEntry[];
  /** The entry that put the pack's tranche on record. */
  readonly commission: ProvenEntry;
}

/** What does not hold, for whoever looks into it. */
export class ProofFault extends Error {
  override readonly name = 'ProofFault';
  constructor(
    readonly what: 'unreadable' | 'checkpoint' | 'entry' | 'commission',
    /** The entry at fault. */
    readonly index?: number,
  ) {
    super(what);
  }
}

/**
 * Checks in this browser, with libs/merkle alone, that the log signed its checkpoint, that every entry of the proof is
 * where it says in the log, and that one of them commissions the pack's tranche. Who signed the commands and that the
 * serial is a leaf of the tranche is for `npx packproof verify-proof`.
 * @throws ProofFault with the first thing that does not hold.
 */
export function checkProof(value: unknown): CheckedProof {
  const file = read(value);
  const checkpoint = guarded('checkpoint', undefined, () => {
    const opened = openCheckpoint(file.checkpoint, noteVerifier(sha256, file.vkey, isSignedBy));
    // A signature that nobody here can check could be anything.
    if (opened.unverified.length > 0) throw new ProofFault('checkpoint');
    return opened;
  });
  const entries = file.entries.map((entry, i) =>
    guarded('entry', entry.index, () => {
      const record = fromBase64(entry.record);
      const holds =
        (i === 0 || entry.index > file.entries[i - 1]!.index) &&
        verifyInclusion(sha256, {
          leafHash: leafHash(sha256, logEntry(sha256, fromBase64(entry.nonce), record)),
          index: entry.index,
          count: checkpoint.size,
          path: entry.path.map((each) => fromHex(each, 32)),
          root: checkpoint.root,
        });
      if (!holds) throw new ProofFault('entry', entry.index);
      const { envelope, recordedAt, results } = parseCanonicalJson(fromUtf8(record)) as unknown as CommandRecord;
      return { index: entry.index, command: envelope.command, actor: envelope.actor, recordedAt, envelope, results };
    }),
  );
  const commission = entries.find((entry) => commissions(entry, file));
  if (!commission) throw new ProofFault('commission');
  const { origin, size } = checkpoint;
  return { log: origin, size, entries: entries.map(proven), commission: proven(commission) };
}

const proven = ({ index, command, actor, recordedAt }: ProvenEntry): ProvenEntry => ({
  index,
  command,
  actor,
  recordedAt,
});

/** The accepted commission of exactly this tranche, of exactly this batch. */
function commissions({ envelope, results }: CommandRecord, { pack, tranche }: ProofFile): boolean {
  if (envelope.command !== 'commission') return false;
  return (envelope.body.items ?? []).some(
    (item, i) =>
      results[i]?.ok === true &&
      item.gtin === pack.gtin &&
      item.lot === pack.lot &&
      item.expiry === pack.expiry &&
      item.root === tranche.root &&
      item.count === tranche.count,
  );
}

/** As much of a command's record as is looked at here. */
interface CommandRecord {
  readonly envelope: {
    readonly command: string;
    readonly actor: string;
    readonly body: { readonly items?: readonly Readonly<Record<string, unknown>>[] };
  };
  readonly recordedAt: string;
  readonly results: readonly { readonly ok: boolean }[];
}

interface ProofFile {
  readonly pack: { readonly gtin: string; readonly serial: string; readonly lot: string; readonly expiry: string };
  readonly tranche: { readonly root: string; readonly count: number };
  readonly entries: readonly { index: number; nonce: string; record: string; path: readonly string[] }[];
  readonly checkpoint: string;
  readonly vkey: string;
}

const PROOF_TYPE = 'packproof/proof/v1';

function read(value: unknown): ProofFile {
  const file = value as ProofFile & { type?: unknown };
  const isProof =
    typeof value === 'object' &&
    value !== null &&
    file.type === PROOF_TYPE &&
    typeof file.pack === 'object' &&
    typeof file.tranche === 'object' &&
    typeof file.checkpoint === 'string' &&
    typeof file.vkey === 'string' &&
    Array.isArray(file.entries) &&
    file.entries.length > 0 &&
    file.entries.every(
      ({ index, nonce, record, path }) =>
        Number.isSafeInteger(index) && typeof nonce === 'string' && typeof record === 'string' && Array.isArray(path),
    );
  if (!isProof) throw new ProofFault('unreadable');
  return file;
}

function guarded<T>(what: ProofFault['what'], index: number | undefined, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ProofFault) throw error;
    throw new ProofFault(what, index);
  }
}
