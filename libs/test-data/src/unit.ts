import {
  encodeContent,
  type Hex,
  type HolderId,
  type InnerUnit,
  type InnerUnitProof,
  innerRootOf,
  innerUnitLeaf,
  type Sscc,
  type UnitKind,
  unitHolderId,
} from '@packproof/contract';
import { buildTree, toHex } from '@packproof/merkle';
import { sha256 } from './cryptography';

/** A packed unit: leaves `from` up to, not including, `to` of its tranche. */
export class TestUnit implements InnerUnit {
  readonly innerRoot: Hex;
  readonly innerCount: number;
  readonly content: string;
  #parent?: TestUnit;

  constructor(
    readonly kind: UnitKind,
    readonly sscc: Sscc,
    readonly tranche: Hex,
    readonly from: number,
    readonly to: number,
    /** In ascending order of sscc. */
    readonly units: readonly TestUnit[],
  ) {
    this.content = encodeContent(new Map([[tranche, [[from, to]]]]));
    this.innerRoot = innerRootOf(sha256, units);
    this.innerCount = units.length;
    for (const unit of units) unit.#parent = this;
  }

  get holder(): HolderId {
    return unitHolderId(this.sscc);
  }

  get packs(): number {
    return this.to - this.from;
  }

  /** The unit that it was packed into; undefined for one that is committed as a record. */
  get parent(): TestUnit | undefined {
    return this.#parent;
  }

  /** What its leaf says. */
  named(): InnerUnit {
    const { kind, sscc, innerRoot, innerCount, content } = this;
    return { kind, sscc, innerRoot, innerCount, content };
  }

  /** That its parent's innerRoot commits to it. */
  proof(): InnerUnitProof {
    const parent = this.#parent;
    if (!parent) throw new Error(`${this.sscc} is no inner unit`);
    const index = parent.units.indexOf(this);
    const tree = buildTree(
      sha256,
      parent.units.map((unit) => innerUnitLeaf(sha256, unit)),
    );
    return { unit: this.named(), index, path: tree.inclusionPath(index).map((hash) => toHex(hash)) };
  }

  /** The item of `detach` that takes it out of its parent. */
  detachment(): { holder: HolderId } & InnerUnitProof {
    return { holder: this.#parent!.holder, ...this.proof() };
  }
}

/** Levels of packing, from the outside in: how many packs fill one unit of each. */
export interface PackingLevel {
  kind: UnitKind;
  packs: number;
}

/** Fills [from, to) with units of the first level, and each of these with those of the next. */
export function packUnits(
  range: { tranche: Hex; from: number; to: number },
  levels: readonly PackingLevel[],
  newSscc: () => Sscc,
): TestUnit[] {
  const [level, ...inner] = levels;
  if (!level) return [];
  const units: TestUnit[] = [];
  for (let from = range.from; from < range.to; from += level.packs) {
    const to = Math.min(range.to, from + level.packs);
    const sscc = newSscc();
    units.push(
      new TestUnit(level.kind, sscc, range.tranche, from, to, packUnits({ ...range, from, to }, inner, newSscc)),
    );
  }
  return units;
}
