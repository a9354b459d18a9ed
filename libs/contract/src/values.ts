import {
  ascii,
  concatBytes,
  fromBase64Url,
  fromHex,
  leafHash,
  type Sha256,
  toHex,
  treeRoot,
  u32be,
  verifyInclusion,
} from '@packproof/merkle';
import type { InnerUnit } from './commands';
import type { Gtin, Hex } from './keys';
import { UNIT_KIND_BYTE } from './records';

/** Bytes of each row: bytes.md "Values". Labels, digits, lot and serial are ASCII. */
const SALT_LABEL = ascii('packproof/salt/v1\0');
const PACK_LABEL = ascii('packproof/pack/v1\0');
const BATCH_LABEL = ascii('packproof/batch/v1\0');
const TRANCHE_LABEL = ascii('packproof/tranche/v1\0');
const UNIT_LABEL = ascii('packproof/unit/v1\0');
const PAYLOAD_LABEL = ascii('packproof/payload/v1\0');

const SALT_SIZE = 16;
const SECRET_SIZE = 32;
/** Of SHA-256, for RFC 2104. */
const BLOCK_SIZE = 64;
const HASH_SIZE = 32;
export const ZERO_ROOT: Hex = '0'.repeat(64);

export type HmacSha256 = (key: Uint8Array, data: Uint8Array) => Uint8Array;

/** RFC 2104 over the SHA-256 that is handed in. */
export const hmacOf =
  (sha256: Sha256): HmacSha256 =>
  (key, data) => {
    const block = new Uint8Array(BLOCK_SIZE);
    block.set(key.length > BLOCK_SIZE ? sha256(key) : key);
    const inner = sha256(
      concatBytes(
        block.map((byte) => byte ^ 0x36),
        data,
      ),
    );
    return sha256(
      concatBytes(
        block.map((byte) => byte ^ 0x5c),
        inner,
      ),
    );
  };

const gtinAnd = (gtin: Gtin, text: string): Uint8Array => ascii(`${gtin}\u001d${text}`);

/**
 * 16 bytes that only the product's owner can compute.
 * @param productSecret 32 random bytes per GTIN, never on the ledger.
 */
export function saltOf(hmacSha256: HmacSha256, productSecret: Uint8Array, gtin: Gtin, serial: string): Uint8Array {
  if (productSecret.length !== SECRET_SIZE)
    throw new RangeError(`productSecret has ${productSecret.length} bytes, not 32`);
  return hmacSha256(productSecret, concatBytes(SALT_LABEL, gtinAnd(gtin, serial))).slice(0, SALT_SIZE);
}

/** The pack's name and its leaf in the tranche's tree. */
export function packIdOf(sha256: Sha256, salt: Uint8Array, gtin: Gtin, serial: string): Hex {
  if (salt.length !== SALT_SIZE) throw new RangeError(`salt has ${salt.length} bytes, not 16`);
  return toHex(sha256(concatBytes(PACK_LABEL, salt, gtinAnd(gtin, serial))));
}

export function batchIdOf(sha256: Sha256, gtin: Gtin, lot: string): Hex {
  return toHex(sha256(concatBytes(BATCH_LABEL, gtinAnd(gtin, lot))));
}

export function trancheIdOf(sha256: Sha256, batchId: Hex, root: Hex, count: number): Hex {
  return toHex(sha256(concatBytes(TRANCHE_LABEL, fromHex(batchId, HASH_SIZE), fromHex(root, HASH_SIZE), u32be(count))));
}

/** The data of an inner unit's leaf in its holder's `innerRoot`. Throws for a content that is not base64url. */
export function innerUnitLeaf(sha256: Sha256, unit: InnerUnit): Uint8Array {
  return sha256(
    concatBytes(
      UNIT_LABEL,
      Uint8Array.of(UNIT_KIND_BYTE[unit.kind]),
      ascii(unit.sscc),
      fromHex(unit.innerRoot, HASH_SIZE),
      u32be(unit.innerCount),
      fromBase64Url(unit.content),
    ),
  );
}

/** `innerRoot` over units sorted by sscc, each once: 64 zeros for none. */
export function innerRootOf(sha256: Sha256, units: readonly InnerUnit[]): Hex {
  if (units.length === 0) return ZERO_ROOT;
  for (let i = 1; i < units.length; i++) {
    if (units[i - 1]!.sscc >= units[i]!.sscc)
      throw new RangeError('inner units must be in ascending order of sscc, each once');
  }
  return toHex(
    treeRoot(
      sha256,
      units.map((unit) => innerUnitLeaf(sha256, unit)),
    ),
  );
}

/** The 33 bytes of one anchored hash. */
export function anchorLeaf(hash: Hex): Uint8Array {
  return concatBytes(Uint8Array.of(2), fromHex(hash, HASH_SIZE));
}

/** Root over hashes of things kept elsewhere, in the document's order. */
export function anchorRootOf(sha256: Sha256, hashes: readonly Hex[]): Hex {
  if (hashes.length === 0) throw new RangeError('no empty tree is ever committed');
  return toHex(treeRoot(sha256, hashes.map(anchorLeaf)));
}

/** @param random 32 bytes, so that a guessed plaintext cannot be tested. */
export function payloadHashOf(sha256: Sha256, random: Uint8Array, plaintext: Uint8Array): Hex {
  if (random.length !== HASH_SIZE) throw new RangeError(`random has ${random.length} bytes, not 32`);
  return toHex(sha256(concatBytes(PAYLOAD_LABEL, random, sha256(plaintext))));
}

/** Whether data is leaf `index` of a tree. Hex that is not hex is no proof. */
export function provesLeaf(
  sha256: Sha256,
  tree: { root: Hex; count: number },
  leaf: { data: Uint8Array; index: number; path: readonly Hex[] },
): boolean {
  return verifyInclusion(sha256, {
    leafHash: leafHash(sha256, leaf.data),
    index: leaf.index,
    count: tree.count,
    path: leaf.path.map((hash) => fromHex(hash, HASH_SIZE)),
    root: fromHex(tree.root, HASH_SIZE),
  });
}
