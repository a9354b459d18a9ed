import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Hex, HolderId } from '@packproof/contract';
import { type Pool, withTransaction } from '@packproof/database';
import { elementsOfPack, elementsOfUnit, formatBracketed } from '@packproof/gs1';
import type { Queries, ShipmentException } from '@packproof/read-model';
import DataLoader from 'dataloader';
import { Bell } from '../bell/bell';
import type { GraphqlContext } from '../graphql/context';
import type { Caller } from '../identity/caller';
import { loadersOf } from '../queries/loaders';
import { POOL, QUERIES } from '../tokens';

/** OVERAGE and WRONG_ITEM are no state of the ledger: either side settles them. */
export interface ReportedException extends Omit<ShipmentException, 'kind' | 'holder'> {
  kind: 'OVERAGE' | 'WRONG_ITEM';
  holder?: HolderId;
  scan: string;
  note?: string;
}

interface ReportRow {
  id: string;
  shipment: string;
  kind: 'OVERAGE' | 'WRONG_ITEM';
  scan: string;
  holder: string | null;
  packs: number;
  note: string | null;
  reported_by: string;
  reported_at: Date;
  resolution: ShipmentException['resolution'] | null;
  resolved_by: string | null;
  resolved_at: Date | null;
}

interface Requests {
  reports: DataLoader<Hex, ReportedException[]>;
  notes: DataLoader<string, string | null>;
}

/** What both sides of a shipment say about it beside the ledger. */
@Injectable()
export class ExceptionReports {
  readonly #requests = new WeakMap<object, Requests>();

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(QUERIES) private readonly queries: Queries,
    private readonly bell: Bell,
  ) {}

  /** Only for a shipment that the caller may see: the resolver has it already. */
  ofShipment(context: GraphqlContext, shipment: Hex): Promise<ReportedException[]> {
    return this.#loaders(context).reports.load(shipment);
  }

  /** Shipments with a report that nobody has settled; who may see which of them is for whoever lists them. */
  async openShipments(): Promise<Hex[]> {
    const { rows } = await this.pool.query<{ shipment: Hex }>(
      'select distinct shipment from app.exception_report where resolution is null',
    );
    return rows.map(({ shipment }) => shipment);
  }

  note(context: GraphqlContext, exception: string): Promise<string | null> {
    return this.#loaders(context).notes.load(exception);
  }

  /** The label of the unit; of packs without one the first of them. */
  async scanOf(holder: HolderId): Promise<string> {
    if (holder.startsWith('sscc:')) return formatBracketed(elementsOfUnit({ sscc: holder.slice(5) }));
    const [content] = await this.queries.contentsOf([holder]);
    const [pack] = content ? await this.queries.packsOfContent(content, 1) : [];
    return pack ? formatBracketed(elementsOfPack(pack)) : holder;
  }

  /** The same report by the same organisation is one report. */
  async report(
    caller: Caller,
    report: {
      shipment: Hex;
      kind: ReportedException['kind'];
      scan: string;
      holder?: HolderId;
      packs: number;
      note?: string;
    },
  ): Promise<ReportedException> {
    const { rows } = await this.pool.query<ReportRow>(
      `insert into app.exception_report (id, shipment, kind, scan, holder, packs, note, reported_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (shipment, kind, scan, reported_by) do update set scan = excluded.scan
       returning *`,
      [
        randomUUID(),
        report.shipment,
        report.kind,
        report.scan,
        report.holder ?? null,
        report.packs,
        report.note ?? null,
        caller.gln,
      ],
    );
    await this.bell.ring('shipment', { id: report.shipment });
    return exceptionOf(rows[0]!);
  }

  /** Those who watch the shipment look again: it is told beside what the ledger's events tell of it. */
  async tell(shipment: Hex): Promise<void> {
    await this.bell.ring('shipment', { id: shipment });
  }

  /** A note to an exception that the ledger has: shared by both sides, never on the ledger. */
  async annotate(exception: string, caller: Caller, text: string): Promise<void> {
    await this.pool.query(
      `insert into app.exception_note (exception, organisation, text) values ($1, $2, $3)
       on conflict (exception, organisation) do update set text = excluded.text, at = now()`,
      [exception, caller.gln, text],
    );
  }

  async find(id: string): Promise<ReportedException | undefined> {
    const { rows } = await this.pool.query<ReportRow>('select * from app.exception_report where id = $1', [id]);
    return rows[0] && exceptionOf(rows[0]);
  }

  /** The first resolution stays; undefined when it was resolved before. */
  async settle(
    id: string,
    caller: Caller,
    as: string,
    note: string | undefined,
  ): Promise<ReportedException | undefined> {
    const settled = await withTransaction(this.pool, async (client) => {
      const { rows } = await client.query<ReportRow>(
        `update app.exception_report set resolution = $2, resolved_by = $3, resolved_at = now(), note = coalesce($4, note)
         where id = $1 and resolution is null returning *`,
        [id, as, caller.gln, note ?? null],
      );
      return rows[0] && exceptionOf(rows[0]);
    });
    if (settled) await this.bell.ring('shipment', { id: settled.shipment });
    return settled;
  }

  #loaders(context: GraphqlContext): Requests {
    // The loaders of one request, or of one event of a subscription.
    const request = loadersOf(context, this.queries);
    let found = this.#requests.get(request);
    if (!found) {
      found = {
        reports: new DataLoader((shipments) => this.#ofShipments(shipments)),
        notes: new DataLoader((exceptions) => this.#notesOf(exceptions)),
      };
      this.#requests.set(request, found);
    }
    return found;
  }

  async #ofShipments(shipments: readonly Hex[]): Promise<ReportedException[][]> {
    const { rows } = await this.pool.query<ReportRow>(
      'select * from app.exception_report where shipment = any($1) order by reported_at, id',
      [shipments],
    );
    return shipments.map((shipment) => rows.filter((row) => row.shipment === shipment).map(exceptionOf));
  }

  async #notesOf(exceptions: readonly string[]): Promise<(string | null)[]> {
    const { rows } = await this.pool.query<{ exception: string; text: string }>(
      `select exception, string_agg(text, E'\\n' order by at) as text from app.exception_note
       where exception = any($1) group by exception`,
      [exceptions],
    );
    const texts = new Map(rows.map(({ exception, text }) => [exception, text]));
    return exceptions.map((exception) => texts.get(exception) ?? null);
  }
}

const exceptionOf = (row: ReportRow): ReportedException => ({
  id: row.id,
  shipment: row.shipment,
  kind: row.kind,
  state: row.resolution ? 'RESOLVED' : 'OPEN',
  ...(row.resolution ? { resolution: row.resolution } : {}),
  ...(row.holder ? { holder: row.holder } : {}),
  scan: row.scan,
  packs: row.packs,
  ...(row.note ? { note: row.note } : {}),
  reportedBy: row.reported_by,
  reportedAt: row.reported_at.toISOString(),
  ...(row.resolved_by ? { resolvedBy: row.resolved_by } : {}),
  ...(row.resolved_at ? { resolvedAt: row.resolved_at.toISOString() } : {}),
});
