import { createHash } from 'node:crypto';
import { type Hex, payloadHashOf } from '@packproof/contract';

export const SALT_SIZE = 32;

const sha256 = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest());

/** By what the ledger names a payload: over 32 random bytes and its exact plaintext. */
export const payloadHash = (salt: Uint8Array, plaintext: Uint8Array): Hex => payloadHashOf(sha256, salt, plaintext);
