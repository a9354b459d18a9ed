import { hash } from 'node:crypto';
import {
  batchIdOf,
  type CommissionBody,
  encodeContent,
  type Gtin,
  type Hex,
  innerRootOf,
  type Sscc,
  trancheIdOf,
} from '@packproof/contract';
import { HASH_SIZE, toHex, treeRoot } from '@packproof/merkle';
import { PackHasher, type PayloadUnit } from '@packproof/read-model';
import type { Breather } from '../../breather';
import { encodeTranche } from '../../payloads/tranche-payload';
import { type PlannedUnit, ssccsOf } from './packing';

export interface PlannedTranche {
  gtin: Gtin;
  lot: string;
  expiry: string;
  /** In packing order. */
  serials: readonly string[];
  units: readonly PlannedUnit[];
}

export interface BuiltTranche {
  trancheId: Hex;
  ssccs: Sscc[];
  /** Without the payload's hash, which is known once it is stored. */
  item: CommissionBody['items'][number];
  payload: Uint8Array;
}

/** Leaves whose subtree is made at once; a power of two, so that the roots of such rows are a row of the same tree. */
const ROW = 1_024;
const sha256 = (data: Uint8Array): Uint8Array => hash('sha256', data, 'buffer');

/** Computes what a tranche commits to (bytes.md), giving way while it does. `hashed` is told of each so many packs. */
export async function buildTranche(
  tranche: PlannedTranche,
  productSecret: Uint8Array,
  breather: Breather,
  hashed: (packs: number) => Promise<void>,
): Promise<BuiltTranche> {
  const { gtin, lot, expiry, serials } = tranche;
  const count = serials.length;
  const root = await rootOf(serials, new PackHasher(productSecret, gtin), breather, hashed);
  const trancheId = trancheIdOf(sha256, batchIdOf(sha256, gtin, lot), root, count);
  const units: PayloadUnit[] = [];
  for (const unit of tranche.units) {
    units.push(committedUnit(unit, trancheId));
    if (breather.due) await breather.breathe();
  }
  const records = units.map(({ units: _, ...record }) => record);
  const item = { gtin, lot, expiry, root, count, units: records };
  return { trancheId, ssccs: ssccsOf(units), item, payload: encodeTranche({ gtin, lot, expiry, serials, units }) };
}

async function rootOf(
  serials: readonly string[],
  hasher: PackHasher,
  breather: Breather,
  hashed: (packs: number) => Promise<void>,
): Promise<Hex> {
  const roots = new Uint8Array(Math.ceil(serials.length / ROW) * HASH_SIZE);
  const row = Buffer.alloc(ROW * HASH_SIZE);
  for (let start = 0, n = 0; start < serials.length; start += ROW, n++) {
    const width = Math.min(ROW, serials.length - start);
    for (let i = 0; i < width; i++) hasher.writeLeafHash(serials[start + i]!, row, i);
    roots.set(treeRoot(sha256, new Uint8Array(row.subarray(0, width * HASH_SIZE))), n * HASH_SIZE);
    if (!breather.due) continue;
    await hashed(start + width);
    await breather.breathe();
  }
  return toHex(treeRoot(sha256, roots));
}

/** A unit and all inside it, as its leaf commits to them: units ascending by sscc. */
function committedUnit({ kind, sscc, start, end, units }: PlannedUnit, trancheId: Hex): PayloadUnit {
  const inside = units.map((unit) => committedUnit(unit, trancheId)).sort((a, b) => (a.sscc < b.sscc ? -1 : 1));
  const content = encodeContent(new Map([[trancheId, [[start, end] as const]]]));
  return {
    kind,
    sscc,
    content,
    innerRoot: innerRootOf(sha256, inside),
    innerCount: inside.length,
    units: inside,
  };
}
