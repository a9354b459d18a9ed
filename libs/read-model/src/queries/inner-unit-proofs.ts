import { hash } from 'node:crypto';
import { type InnerUnit, type InnerUnitProof, innerUnitLeaf } from '@packproof/contract';
import { inclusionPath, toHex } from '@packproof/merkle';

const sha256 = (data: Uint8Array) => hash('sha256', data, 'buffer');

/** @param units all under one innerRoot, in ascending order of sscc. */
export function innerUnitProof(units: readonly InnerUnit[], index: number): InnerUnitProof {
  const leaves = units.map((unit) => innerUnitLeaf(sha256, unit));
  return { unit: units[index]!, index, path: inclusionPath(sha256, leaves, index).map((node) => toHex(node)) };
}
