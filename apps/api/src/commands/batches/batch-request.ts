import { hash } from 'node:crypto';
import { batchIdOf, batchKey, type Gln, productKey } from '@packproof/contract';
import { isLot } from '@packproof/gs1';
import type { Ledger } from '@packproof/ledger';
import type { CommissionBatchInput } from '../../../generated/schema-types';
import { Refusal } from '../../refusal';
import { countsOf } from './packing';

const sha256 = (data: Uint8Array): Uint8Array => hash('sha256', data, 'buffer');

/** What can be said of a request without looking anything up. @throws Refusal INVALID_INPUT */
export function requireSoundRequest({ lot, packing, serials }: CommissionBatchInput): void {
  if (!isLot(lot)) throw new Refusal('INVALID_INPUT', { rule: '1 to 20 characters of GS1 set 82' }, 'input.lot');
  countsOf(packing);
  if (packing?.units && serials.generate != null) {
    const rule = 'packs that have no serial yet cannot be scanned: give counts';
    throw new Refusal('INVALID_INPUT', { rule }, 'input.packing.units');
  }
}

/**
 * The ledger decides; asked before a million packs are hashed, and before a stranger could make the product's secret its
 * own. @throws Refusal with the field
 */
export async function requireOwnBatch(
  ledger: Ledger,
  actor: Gln,
  { gtin, lot, expiry }: Pick<CommissionBatchInput, 'gtin' | 'lot' | 'expiry'>,
): Promise<void> {
  const keys = [productKey(gtin), batchKey(batchIdOf(sha256, gtin, lot))] as const;
  const found = await ledger.get<(typeof keys)[number]>(keys);
  const product = found.get(keys[0]);
  const batch = found.get(keys[1]);
  if (!product || !('owner' in product)) throw new Refusal('UNKNOWN_PRODUCT', { gtin }, 'input.gtin');
  if (product.owner !== actor) throw new Refusal('NOT_OWNER', { gtin, organisation: product.owner }, 'input.gtin');
  if (product.withdrawn) throw new Refusal('WITHDRAWN', { gtin, reason: product.withdrawn.reason }, 'input.gtin');
  if (!batch || !('expiry' in batch)) return;
  if (batch.expiry !== expiry) {
    throw new Refusal('EXPIRY_MISMATCH', { read: expiry, recorded: batch.expiry }, 'input.expiry');
  }
  if (batch.recalls.some(({ content }) => content === undefined)) throw new Refusal('RECALLED', { lot }, 'input.lot');
}
