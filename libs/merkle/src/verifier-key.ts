import { fromBase64, toBase64 } from './base64';
import { ascii, concatBytes, copyBytes, equalBytes, utf8 } from './bytes';
import { type Ed25519Verify, PUBLIC_KEY_SIZE } from './ed25519-points';
import type { Sha256 } from './hashing';
import { fromHex, toHex } from './hex';
import { MalformedError } from './malformed-error';

/** C2SP signed-note signature types that are read here. */
export const ED25519 = 0x01;
/** A witness's timestamped signature, C2SP tlog-cosignature. */
export const COSIGNATURE = 0x04;

/** A public key under a name, as C2SP signed notes spell it. */
export interface VerifierKey {
  readonly name: string;
  readonly type: typeof ED25519 | typeof COSIGNATURE;
  /** Raw Ed25519 key, 32 bytes. */
  readonly publicKey: Uint8Array;
}

/** One who can check a signature line of a note. `keyId` is 4 bytes. */
export interface NoteVerifier {
  readonly name: string;
  readonly keyId: Uint8Array;
  verify(text: Uint8Array, signature: Uint8Array): boolean;
}

/** C2SP signed-note: names are not empty and have neither Unicode spaces nor plus; notes have no control characters. */
export function isKeyName(name: string): boolean {
  return /^[^\p{White_Space}\p{Cc}\p{Surrogate}+]+$/u.test(name);
}

export function requireKeyName(name: string): void {
  if (!isKeyName(name)) throw new MalformedError(`${JSON.stringify(name)} cannot name a key: no spaces, no plus`);
}

/** C2SP signed-note: the first 4 bytes of SHA-256(name || 0x0A || type || public key). */
export function noteKeyId(sha: Sha256, { name, type, publicKey }: VerifierKey): Uint8Array {
  requireKeyName(name);
  if (publicKey.length !== PUBLIC_KEY_SIZE)
    throw new MalformedError(`public key has ${publicKey.length} bytes, not 32`);
  return copyBytes(sha(concatBytes(utf8(name), Uint8Array.of(0x0a, type), publicKey)), 0, 4);
}

/** `name+hash8hex+base64(type || public key)`. */
export function formatVerifierKey(sha: Sha256, key: VerifierKey): string {
  const encoded = toBase64(concatBytes(Uint8Array.of(key.type), key.publicKey));
  return `${key.name}+${toHex(noteKeyId(sha, key))}+${encoded}`;
}

/** Reads a verifier key of type 0x01 (Ed25519) or 0x04 (witness cosignature); its key id must fit its name and key. */
export function parseVerifierKey(sha: Sha256, vkey: string): VerifierKey {
  // The base64 may have plus signs of its own: only the first two separate.
  const [, name, id, encoded] = /^([^+]*)\+([^+]*)\+(.*)$/s.exec(vkey) ?? [];
  if (name === undefined || id === undefined || encoded === undefined) {
    throw new MalformedError('verifier key is not name+id+key');
  }
  const bytes = fromBase64(encoded);
  const type = bytes[0];
  if (type !== ED25519 && type !== COSIGNATURE) throw new MalformedError(`verifier key has the unknown type ${type}`);
  const key: VerifierKey = { name, type, publicKey: copyBytes(bytes, 1) };
  if (!equalBytes(noteKeyId(sha, key), fromHex(id, 4))) throw new MalformedError('verifier key: its id is not its own');
  return key;
}

/** One who checks note signatures by this verifier key (the text, see `parseVerifierKey`). */
export function noteVerifier(sha: Sha256, vkey: string, verify: Ed25519Verify): NoteVerifier {
  const key = parseVerifierKey(sha, vkey);
  const { name, publicKey } = key;
  return {
    name,
    keyId: noteKeyId(sha, key),
    verify(text, signature) {
      if (key.type === ED25519) return signature.length === 64 && verify(publicKey, text, signature);
      const time = cosignatureTime(signature);
      if (time === undefined) return false;
      return verify(publicKey, cosignedBytes(time, text), signature.subarray(8));
    },
  };
}

/** Seconds since 1970 of a witness's signature (u64 time || 64 bytes), or undefined where it is not one. */
export function cosignatureTime(signature: Uint8Array): number | undefined {
  if (signature.length !== 72) return undefined;
  const time = signature.subarray(0, 8).reduce((value, byte) => value * 256 + byte, 0);
  return Number.isSafeInteger(time) ? time : undefined;
}

/** What a witness signs: C2SP tlog-cosignature. */
export function cosignedBytes(time: number, text: Uint8Array): Uint8Array {
  return concatBytes(ascii(`cosignature/v1\ntime ${time}\n`), text);
}
