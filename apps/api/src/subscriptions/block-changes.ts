import type { CommandBodies } from '@packproof/contract';
import type { BlockEntry } from '@packproof/ledger';

/** Something moved, ended or was held: whoever shows quantities looks again. No id is spelled so. */
export const GOODS = '*';

export interface Changes {
  shipments: Set<string>;
  /** Recalls, and GOODS. */
  recalls: Set<string>;
  /** Recalls that were opened or closed; and `id gln` where one was acknowledged by an organisation. */
  recallNews: Set<string>;
}

export const noChanges = (): Changes => ({ shipments: new Set(), recalls: new Set(), recallNews: new Set() });

/** What an entry of the ledger changes, for those who watch. */
export function noteChanges({ tx, envelope, events, writes }: BlockEntry, changes: Changes): void {
  for (const { shipment } of events) if (shipment !== undefined) changes.shipments.add(shipment);
  if (writes.some(([key]) => /^(?:HOLDER|PACK|BATCH)\//.test(key))) changes.recalls.add(GOODS);
  for (const [recall, by] of recallsIn(tx, envelope)) {
    changes.recalls.add(recall);
    changes.recallNews.add(by === undefined ? recall : `${recall} ${by}`);
  }
}

/** Recalls that the command is about, with whoever acknowledged. */
function recallsIn(tx: string, { command, actor, body }: BlockEntry['envelope']): [string, string?][] {
  if (command === 'openRecall') return [[tx]];
  if (command === 'acknowledgeRecall') return [[(body as CommandBodies['acknowledgeRecall']).recall, actor]];
  if (command !== 'closeRecall') return [];
  return (body as CommandBodies['closeRecall']).items.map(({ recall }) => [recall]);
}
