import type { CommandBodies } from '@packproof/contract';
import type { BlockEntry } from '@packproof/ledger';

/** Something moved, ended or was held: whoever shows quantities looks again. No id is spelled so. */
export const GOODS = '*';

export interface Changes {
  shipments: Set<string>;
  /** Recalls, and GOODS. */
  recalls: Set<string>;
}

export const noChanges = (): Changes => ({ shipments: new Set(), recalls: new Set() });

/** What an entry of the ledger changes, for those who watch. */
export function noteChanges({ tx, envelope, events, writes }: BlockEntry, changes: Changes): void {
  for (const { shipment } of events) if (shipment !== undefined) changes.shipments.add(shipment);
  if (writes.some(([key]) => /^(?:HOLDER|PACK|BATCH)\//.test(key))) changes.recalls.add(GOODS);
  if (envelope.command === 'openRecall') changes.recalls.add(tx);
  if (envelope.command === 'acknowledgeRecall') {
    changes.recalls.add((envelope.body as CommandBodies['acknowledgeRecall']).recall);
  }
  if (envelope.command === 'closeRecall') {
    for (const { recall } of (envelope.body as CommandBodies['closeRecall']).items) changes.recalls.add(recall);
  }
}
