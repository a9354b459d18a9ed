import type { Gtin } from '@packproof/contract';
import { writeSha256 } from './write-sha256';

const BLOCK_SIZE = 64;
const HASH_SIZE = 32;
const SALT_SIZE = 16;
const SALT_LABEL = 'packproof/salt/v1\0';
const PACK_LABEL = 'packproof/pack/v1\0';
/** AI (21). */
const MAX_SERIAL = 20;

/**
 * `saltOf` and `packIdOf` of the contract for a million serials of one product: what does not change from pack to pack
 * is laid out once, and each pack costs four one-shot hashes.
 */
export class PackHasher {
  /** HMAC's inner block, then the salt's message. */
  readonly #inner: Buffer;
  /** HMAC's outer block, then the inner hash. */
  readonly #outer: Buffer;
  readonly #pack: Buffer;
  readonly #leaf = Buffer.alloc(1 + HASH_SIZE);
  readonly #saltAt: number;
  readonly #packAt: number;

  /** @param productSecret 32 bytes. */
  constructor(productSecret: Uint8Array, gtin: Gtin) {
    if (productSecret.length !== 32) throw new RangeError(`productSecret has ${productSecret.length} bytes, not 32`);
    const key = Buffer.alloc(BLOCK_SIZE);
    key.set(productSecret);
    const room = Buffer.alloc(MAX_SERIAL);
    const saltHead = Buffer.from(`${SALT_LABEL}${gtin}\u001d`, 'latin1');
    this.#inner = Buffer.concat([key.map((byte) => byte ^ 0x36), saltHead, room]);
    this.#saltAt = BLOCK_SIZE + saltHead.length;
    this.#outer = Buffer.concat([key.map((byte) => byte ^ 0x5c), Buffer.alloc(HASH_SIZE)]);
    const packHead = Buffer.concat([
      Buffer.from(PACK_LABEL, 'latin1'),
      Buffer.alloc(SALT_SIZE),
      Buffer.from(`${gtin}\u001d`, 'latin1'),
    ]);
    this.#packAt = packHead.length;
    this.#pack = Buffer.concat([packHead, room]);
  }

  /** The pack's name and the data of its leaf: 32 bytes, written at `at`. */
  writePackId(serial: string, into: Buffer, at: number): void {
    const saltEnd = this.#saltAt + this.#inner.write(serial, this.#saltAt, 'latin1');
    writeSha256(this.#inner.subarray(0, saltEnd), this.#outer, BLOCK_SIZE);
    writeSha256(this.#outer, this.#pack, PACK_LABEL.length, SALT_SIZE);
    const packEnd = this.#packAt + this.#pack.write(serial, this.#packAt, 'latin1');
    writeSha256(this.#pack.subarray(0, packEnd), into, at);
  }

  /** RFC 6962 leaf hash of the packId, written into a row of hashes. */
  writeLeafHash(serial: string, row: Buffer, leaf: number): void {
    this.writePackId(serial, this.#leaf, 1);
    writeSha256(this.#leaf, row, leaf * HASH_SIZE);
  }
}
