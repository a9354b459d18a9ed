import type { Cryptography, Hex, SignedCommand } from '@packproof/contract';
import { equalBytes, fromBase64, keyIdOf } from '@packproof/merkle';

/** A Cryptography that can also check a signature outside the main thread. */
export interface BackgroundCryptography extends Cryptography {
  verifyEd25519InBackground(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean>;
}

interface Checked {
  publicKey: Uint8Array;
  message: Uint8Array;
  good: boolean;
}

const MAX_KEYS = 10_000;

/**
 * Checks signatures while their commands wait for their turn: a check costs more than all else about a small command,
 * and threads beside the main one are idle. The rules ask in their own order and decide as ever; what was checked ahead
 * counts only for exactly the key, message and signature they ask about.
 */
export class SignatureChecks {
  /** What the rules are given. */
  readonly cryptography: Cryptography;
  readonly #given: Cryptography & Partial<BackgroundCryptography>;
  /** Keys that the rules have asked about before: those of organisations on the ledger. */
  readonly #keys = new Map<Hex, Uint8Array>();
  readonly #checked = new Map<string, Checked>();

  constructor(given: Cryptography & Partial<BackgroundCryptography>) {
    this.#given = given;
    this.cryptography = {
      sha256: given.sha256,
      verifyEd25519: (publicKey, message, signature) => this.#verify(publicKey, message, signature),
    };
  }

  /** Begins a check, if it can; resolves, never rejects, when it is done. Call `forget` when the command is answered. */
  ahead({ signature, keyId }: SignedCommand, message: Uint8Array): Promise<void> | undefined {
    const publicKey = this.#keys.get(keyId);
    if (publicKey === undefined || !this.#given.verifyEd25519InBackground) return undefined;
    let raw: Uint8Array;
    try {
      raw = fromBase64(signature);
    } catch {
      return undefined;
    }
    return this.#given.verifyEd25519InBackground(publicKey, message, raw).then(
      (good) => void this.#checked.set(nameOf(raw), { publicKey, message, good }),
      () => undefined,
    );
  }

  forget({ signature }: SignedCommand): void {
    try {
      this.#checked.delete(nameOf(fromBase64(signature)));
    } catch {
      // Not base64: nothing was checked under it.
    }
  }

  #verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
    const ahead = this.#checked.get(nameOf(signature));
    if (ahead && equalBytes(ahead.publicKey, publicKey) && equalBytes(ahead.message, message)) return ahead.good;
    const good = this.#given.verifyEd25519(publicKey, message, signature);
    if (good) this.#remember(publicKey);
    return good;
  }

  #remember(publicKey: Uint8Array): void {
    if (publicKey.length !== 32) return;
    this.#keys.set(keyIdOf(this.#given.sha256, publicKey), publicKey);
    if (this.#keys.size > MAX_KEYS) this.#keys.delete(this.#keys.keys().next().value!);
  }
}

const nameOf = (signature: Uint8Array) =>
  Buffer.from(signature.buffer, signature.byteOffset, signature.byteLength).toString('latin1');
