import type { Language } from '@packproof/outcomes';
import type { ItemResult, Located, Refusal } from '../api/answers';
import { type CommandRequest, reasonsOf } from '../api/commands';
import type { Source } from '../input/source';
import { coverOf, type End, keyOfScan, keyOfVerification, type Line, type Mark } from './line';

/** A command that was given and is not settled. It keeps its id and its content: asking again is safe. */
export interface Pending {
  readonly commandId: string;
  readonly request: CommandRequest;
  readonly at: string | undefined;
  readonly lines: readonly number[];
  /** The command that this one takes back. */
  readonly undoes?: string;
  /** `question`: it is not known whether it was done. */
  readonly under: 'way' | 'question';
  readonly refusal: Refusal | null;
}

/** A command that was done, for the undo. */
export interface Done {
  readonly commandId: string;
  readonly request: CommandRequest;
  readonly shipment: string | undefined;
  /** What of it was accepted. */
  readonly scans: readonly string[];
  readonly at: number;
  readonly undone: boolean;
}

export interface ListState {
  /** The newest first. */
  readonly lines: readonly Line[];
  /** The line that was scanned or chosen last. */
  readonly shown: number | null;
  /** How often the shown line was scanned again in a row, itself or something that is in it. */
  readonly again: number;
  /** The last scan was of something that is in the shown unit. */
  readonly inside: boolean;
  readonly pending: readonly Pending[];
  readonly done: readonly Done[];
  /** What was refused as a whole, until the next command. */
  readonly refused: Refusal | null;
}

export type ListEvent =
  | {
      readonly type: 'scanned';
      readonly id: number;
      readonly scan: string;
      readonly source: Source;
      readonly at: number;
    }
  | { readonly type: 'asked-again'; readonly ids: readonly number[] }
  | {
      readonly type: 'verified';
      readonly id: number;
      readonly verification: Located;
      readonly language: Language;
      /** Each thing stands for itself here, though it is in a unit that was scanned too. */
      readonly apart?: boolean;
    }
  | { readonly type: 'not-verified'; readonly id: number; readonly refusal: Refusal }
  | { readonly type: 'marked'; readonly id: number; readonly mark: Mark | null }
  | { readonly type: 'removed'; readonly ids: readonly number[] }
  | { readonly type: 'shown'; readonly id: number }
  | { readonly type: 'commanded'; readonly commands: readonly Omit<Pending, 'under' | 'refusal'>[] }
  | { readonly type: 'repeated'; readonly commandId: string }
  | {
      readonly type: 'answered';
      readonly commandId: string;
      readonly items: readonly ItemResult[];
      readonly shipment: string | undefined;
      readonly at: number;
    }
  | { readonly type: 'failed'; readonly commandId: string; readonly refusal: Refusal; readonly at: number };

export const EMPTY_LIST: ListState = {
  lines: [],
  shown: null,
  again: 0,
  inside: false,
  pending: [],
  done: [],
  refused: null,
};

/** After these it is not known whether the command was done: it is asked again with the same id, never with a new one. */
export const UNSETTLED: ReadonlySet<string> = new Set([
  'OUTCOME_UNKNOWN',
  'LEDGER_UNAVAILABLE',
  'UNAVAILABLE_OFFLINE',
  'CONFLICT',
  'RATE_LIMITED',
  // Signed out meanwhile: whoever signs in again goes on.
  'UNAUTHENTICATED',
]);

/** Commands that can still be undone on this screen. */
const KEPT = 20;

export function listReducer(state: ListState, event: ListEvent): ListState {
  switch (event.type) {
    case 'scanned':
      return scanned(state, event);
    case 'asked-again': {
      const ids = new Set(event.ids);
      return change(state, ids, (line) => ({ ...line, asking: true, refusal: null, end: null }));
    }
    case 'verified':
      return verified(state, event);
    case 'not-verified':
      return change(state, new Set([event.id]), (line) => ({ ...line, asking: false, refusal: event.refusal }));
    case 'marked':
      return change(state, new Set([event.id]), (line) => ({ ...line, mark: event.mark }));
    case 'removed': {
      const ids = new Set(event.ids);
      const shown = state.shown !== null && ids.has(state.shown) ? null : state.shown;
      return { ...state, lines: state.lines.filter(({ id }) => !ids.has(id)), shown };
    }
    case 'shown':
      return { ...state, shown: event.id, again: 0, inside: false };
    case 'commanded': {
      const given = event.commands.map((one): Pending => ({ ...one, under: 'way', refusal: null }));
      return { ...state, pending: [...state.pending, ...given], refused: null };
    }
    case 'repeated':
      return pendingChanged(state, event.commandId, { under: 'way', refusal: null });
    case 'answered':
      return answered(state, event);
    case 'failed':
      return failed(state, event);
  }
}

