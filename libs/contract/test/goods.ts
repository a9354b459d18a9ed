import { buildTree, fromHex, toHex } from '@packproof/merkle';
import type { InnerUnit, InnerUnitProof, PackReference } from '../src/commands';
import { contentOf, encodeContent, type Interval } from '../src/content';
import type { Hex, HolderId } from '../src/keys';
import type { UnitKind } from '../src/records';
import { batchIdOf, innerRootOf, innerUnitLeaf, trancheIdOf, ZERO_ROOT } from '../src/values';
import { aTrade, cryptography, GTIN, MAKER, PHARMACY, someHash, ssccOf, type TestLedger, WHOLESALER } from './given';

const { sha256 } = cryptography;

/** A tranche of packs that really hash to its root, so that each can be referred to with its proof. */
export class Goods {
  readonly batch: Hex;
  readonly tranche: Hex;
  readonly root: Hex;
  readonly #packIds: Hex[];
  readonly #tree: ReturnType<typeof buildTree>;

  constructor(
    readonly count = 20,
    readonly lot = 'L1',
    readonly gtin = GTIN,
    readonly expiry = '2028-01-31',
  ) {
    this.#packIds = Array.from({ length: count }, (_, leaf) => someHash(`${gtin} ${lot} pack ${leaf}`));
    this.#tree = buildTree(
      sha256,
      this.#packIds.map((id) => fromHex(id)),
    );
    this.root = toHex(this.#tree.root());
    this.batch = batchIdOf(sha256, gtin, lot);
    this.tranche = trancheIdOf(sha256, this.batch, this.root, count);
  }

  content(...intervals: Interval[]): string {
    return encodeContent(contentOf(intervals.map((interval) => [this.tranche, interval] as const))!);
  }

  pack(leaf: number, holder: HolderId): PackReference {
    const path = this.#tree.inclusionPath(leaf).map(toHex);
    return { gtin: this.gtin, packId: this.#packIds[leaf]!, tranche: this.tranche, leaf, path, holder };
  }

  packKey(leaf: number) {
    return `PACK/${this.gtin}/${this.#packIds[leaf]!}` as const;
  }

  unit(serialReference: number, intervals: Interval[], inner: InnerUnit[] = [], kind: UnitKind = 'CASE'): InnerUnit {
    return {
      kind,
      sscc: ssccOf('4012345', serialReference),
      innerRoot: inner.length > 0 ? innerRootOf(sha256, inner) : ZERO_ROOT,
      innerCount: inner.length,
      content: this.content(...intervals),
    };
  }

  item(units: InnerUnit[]) {
    const { gtin, lot, expiry, root, count } = this;
    return { gtin, lot, expiry, root, count, units };
  }
}

/** That `inner[index]` is one of them. */
export function innerProof(inner: InnerUnit[], index: number): InnerUnitProof {
  const tree = buildTree(
    sha256,
    inner.map((unit) => innerUnitLeaf(sha256, unit)),
  );
  return { unit: inner[index]!, index, path: tree.inclusionPath(index).map(toHex) };
}

export const idOf = (unit: InnerUnit): HolderId => `sscc:${unit.sscc}`;

/**
 * Twenty packs of one lot at their maker: a pallet of two cases of five (0 to 4, 5 to 9), a case of five (10 to 14), and
 * five loose ones (15 to 19).
 */
export function aBatch(ledger: TestLedger = aTrade()) {
  const goods = new Goods();
  const inner = [goods.unit(11, [[0, 5]]), goods.unit(12, [[5, 10]])];
  const pallet = goods.unit(1, [[0, 10]], inner, 'PALLET');
  const aCase = goods.unit(2, [[10, 15]]);
  ledger.given('commission', { items: [goods.item([pallet, aCase])] });
  return { ledger, goods, inner, pallet: idOf(pallet), case: idOf(aCase), loose: `loose:${goods.tranche}` };
}

/** Ships a holder and receives all of it. */
export function delivered(ledger: TestLedger, holder: HolderId, from: string, to: string): Hex {
  const { tx } = ledger.given('ship', { items: [{ holder }], to, purpose: 'SUPPLY' }, { actor: from });
  ledger.given('receive', { items: [{ holder, as: 'RECEIVED' }], shipment: tx }, { actor: to });
  return tx;
}

/** The batch, its pallet and its case at the pharmacy, by way of the wholesaler. */
export function atThePharmacy() {
  const batch = aBatch();
  for (const holder of [batch.pallet, batch.case]) {
    delivered(batch.ledger, holder, MAKER, WHOLESALER);
    delivered(batch.ledger, holder, WHOLESALER, PHARMACY);
  }
  return batch;
}
