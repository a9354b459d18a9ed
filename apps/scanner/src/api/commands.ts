import type { Client } from '@packproof/client';
import { isOutcome, type Outcome } from '@packproof/outcomes';
import type { CommandOptions, DecommissionState, ItemResult, ReceiveInput, ShipInput } from './answers';
import { CANCEL_SHIPMENT, DECOMMISSION, DISPENSE, REACTIVATE, RECEIVE, SHIP, STORE } from './documents';

/** One mutation with all that it says: what is kept until its end is known, and sent again unchanged. */
export type CommandRequest =
  | { readonly kind: 'dispense'; readonly scans: string[] }
  | { readonly kind: 'reactivate'; readonly scans: string[]; readonly from: DecommissionState }
  | { readonly kind: 'decommission'; readonly scans: string[]; readonly as: DecommissionState; readonly note?: string }
  | { readonly kind: 'receive'; readonly input: ReceiveInput }
  | { readonly kind: 'ship'; readonly input: ShipInput }
  | { readonly kind: 'cancel-shipment'; readonly id: string }
  | { readonly kind: 'store'; readonly scans: string[]; readonly at: string };

/** What came of it, item by item; `shipment` where one was made or received. */
export interface Commanded {
  readonly items: readonly ItemResult[];
  readonly shipment?: string;
}

/** Long lists take the ledger longer than one pack; what takes longer is asked again with the same id. */
const PATIENCE_MS = 30_000;

/** @throws Refused, also where not one of the items was accepted. */
export async function sendCommand(
  client: Client,
  request: CommandRequest,
  options: CommandOptions,
): Promise<Commanded> {
  const patience = { patience: PATIENCE_MS };
  switch (request.kind) {
    case 'dispense':
      return client.request(DISPENSE, { scans: request.scans, options }, patience);
    case 'reactivate':
      return client.request(REACTIVATE, { scans: request.scans, from: request.from, options }, patience);
    case 'decommission': {
      const { scans, as, note } = request;
      return client.request(DECOMMISSION, { scans, as, note: note ?? null, options }, patience);
    }
    case 'store':
      return client.request(STORE, { input: { items: request.scans, at: request.at }, options }, patience);
    case 'receive': {
      const { receive } = await client.request(RECEIVE, { input: request.input, options }, patience);
      return { items: receive.results, shipment: receive.shipment.id };
    }
    case 'ship': {
      const { ship } = await client.request(SHIP, { input: request.input, options }, patience);
      return { items: ship.results, shipment: ship.id };
    }
    case 'cancel-shipment':
      await client.request(CANCEL_SHIPMENT, { id: request.id, options }, patience);
      return { items: [], shipment: request.id };
  }
}

/** Where not one item of a shipment or receipt was accepted, the refusal carries each item's reason: `CODE scan`. */
export function reasonsOf(params: Readonly<Record<string, unknown>>): ReadonlyMap<string, Outcome> {
  const items = Array.isArray(params.items) ? params.items : [];
  return new Map(
    items.flatMap((item) => {
      const [code, scan] = splitOnce(String(item));
      return isOutcome(code) ? [[scan, code] as const] : [];
    }),
  );
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf(' ');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
