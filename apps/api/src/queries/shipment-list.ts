import { Inject, Injectable } from '@nestjs/common';
import type {
  Page,
  PageRequest,
  Queries,
  ShipmentsAsked as ReadModelAsked,
  Shipment,
  ShipmentFilter,
  ShipmentOrder,
} from '@packproof/read-model';
import { Listing, MAX_PAGE_SIZE } from '@packproof/read-model';
import type { GraphqlContext } from '../graphql/context';
import { Refusal } from '../refusal';
import { DeliveryNotes } from '../shipments/delivery-notes';
import { ExceptionReports } from '../shipments/exception-reports';
import { QUERIES } from '../tokens';
import { viewerOf } from './loaders';
import { orderOf, present } from './pages';

type OrderField = ShipmentOrder['field'] | 'REFERENCE';

export interface ShipmentsAsked extends PageRequest {
  filter?: (ShipmentFilter & { search?: string }) | null | undefined;
  orderBy?: { field: OrderField; direction?: 'ASC' | 'DESC' } | null | undefined;
}

/** Shipments whose notes one request opens, at most, to find a reference. */
const MOST_LOOKED_AT = 5_000;
/** So many are looked at to put them in order of what is in their notes. */
const MOST_ORDERED = 20_000;

/**
 * Shipments by what is in their delivery notes too. A note is encrypted for shipper and addressee and nowhere in the
 * clear, so that no index can know of it: the caller's own notes are opened, and looked through here.
 */
@Injectable()
export class ShipmentList {
  constructor(
    @Inject(QUERIES) private readonly queries: Queries,
    private readonly notes: DeliveryNotes,
    private readonly reports: ExceptionReports,
  ) {}

  async page(context: GraphqlContext, { filter, orderBy, ...asked }: ShipmentsAsked): Promise<Page<Shipment>> {
    const differ = filter?.withExceptions !== undefined && filter.withExceptions !== null;
    const page = differ ? { ...asked, alsoExcepted: await this.reports.openShipments() } : asked;
    const { search, ...rest } = present<ShipmentFilter & { search?: string }>(filter);
    const words = search?.trim() ?? '';
    if (orderBy?.field === 'REFERENCE') return this.#byReference(context, rest, words, orderBy.direction, page);
    const order = orderOf(orderBy as ShipmentOrder | null | undefined);
    if (words === '') return this.queries.shipments(viewerOf(context), { ...page, ...order, filter: rest });
    return this.#found(context, { ...page, ...order, filter: rest }, words);
  }

  /** As far as a request goes: the cursor stands at the last that was looked at. */
  async #found(
    context: GraphqlContext,
    asked: ReadModelAsked & { filter: ShipmentFilter },
    words: string,
  ): Promise<Page<Shipment>> {
    const size = asked.first ?? 50;
    const nodes: Shipment[] = [];
    let after = asked.after;
    for (let looked = 0; ; ) {
      const some = await this.queries.shipments(viewerOf(context), {
        ...asked,
        sifted: words,
        first: MAX_PAGE_SIZE,
        ...(after === undefined ? {} : { after }),
      });
      const references = await this.#references(context, some.nodes);
      for (const [i, shipment] of some.nodes.entries()) {
        if (!matches(references[i]!, words)) continue;
        if (nodes.length === size) return ended(nodes, after, true);
        nodes.push(shipment);
        after = some.cursors![i];
      }
      looked += some.nodes.length;
      if (!some.hasNextPage) return ended(nodes, after, false);
      after = some.endCursor;
      if (nodes.length === size || looked >= MOST_LOOKED_AT) return ended(nodes, after, true);
    }
  }

  async #byReference(
    context: GraphqlContext,
    filter: ShipmentFilter,
    words: string,
    direction: 'ASC' | 'DESC' = 'ASC',
    { alsoExcepted = [], ...page }: ReadModelAsked,
  ): Promise<Page<Shipment>> {
    const keys = [
      { sql: 'reference', type: 'text' },
      { sql: 'index', type: 'bigint' },
    ] as const;
    const list = new Listing(keys, direction, ['shipments', filter, words], page);
    const rows: { shipment: Shipment; cursor_key: [string, string] }[] = [];
    let after: string | undefined;
    let looked = 0;
    do {
      const some = await this.queries.shipments(viewerOf(context), {
        filter,
        alsoExcepted,
        first: MAX_PAGE_SIZE,
        ...(after === undefined ? {} : { after }),
      });
      const references = await this.#references(context, some.nodes);
      for (const [i, shipment] of some.nodes.entries()) {
        const reference = references[i]!;
        if (matches(reference, words)) rows.push({ shipment, cursor_key: [reference, String(shipment.receipt.index)] });
      }
      // Each note is opened, whether its words fit or not.
      looked += some.nodes.length;
      if (looked > MOST_ORDERED) throw new Refusal('LIMIT_EXCEEDED', { limit: MOST_ORDERED }, 'orderBy');
      after = some.hasNextPage ? some.endCursor : undefined;
    } while (after !== undefined);
    const sign = direction === 'ASC' ? 1 : -1;
    const [reference, index] = list.after ?? [];
    const rest = rows
      .filter((row) => reference === undefined || sign * compare(row.cursor_key, [reference, index!]) > 0)
      .sort((a, b) => sign * compare(a.cursor_key, b.cursor_key));
    return list.page(rest.slice(0, list.size + 1), ({ shipment }) => shipment);
  }

  /** Empty where there is none, or none that the caller may read. */
  #references(context: GraphqlContext, shipments: readonly Shipment[]): Promise<string[]> {
    return Promise.all(
      shipments.map(async ({ payloadHash }) => (await this.notes.reference(context, payloadHash)) ?? ''),
    );
  }
}

const matches = (reference: string, words: string) => reference.toLowerCase().includes(words.toLowerCase());

const ended = (nodes: Shipment[], endCursor: string | undefined, hasNextPage: boolean): Page<Shipment> => ({
  nodes,
  ...(endCursor === undefined ? {} : { endCursor }),
  hasNextPage,
});

/** By characters' numbers, and then in the order of the log. */
function compare([a, i]: readonly [string, string], [b, j]: readonly [string, string]): number {
  return a === b ? Number(i) - Number(j) : a < b ? -1 : 1;
}
