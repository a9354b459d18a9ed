import {
  batchIdOf,
  type CommissionBody,
  type EncodedContent,
  encodeContent,
  type Hex,
  type HolderId,
  type InnerUnitProof,
  looseHolderId,
  type PackReference,
  packIdOf,
  payloadHashOf,
  saltOf,
  trancheIdOf,
  type UnitKind,
} from '@packproof/contract';
import type { Ledger } from '@packproof/ledger';
import { buildTree, canonicalJson, fromHex, type Tree, toBase64, toHex, utf8 } from '@packproof/merkle';
import { hmacSha256, sha256 } from './cryptography';
import type { TestProduct } from './product';
import { TestRandom } from './random';
import { type PackingLevel, packUnits, type TestUnit } from './unit';

export interface BatchDetails {
  product: TestProduct;
  lot: string;
  /** YYYY-MM-DD */
  expiry: string;
  serials: readonly string[];
  /** From the outside in. */
  levels: readonly PackingLevel[];
  /** How many of the last packs are in no unit. */
  loose: number;
}

/** A unit as the owner's payload writes it down. */
export interface PayloadUnit {
  kind: UnitKind;
  sscc: string;
  content: EncodedContent;
  innerRoot: Hex;
  innerCount: number;
  units: PayloadUnit[];
}

/** What the owner keeps apart from the ledger. */
export interface TestTranchePayload {
  gtin: string;
  lot: string;
  expiry: string;
  productSecret: Uint8Array;
  serials: readonly string[];
  units: readonly PayloadUnit[];
}

/** The packs of one tranche, with all that their owner knows about them. */
export class TestBatch {
  readonly product: TestProduct;
  readonly lot: string;
  readonly expiry: string;
  readonly serials: readonly string[];
  readonly packIds: readonly Hex[];
  readonly batchId: Hex;
  readonly trancheId: Hex;
  readonly root: Hex;
  /** The units that are committed as records. */
  readonly units: readonly TestUnit[];
  /** 32 random bytes inside of payloadHash. */
  readonly payloadNonce: Uint8Array;
  readonly #tree: Tree;

  constructor({ product, lot, expiry, serials, levels, loose }: BatchDetails) {
    this.product = product;
    this.lot = lot;
    this.expiry = expiry;
    this.serials = serials;
    const { gtin, secret } = product;
    const packIds = serials.map((serial) => packIdOf(sha256, saltOf(hmacSha256, secret, gtin, serial), gtin, serial));
    this.packIds = packIds;
    this.#tree = buildTree(
      sha256,
      packIds.map((id) => fromHex(id)),
    );
    this.root = toHex(this.#tree.root());
    this.batchId = batchIdOf(sha256, gtin, lot);
    this.trancheId = trancheIdOf(sha256, this.batchId, this.root, serials.length);
    const packed = { tranche: this.trancheId, from: 0, to: serials.length - loose };
    this.units = packUnits(packed, levels, () => product.owner.newSscc());
    this.payloadNonce = new TestRandom(`payload of ${this.trancheId}`).bytes32();
  }

  get count(): number {
    return this.serials.length;
  }

  /** All units of a kind at any depth, in packing order. */
  unitsOf(kind: UnitKind): TestUnit[] {
    const all = (units: readonly TestUnit[]): TestUnit[] => units.flatMap((unit) => [unit, ...all(unit.units)]);
    return all(this.units).filter((unit) => unit.kind === kind);
  }

  get pallets(): TestUnit[] {
    return this.unitsOf('PALLET');
  }

  get cases(): TestUnit[] {
    return this.unitsOf('CASE');
  }

  /** That a case's pallet commits to it. Cases are counted through the whole batch. */
  innerUnitProof(caseIndex: number): InnerUnitProof {
    const unit = this.cases[caseIndex];
    if (!unit) throw new RangeError(`there is no case ${caseIndex}`);
    return unit.proof();
  }

  /** The holder in which `commission` puts a pack. */
  holderAt(leaf: number): HolderId {
    return this.units.find((unit) => unit.from <= leaf && leaf < unit.to)?.holder ?? looseHolderId(this.trancheId);
  }

  saltAt(leaf: number): Uint8Array {
    return saltOf(hmacSha256, this.product.secret, this.product.gtin, this.serials[leaf]!);
  }

  pathAt(leaf: number): Hex[] {
    return this.#tree.inclusionPath(leaf).map((hash) => toHex(hash));
  }

  /** @param holder the one holder whose content has it; default the one of `commission`. */
  packReference(leaf: number, holder: HolderId = this.holderAt(leaf)): PackReference {
    const packId = this.packIds[leaf];
    if (packId === undefined) throw new RangeError(`there is no pack ${leaf}`);
    const { gtin } = this.product;
    return { gtin, packId, tranche: this.trancheId, leaf, path: this.pathAt(leaf), holder };
  }

  /** Leaves `from` up to, not including, `to`, as the ledger writes content. */
  content(from = 0, to = this.count): EncodedContent {
    return encodeContent(new Map([[this.trancheId, [[from, to]]]]));
  }

  payload(): TestTranchePayload {
    const { lot, expiry, serials, product } = this;
    const written = (unit: TestUnit): PayloadUnit => ({ ...unit.named(), units: unit.units.map(written) });
    return {
      gtin: product.gtin,
      lot,
      expiry,
      productSecret: product.secret,
      serials,
      units: this.units.map(written),
    };
  }

  /** The exact bytes that `payloadHash` is made of. */
  payloadBytes(): Uint8Array {
    const payload = this.payload();
    return utf8(canonicalJson({ ...payload, productSecret: toBase64(payload.productSecret) }));
  }

  payloadHash(): Hex {
    return payloadHashOf(sha256, this.payloadNonce, this.payloadBytes());
  }

  /** Body of `commission`, for this batch alone. */
  commission(): CommissionBody {
    const { root, count, lot, expiry, product } = this;
    const units = this.units.map((unit) => unit.named());
    return { items: [{ gtin: product.gtin, lot, expiry, root, count, payloadHash: this.payloadHash(), units }] };
  }

  /** Given by the product's owner. */
  async commissionedOn(ledger: Ledger): Promise<this> {
    await this.product.owner.does(ledger, 'commission', this.commission());
    return this;
  }
}
