import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Gln } from '@packproof/contract';
import type { Pool } from '@packproof/database';
import type { Outcome } from '@packproof/outcomes';
import type { Page } from '@packproof/read-model';
import { Bell } from '../bell/bell';
import type { Caller } from '../identity/caller';
import { asOrganisation, type RowsOf } from '../identity/own-rows';
import { Refusal } from '../refusal';
import { POOL } from '../tokens';
import { type AlertsAsked, alertPage } from './alert-list';
import { ALERT_COLUMNS, type AlertRow, type AlertState } from './alert-row';

/** What is wrong, and with what. */
export interface Cause {
  code: Outcome;
  gtin: string;
  lot?: string | undefined;
  /** Absent where nothing is known of a serial, such as an unknown batch. */
  serial?: string | undefined;
  raisedBy: Gln;
  productOwner?: Gln | undefined;
  /** When it happened, not when we heard of it. RFC 3339. */
  at: string;
}

/** Suspicions, one open alert per cause; seen by who raised it, by the product's owner, and by regulator and auditors. */
@Injectable()
export class Alerts {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly bell: Bell,
  ) {}

  /** Opens an alert, or joins the open one of the same cause. @returns its id */
  async raise(cause: Cause): Promise<string> {
    const { rows } = await this.pool.query<{ id: string; times: number }>(
      `insert into app.alert (id, cause, code, state, gtin, lot, raised_by, product_owner, raised_at, last_at)
       values ($1, $2, $3, 'NEW', $4, $5, $6, $7, $8, $8)
       on conflict (cause) where state <> 'CLOSED' do update set
         times = alert.times + 1,
         last_at = greatest(alert.last_at, excluded.last_at),
         raised_at = least(alert.raised_at, excluded.raised_at)
       returning id, times`,
      [
        randomUUID(),
        causeKey(cause),
        cause.code,
        cause.gtin,
        cause.lot ?? null,
        cause.raisedBy,
        cause.productOwner ?? null,
        cause.at,
      ],
    );
    const { id, times } = rows[0]!;
    if (cause.serial !== undefined) {
      await this.pool.query(
        'insert into app.alert_pack (alert_id, gtin, serial, at) values ($1, $2, $3, $4) on conflict do nothing',
        [id, cause.gtin, cause.serial, cause.at],
      );
    }
    await this.bell.ring('alert', { id, news: times === 1 ? 'raised' : 'changed' });
    return id;
  }

  /** Whether an open alert of this cause was raised, or joined, after that time (RFC 3339). */
  async isOpen(cause: Pick<Cause, 'code' | 'gtin' | 'lot' | 'serial'>, after: string): Promise<boolean> {
    const { rows } = await this.pool.query<{ open: boolean }>(
      `select exists (select from app.alert where cause = $1 and state <> 'CLOSED' and last_at > $2) as open`,
      [causeKey(cause), after],
    );
    return rows[0]!.open;
  }

  async find(of: RowsOf, id: string): Promise<AlertRow | undefined> {
    const { rows } = await asOrganisation(this.pool, of, (client) =>
      client.query<AlertRow>(`select ${ALERT_COLUMNS} from app.alert a where id = $1`, [id]),
    );
    return rows[0];
  }

  /** Without an order the latest first. */
  list(of: RowsOf, asked: AlertsAsked): Promise<Page<AlertRow>> {
    return alertPage(this.pool, of, asked);
  }

  /** State, comment, or both; what was said and done stays on record. */
  async update(caller: Caller, id: string, change: { state?: AlertState; comment?: string }): Promise<AlertRow> {
    if (change.state === undefined && !change.comment) {
      throw new Refusal('INVALID_INPUT', { rule: 'a state, a comment, or both' }, 'comment');
    }
    try {
      await asOrganisation(this.pool, caller, async (client) => {
        const { rows } = await client.query<{ state: AlertState }>(
          `update app.alert set state = coalesce($2, state), closed_at = case when $2 = 'CLOSED' then now() when $2 is null then closed_at end
           where id = $1 returning state`,
          [id, change.state ?? null],
        );
        if (!rows[0]) throw new Refusal('NOT_FOUND', { kind: 'alert', id });
        await client.query(
          'insert into app.alert_comment (alert_id, organisation, member, text, state) values ($1, $2, $3, $4, $5)',
          [id, caller.gln, caller.name, change.comment ?? '', rows[0].state],
        );
      });
    } catch (error) {
      // It was closed, the same happened again, and that one is open.
      if ((error as { code?: unknown }).code === '23505') throw new Refusal('ALREADY_EXISTS', { kind: 'alert', id });
      throw error;
    }
    await this.bell.ring('alert', { id, news: 'changed' });
    return (await this.find(caller, id))!;
  }
}

/** An unknown batch is one cause however many of its packs turn up; anything else is about one pack. */
const causeKey = ({ code, gtin, lot, serial }: Pick<Cause, 'code' | 'gtin' | 'lot' | 'serial'>): string =>
  code === 'UNKNOWN_BATCH' ? `${code} ${gtin} lot ${lot ?? ''}` : `${code} ${gtin} serial ${serial ?? ''}`;
