import { createClient, type Fetch, Refused } from '@packproof/client';
import type { Language } from '@packproof/outcomes';
import type { Addressee, CommandOptions, Delivery, Located, Reply, StockLine, VerifyPurpose } from './answers';
import { type CommandRequest, sendCommand } from './commands';
import { CONTENTS, DELIVERIES, LOCATE, ME, ORGANISATIONS, STOCK_AT, VERIFY } from './documents';
import { createSignIn } from './sign-in';

/** How long an answer may take before it counts as none. A pharmacist does not wait longer. */
const PATIENCE_MS = 8000;
/** Pages of announced deliveries that are looked through. */
const MOST_PAGES = 20;

export type Api = ReturnType<typeof createApi>;

/** All that is asked of the API. Nothing is thrown: what was not done is a refusal with its code. */
export function createApi(fetcher: Fetch, language: () => Language) {
  const client = createClient({ fetch: fetcher, language, patience: PATIENCE_MS });
  return {
    ...createSignIn(fetcher, language),
    me: () => settled(async () => (await client.request(ME, {})).me),
    verify: (scan: string, purpose: VerifyPurpose) =>
      settled(async () => (await client.request(VERIFY, { scan, purpose })).verify),
    /** As `verify`, and where it is. */
    locate: (scan: string, purpose: VerifyPurpose): Promise<Reply<Located>> =>
      settled(async () => (await client.request(LOCATE, { scan, purpose })).verify),
    command: (request: CommandRequest, options: CommandOptions) => settled(() => sendCommand(client, request, options)),

    /** Deliveries to an organisation of which something is still on its way. */
    deliveries: (to: string): Promise<Reply<Delivery[]>> =>
      settled(async () => {
        const found: Delivery[] = [];
        for (const state of ['PARTLY_RECEIVED', 'IN_TRANSIT'] as const) {
          let after: string | null = null;
          for (let page = 0; page < MOST_PAGES; page += 1) {
            const { shipments }: { shipments: DeliveryPage } = await client.request(DELIVERIES, { to, state, after });
            found.push(...shipments.nodes);
            after = shipments.pageInfo.endCursor;
            if (!shipments.pageInfo.hasNextPage) break;
          }
        }
        return found;
      }),
    addressees: (search: string): Promise<Reply<Addressee[]>> =>
      settled(async () => (await client.request(ORGANISATIONS, { search })).organisations.nodes),
    /** Packs of a unit by batch (`gtin lot`); null where it has more than anybody wants to wait for. */
    contents: (sscc: string): Promise<Reply<ReadonlyMap<string, number> | null>> =>
      settled(async () => {
        const counts = new Map<string, number>();
        let after: string | null = null;
        for (let page = 0; page < MOST_PAGES; page += 1) {
          const { unit }: { unit: ContentsPage | null } = await client.request(CONTENTS, { sscc, after });
          if (!unit) return counts;
          for (const { gtin, lot } of unit.packList.nodes) {
            counts.set(batchKey(gtin, lot), (counts.get(batchKey(gtin, lot)) ?? 0) + 1);
          }
          if (!unit.packList.pageInfo.hasNextPage) return counts;
          after = unit.packList.pageInfo.endCursor;
        }
        return null;
      }),
    stockAt: (holder: string, location: string): Promise<Reply<StockLine[]>> =>
      settled(async () => (await client.request(STOCK_AT, { holder, location })).stock),
  };
}

/** A GTIN has 14 digits: what follows is the lot, whatever is in it. */
export const batchKey = (gtin: string, lot: string): string => `${gtin} ${lot}`;

interface ContentsPage {
  readonly packList: {
    readonly nodes: readonly { readonly gtin: string; readonly lot: string }[];
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  };
}

interface DeliveryPage {
  readonly nodes: Delivery[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}

async function settled<T>(ask: () => Promise<T>): Promise<Reply<T>> {
  try {
    return { ok: true, value: await ask() };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { code, params, sent } = error;
    return { ok: false, refusal: { code, params, sent } };
  }
}
