import type { Outcome } from '@packproof/outcomes';
import type { AlertState } from '../../generated/schema-types';

export type { AlertState };

export interface AlertRow {
  id: string;
  code: Outcome;
  state: AlertState;
  gtin: string;
  lot: string | null;
  raised_by: string;
  raised_at: Date;
  last_at: Date;
  times: number;
  serials: string[];
  notes: { text: string; organisation: string; member: string; at: string; state: AlertState }[];
}

/** Most packs that are shown with an alert. */
const MOST_PACKS = 500;

export const ALERT_COLUMNS = `a.id, a.code, a.state, a.gtin, a.lot, a.raised_by, a.raised_at, a.last_at, a.times,
  array(select p.serial from app.alert_pack p where p.alert_id = a.id order by p.at, p.serial limit ${MOST_PACKS}) as serials,
  (select coalesce(json_agg(json_build_object('text', c.text, 'organisation', c.organisation, 'member', c.member,
      'at', c.at, 'state', c.state) order by c.id), '[]')
    from app.alert_comment c where c.alert_id = a.id and c.text <> '') as notes`;
