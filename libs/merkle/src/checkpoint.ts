import { fromBase64, toBase64 } from './base64';
import { equalBytes } from './bytes';
import { HASH_SIZE } from './hashing';
import { MalformedError } from './malformed-error';
import { isCount } from './ranges';
import { type OpenedNote, openNote } from './signed-note';
import { isKeyName, type NoteVerifier } from './verifier-key';

/** What a log says of itself at one size (C2SP tlog-checkpoint). */
export interface Checkpoint {
  /** Name of the log: its public address without scheme. */
  readonly origin: string;
  /** Number of entries, at least 1: an empty log publishes nothing. */
  readonly size: number;
  /** RFC 6962 root, 32 bytes. */
  readonly root: Uint8Array;
}

/** The note text of a checkpoint: origin LF size LF base64 root LF. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  if (!isKeyName(origin)) throw new MalformedError(`checkpoint: ${JSON.stringify(origin)} cannot name a log`);
  if (!isCount(size)) throw new MalformedError(`checkpoint: ${size} is not a size`);
  if (root.length !== HASH_SIZE) throw new MalformedError(`checkpoint: the root has ${root.length} bytes, not 32`);
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/**
 * Reads a checkpoint's text (of a note that was opened). Exactly three lines: the extension lines that C2SP allows are
 * refused, as none of our logs writes any and no monitor could audit them.
 */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin, size, root, end, ...more] = text.split('\n');
  if (origin === undefined || size === undefined || root === undefined || end !== '' || more.length > 0) {
    throw new MalformedError('checkpoint is not three lines');
  }
  if (!isKeyName(origin)) throw new MalformedError(`checkpoint: ${JSON.stringify(origin)} cannot name a log`);
  if (!/^[1-9][0-9]{0,15}$/.test(size) || !isCount(Number(size))) {
    throw new MalformedError('checkpoint: its size is not a decimal number from 1 to 2^53 - 1');
  }
  const hash = fromBase64(root);
  if (hash.length !== HASH_SIZE) throw new MalformedError(`checkpoint: the root has ${hash.length} bytes, not 32`);
  return { origin, size: Number(size), root: hash };
}

/**
 * Opens a log's signed checkpoint: the log itself must have signed, under the name that is its origin.
 * @param log the log's own verifier.
 * @param witnesses verifiers of cosignatures; a wrong one is refused, a missing one is for the caller to miss.
 */
export function openCheckpoint(
  note: string | Uint8Array,
  log: NoteVerifier,
  witnesses: readonly NoteVerifier[] = [],
): Checkpoint & Pick<OpenedNote, 'verified' | 'unverified'> {
  const { text, verified, unverified } = openNote(note, [log, ...witnesses]);
  const checkpoint = parseCheckpoint(text);
  if (checkpoint.origin !== log.name) {
    throw new MalformedError(`checkpoint is of ${checkpoint.origin}, not of ${log.name}`);
  }
  if (!verified.some(({ name, keyId }) => name === log.name && equalBytes(keyId, log.keyId))) {
    throw new MalformedError(`checkpoint is not signed by ${log.name}`);
  }
  return { ...checkpoint, verified, unverified };
}
