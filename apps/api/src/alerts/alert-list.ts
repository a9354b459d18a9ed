import type { Pool } from '@packproof/database';
import type { Outcome } from '@packproof/outcomes';
import {
  Conditions,
  gtinPattern,
  type Listed,
  Listing,
  type Page,
  type PageRequest,
  prefixPattern,
  type SortKey,
  searchPattern,
} from '@packproof/read-model';
import { asOrganisation, type RowsOf } from '../identity/own-rows';
import { ALERT_COLUMNS, type AlertRow, type AlertState } from './alert-row';

export interface AlertFilter {
  state?: AlertState | null;
  states?: AlertState[] | null;
  code?: Outcome | null;
  gtin?: string | null;
  since?: string | null;
  search?: string | null;
}

export interface AlertsAsked extends PageRequest {
  filter?: AlertFilter | null | undefined;
  orderBy?: { field: 'RAISED_AT'; direction?: 'ASC' | 'DESC' } | null | undefined;
}

const KEYS: readonly SortKey[] = [
  { sql: 'a.raised_at', type: 'time' },
  { sql: 'a.id', type: 'text' },
];

export async function alertPage(
  pool: Pool,
  of: RowsOf,
  { filter, orderBy, ...page }: AlertsAsked,
): Promise<Page<AlertRow>> {
  const conditions = conditionsOf(filter ?? {});
  const direction = orderBy ? (orderBy.direction ?? 'ASC') : 'DESC';
  const list = new Listing(KEYS, direction, ['alerts', filter ?? {}], page);
  list.begin(conditions);
  const text = `select ${ALERT_COLUMNS}, ${list.column} from app.alert a where ${conditions.where} ${list.orderBy}`;
  const { rows } = await asOrganisation(pool, of, (client) => client.query<AlertRow & Listed>(text, conditions.values));
  return list.page(rows, (row) => row);
}

function conditionsOf({ state, states, code, gtin, since, search }: AlertFilter): Conditions {
  const conditions = new Conditions();
  conditions.when(state, (value) => `a.state = ${value}`);
  conditions.when(states, (value) => `a.state = any(${value}::text[])`);
  conditions.when(code, (value) => `a.code = ${value}`);
  conditions.when(gtin, (value) => `a.gtin = ${value}`);
  conditions.when(since, (value) => `a.raised_at >= ${value}::timestamptz`);
  const words = search ?? undefined;
  conditions.when(searchPattern(words), (value) => {
    const begins = gtinPattern(words!);
    const gtins = begins === null ? '' : ` or ltrim(a.gtin, '0') like ${conditions.value(begins)}`;
    // Others may have read packs of the same alert: whoever only raised it does not learn of theirs by guessing.
    return `a.lot ilike ${value}${gtins}
      or exists (select from read.product g where g.gtin = a.gtin and (g.name ilike ${value} or g.name_zh ilike ${value}))
      or (a.product_owner = current_setting('packproof.gln', true) or current_setting('packproof.sees_all', true) = 'true')
        and exists (select from app.alert_pack p
          where p.alert_id = a.id and p.serial like ${conditions.value(prefixPattern(words))})`;
  });
  return conditions;
}
