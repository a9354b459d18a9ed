import type { Outcome } from '@packproof/outcomes';
import type { Gln } from './keys';
import type { End, EndState } from './records';
import { DAY_MILLISECONDS } from './times';

/** An end can be undone for so long, except LOCKED, which has no limit (EMVS PCK_20). */
export const UNDO_DAYS = 10;

/** Nothing brings these back. */
const FOR_GOOD: ReadonlySet<EndState> = new Set(['STOLEN', 'DESTROYED']);

/** Who wants to undo an end, where and when. Whether it is in their custody and at rest is asked apart. */
export interface UndoQuestion {
  asker: Gln;
  /** The asker's place; left out, the place is not looked at. */
  askerAt?: Gln;
  /** RFC 3339, UTC: issuedAt of the command, or now. */
  time: string;
  /** Recalled, withdrawn or expired: such goods never come back. */
  goodsBlocked: boolean;
}

/** Last moment of the undo, RFC 3339; undefined where there is no limit (LOCKED). */
export function undoUntil(end: End): string | undefined {
  if (end.as === 'LOCKED') return undefined;
  return new Date(Date.parse(end.time) + UNDO_DAYS * DAY_MILLISECONDS).toISOString();
}

/** Why an end cannot be undone, the lasting reasons first; undefined where it can. */
export function undoRefusal(end: End, question: UndoQuestion): Outcome | undefined {
  if (FOR_GOOD.has(end.as) || end.into !== undefined || question.goodsBlocked) return 'UNDO_FORBIDDEN';
  if (end.by !== question.asker) return 'UNDO_OTHER_PLACE';
  if (question.askerAt !== undefined && end.place !== question.askerAt) return 'UNDO_OTHER_PLACE';
  const until = undoUntil(end);
  if (until !== undefined && question.time > until) return 'UNDO_TOO_LATE';
  return undefined;
}
