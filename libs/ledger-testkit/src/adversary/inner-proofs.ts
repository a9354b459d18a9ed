import { type Hex, type InnerUnit, type InnerUnitProof, innerRootOf, innerUnitLeaf } from '@packproof/contract';
import { buildTree, toHex } from '@packproof/merkle';
import { sha256, type TestUnit } from '@packproof/test-data';

/** Every innerRoot that anybody of the market has committed, with proofs of all below it. */
export class InnerProofs {
  readonly #byRoot = new Map<Hex, readonly InnerUnitProof[]>();

  /** Commits to any units, honest or not. @returns what their holder says about them. */
  commit(units: readonly InnerUnit[]): Pick<InnerUnit, 'innerRoot' | 'innerCount'> {
    const sorted = [...units].sort((a, b) => (a.sscc < b.sscc ? -1 : 1));
    const innerRoot = innerRootOf(sha256, sorted);
    if (sorted.length > 0) {
      const tree = buildTree(
        sha256,
        sorted.map((unit) => innerUnitLeaf(sha256, unit)),
      );
      const proof = (unit: InnerUnit, index: number) => ({
        unit,
        index,
        path: tree.inclusionPath(index).map((hash) => toHex(hash)),
      });
      this.#byRoot.set(innerRoot, sorted.map(proof));
    }
    return { innerRoot, innerCount: sorted.length };
  }

  commitAll(units: readonly TestUnit[]): void {
    for (const unit of units) {
      this.commit(unit.units.map((inner) => inner.named()));
      this.commitAll(unit.units);
    }
  }

  below(innerRoot: Hex): readonly InnerUnitProof[] {
    return this.#byRoot.get(innerRoot) ?? [];
  }

  get all(): InnerUnitProof[] {
    return [...this.#byRoot.values()].flat();
  }
}
