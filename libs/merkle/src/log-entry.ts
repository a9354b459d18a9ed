import { ascii, concatBytes } from './bytes';
import { HASH_SIZE, type Sha256 } from './hashing';
import { MalformedError } from './malformed-error';

/** Bytes of one log entry: a type byte and a hash. */
export const LOG_ENTRY_SIZE = 33;

const ENTRY_LABEL = ascii('packproof/entry/v1\0');

/**
 * The 33 bytes that the log commits for a record: 0x01 || SHA-256("packproof/entry/v1" || 0x00 || nonce || record).
 * They reveal nothing to whoever lacks the nonce.
 * @param nonce 32 random bytes, kept with the record beside the log.
 * @param record the canonical JSON bytes of the record.
 */
export function logEntry(sha: Sha256, nonce: Uint8Array, record: Uint8Array): Uint8Array {
  if (nonce.length !== HASH_SIZE) throw new MalformedError(`nonce has ${nonce.length} bytes, not 32`);
  return concatBytes(Uint8Array.of(1), sha(concatBytes(ENTRY_LABEL, nonce, record)));
}