function scanned(state: ListState, { id, scan, source, at }: Extract<ListEvent, { type: 'scanned' }>): ListState {
  const key = keyOfScan(scan);
  const known = state.lines.find((line) => line.key === key);
  if (known) {
    return { ...state, shown: known.id, again: known.id === state.shown ? state.again + 1 : 1, inside: false };
  }
  const line: Line = {
    id,
    key,
    scan,
    source,
    at,
    asking: true,
    verification: null,
    language: null,
    refusal: null,
    mark: null,
    end: null,
  };
  return { ...state, lines: [line, ...state.lines], shown: id, again: 0, inside: false };
}

function verified(state: ListState, event: Extract<ListEvent, { type: 'verified' }>): ListState {
  const { id, verification, language, apart = false } = event;
  const before = state.lines.find((line) => line.id === id);
  if (!before) return state;
  const key = keyOfVerification(verification) ?? before.key;
  const line: Line = { ...before, key, asking: false, verification, language, refusal: null };
  const others = state.lines.filter((other) => other.id !== id);
  // Read differently, and the same thing: only the answer can tell. Or it is in a unit that was scanned: it goes with that.
  const twin = others.find((other) => other.key === key);
  const known = twin ?? (isUntouched(line) && !apart ? coverOf(line, others) : undefined);
  if (known) {
    const shown = state.shown === id ? { shown: known.id, again: state.again + 1, inside: !twin } : {};
    return { ...state, lines: others, ...shown };
  }
  const lines = state.lines.map((other) => (other.id === id ? line : other));
  if (apart) return { ...state, lines };
  return { ...state, lines: lines.filter((other) => !isUntouched(other) || coverOf(other, [line]) === undefined) };
}

/** Nothing was said or done about it: whatever is done with the unit that it is in is done with it. */
const isUntouched = ({ mark, end }: Line): boolean => mark === null && end === null;

function answered(state: ListState, event: Extract<ListEvent, { type: 'answered' }>): ListState {
  const { commandId, items, shipment, at } = event;
  const command = state.pending.find((one) => one.commandId === commandId);
  if (!command) return state;
  const byScan = new Map(items.map((item) => [item.scan, item]));
  const end = (line: Line): End => {
    const item = byScan.get(line.scan);
    // What is not answered by itself was done with the whole.
    if (!item) return { ok: true, outcome: 'ACCEPTED', title: null, at };
    return { ok: item.ok, outcome: item.outcome, title: item.title, at };
  };
  const pending = state.pending.filter((one) => one !== command);
  if (command.undoes !== undefined) {
    // Taken back: the lines are what they were before, and are asked about anew.
    const back = change(state, new Set(command.lines), (line) => ({ ...line, end: end(line).ok ? null : end(line) }));
    const refusedItem = items.find(({ ok }) => !ok);
    const undone = refusedItem === undefined;
    const done = state.done.map((one) => (one.commandId === command.undoes ? { ...one, undone } : one));
    const refused = refusedItem ? { code: refusedItem.outcome, params: {}, sent: true } : null;
    return { ...back, pending, done, refused };
  }
  const changed = change(state, new Set(command.lines), (line) => ({ ...line, end: end(line) }));
  const scans = changed.lines.filter((line) => command.lines.includes(line.id) && line.end?.ok).map(({ scan }) => scan);
  const done: Done = { commandId, request: command.request, shipment, scans, at, undone: false };
  return { ...changed, pending, done: [done, ...state.done].slice(0, KEPT) };
}

function failed(state: ListState, event: Extract<ListEvent, { type: 'failed' }>): ListState {
  const { commandId, refusal, at } = event;
  if (UNSETTLED.has(refusal.code)) return pendingChanged(state, commandId, { under: 'question', refusal });
  const command = state.pending.find((one) => one.commandId === commandId);
  if (!command) return state;
  const reasons = reasonsOf(refusal.params);
  const changed = change(state, new Set(command.lines), (line) => {
    const outcome = reasons.get(line.scan) ?? refusal.code;
    return { ...line, end: { ok: false, outcome, title: null, at } };
  });
  return { ...changed, pending: state.pending.filter((one) => one !== command), refused: refusal };
}

function pendingChanged(state: ListState, commandId: string, to: Partial<Pending>): ListState {
  return {
    ...state,
    pending: state.pending.map((one) => (one.commandId === commandId ? { ...one, ...to } : one)),
  };
}

function change(state: ListState, ids: ReadonlySet<number>, next: (line: Line) => Line): ListState {
  return { ...state, lines: state.lines.map((line) => (ids.has(line.id) ? next(line) : line)) };
}
