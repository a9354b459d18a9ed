import { Inject, Injectable } from '@nestjs/common';
import type { Gln, Hex, ShipPurpose } from '@packproof/contract';
import { fromUtf8, utf8 } from '@packproof/merkle';
import DataLoader from 'dataloader';
import type { GraphqlContext } from '../graphql/context';
import { PayloadStore } from '../payloads/payload-store';

const TYPE = 'packproof/delivery-note/v1';

/** A shipment's payload: what the addressee is told besides the ledger (docs/decisions/0005). */
export interface DeliveryNote {
  from: Gln;
  to: Gln;
  purpose: ShipPurpose;
  reference?: string;
  /** SSCCs of the units as they left. */
  units: string[];
  /** Number of packs that go without a unit. */
  loosePacks: number;
}

@Injectable()
export class DeliveryNotes {
  readonly #loaders = new WeakMap<object, DataLoader<Hex, string | null>>();

  constructor(@Inject(PayloadStore) private readonly payloads: PayloadStore) {}

  /** Encrypted for shipper and addressee, before the command is sent. @returns the hash that the ledger gets */
  async write(note: DeliveryNote): Promise<Hex> {
    const plaintext = utf8(JSON.stringify({ type: TYPE, ...note }));
    return (await this.payloads.put({ plaintext, owner: note.from, readers: [note.to] })).hash;
  }

  /** The shipper's reference, for those who may read the note. */
  reference(context: GraphqlContext, payloadHash: Hex | undefined): Promise<string | null> | null {
    if (payloadHash === undefined || !context.caller) return null;
    let loader = this.#loaders.get(context);
    if (!loader) {
      const { gln } = context.caller;
      loader = new DataLoader(async (hashes) => {
        const opened = await this.payloads.openMany(hashes, gln);
        return opened.map((bytes) => (bytes ? referenceIn(bytes) : null));
      });
      this.#loaders.set(context, loader);
    }
    return loader.load(payloadHash);
  }
}

function referenceIn(bytes: Uint8Array): string | null {
  const note = JSON.parse(fromUtf8(bytes)) as Partial<DeliveryNote> & { type?: unknown };
  return note.type === TYPE ? (note.reference ?? null) : null;
}
