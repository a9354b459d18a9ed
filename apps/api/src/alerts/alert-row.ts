import type { Outcome } from '@packproof/outcomes';
import type { AlertState } from '../../generated/schema-types';
import { Refusal } from '../refusal';

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
  comments: string[];
}

/** Most packs that are shown with an alert. */
const MOST_PACKS = 500;

export const ALERT_COLUMNS = `a.id, a.code, a.state, a.gtin, a.lot, a.raised_by, a.raised_at, a.last_at, a.times,
  array(select p.serial from app.alert_pack p where p.alert_id = a.id order by p.at, p.serial limit ${MOST_PACKS}) as serials,
  array(select c.text from app.alert_comment c where c.alert_id = a.id and c.text <> '' order by c.id) as comments`;

export const encodeCursor = ({ raised_at, id }: AlertRow): string =>
  Buffer.from(JSON.stringify([raised_at.toISOString(), id])).toString('base64url');

export function decodeCursor(after: string): { raisedAt: string; id: string } {
  try {
    const [raisedAt, id] = JSON.parse(Buffer.from(after, 'base64url').toString('utf8')) as unknown[];
    if (typeof raisedAt === 'string' && typeof id === 'string' && !id.includes('\0')) {
      return { raisedAt: new Date(raisedAt).toISOString(), id };
    }
  } catch {
    // Told below.
  }
  throw new Refusal('INVALID_INPUT', { rule: 'a cursor that this list gave' }, 'after');
}
