import { fromUtf8, utf8 } from '@packproof/merkle';
import type { PayloadReader, PayloadUnit, TranchePayload } from '@packproof/read-model';
import type { PayloadStore } from './payload-store';

const TYPE = 'packproof/tranche-payload/v1';

/** What is stored of a tranche. The product's secret is not in it: a reader of serials is no reader of the secret. */
export type StoredTranche = Omit<TranchePayload, 'productSecret'>;

/** The exact bytes whose hash the ledger gets. */
export function encodeTranche({ gtin, lot, expiry, serials, units }: StoredTranche): Uint8Array {
  return utf8(JSON.stringify({ type: TYPE, gtin, lot, expiry, units, serials }));
}

/** @throws Error where the bytes are not such a payload. */
export function decodeTranche(bytes: Uint8Array): StoredTranche {
  const value = JSON.parse(fromUtf8(bytes)) as StoredTranche & { type: unknown };
  if (value.type !== TYPE || !Array.isArray(value.serials)) throw new Error(`this payload is not a ${TYPE}`);
  return {
    gtin: value.gtin,
    lot: value.lot,
    expiry: value.expiry,
    serials: value.serials,
    units: value.units as PayloadUnit[],
  };
}

/** The read model's view of the payloads that are here. */
export const tranchePayloads = (payloads: PayloadStore): PayloadReader => ({
  async tranche(payloadHash) {
    const found = await payloads.openHere(payloadHash);
    if (!found) return undefined;
    const tranche = decodeTranche(found.plaintext);
    return { ...tranche, productSecret: await payloads.productSecret(tranche.gtin, found.owner) };
  },
});
