import { type PackState, packState } from '@packproof/contract';
import type { Pack, PackFound } from '@packproof/read-model';

/**
 * A pack as the resolvers pass it on. What is public of a pack that somebody has in hand (product, batch, expiry, state)
 * is here; where it is and has been is looked up as the caller may see it.
 */
export interface PackSource {
  gtin: string;
  serial: string;
  lot: string;
  expiry: string;
  state: PackState;
}

export const packSource = ({ gtin, serial, lot, expiry, state }: Pack): PackSource => ({
  gtin,
  serial,
  lot,
  expiry,
  state,
});

export const publicPack = ({
  gtin,
  serial,
  batch,
  facts,
}: PackFound & { gtin: string; serial: string }): PackSource => ({
  gtin,
  serial,
  lot: batch.lot,
  expiry: batch.expiry,
  state: packState(facts),
});
