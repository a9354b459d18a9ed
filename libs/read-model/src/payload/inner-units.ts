import { hash } from 'node:crypto';
import {
  contentSize,
  decodeContent,
  type Hex,
  innerRootOf,
  MAX_HEIGHT,
  UNIT_KIND_BYTE,
  ZERO_ROOT,
} from '@packproof/contract';
import { bytea } from '../projection/table';
import type { PayloadUnit } from './payload-reader';
import type { InnerUnitIntervalRow, InnerUnitRow } from './payload-tables';

/** Units that are not what their roots commit to. */
export class UnitFault extends Error {
  override readonly name = 'UnitFault';
}

export interface InnerUnitRows {
  units: InnerUnitRow[];
  intervals: InnerUnitIntervalRow[];
}

const sha256 = (data: Uint8Array) => hash('sha256', data, 'buffer');

/**
 * Rows of all units inside the units of a payload, each checked against the root of the unit around it. Whether that
 * unit's own root is the one on the ledger is seen where they are looked up: rows lie under the root they hash to.
 */
export function innerUnitRows(
  tranche: { number: number; trancheId: Hex },
  units: readonly PayloadUnit[],
): InnerUnitRows {
  const rows: InnerUnitRows = { units: [], intervals: [] };
  const taken = new Set<string>();
  const roots = new Set<Hex>();
  const add = (around: PayloadUnit, depth: number): void => {
    const inside = [...around.units].sort((a, b) => (a.sscc < b.sscc ? -1 : 1));
    if (rootOf(inside) !== around.innerRoot || inside.length !== around.innerCount) {
      throw new UnitFault(`the units in ${around.sscc} do not hash to its innerRoot`);
    }
    if (inside.length === 0) return;
    if (depth > MAX_HEIGHT) throw new UnitFault(`${around.sscc} has units inside units deeper than ${MAX_HEIGHT}`);
    if (roots.has(around.innerRoot)) throw new UnitFault(`the units in ${around.sscc} are in another unit too`);
    roots.add(around.innerRoot);
    for (const [index, unit] of inside.entries()) {
      const root = bytea(around.innerRoot);
      const content = decodeContent(unit.content);
      rows.units.push({
        tranche: tranche.number,
        root,
        index,
        sscc: unit.sscc,
        kind: unit.kind,
        inner_root: unit.innerRoot === ZERO_ROOT ? null : bytea(unit.innerRoot),
        inner_count: unit.innerCount,
        content: bytea(Buffer.from(unit.content, 'base64url').toString('hex')),
        packs: contentSize(content),
        depth,
      });
      for (const [first_leaf, end_leaf] of content.get(tranche.trancheId) ?? []) {
        const place = `${depth}/${first_leaf}`;
        if (taken.has(place)) throw new UnitFault(`leaf ${first_leaf} is in two units`);
        taken.add(place);
        rows.intervals.push({ tranche: tranche.number, depth, first_leaf, end_leaf, root, index });
      }
      add(unit, depth + 1);
    }
  };
  for (const unit of units) add(unit, 1);
  return rows;
}

function rootOf(units: readonly PayloadUnit[]): Hex {
  try {
    if (units.some(({ kind }) => UNIT_KIND_BYTE[kind] === undefined)) throw new RangeError('no kind of unit');
    return innerRootOf(sha256, units);
  } catch (error) {
    throw new UnitFault(error instanceof Error ? error.message : 'units are malformed');
  }
}
