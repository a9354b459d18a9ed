import { EMPTY_LIST, type ListState } from './list-state';

/**
 * What is kept of a room on this device: it outlives a reload, the tab, and the session. By person, so that whoever signs
 * in next at the same desk does not see it.
 */
export interface Kept {
  readonly list: ListState;
  /** What was chosen in the room, such as the addressee. */
  readonly settings: Readonly<Record<string, string>>;
}

const VERSION = 1;
/** A list that nobody has touched for so long is about goods that went elsewhere. */
const DAYS = 10;

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface ListStore {
  read(): Kept;
  write(kept: Kept): void;
}

export function createListStore(storage: Store | undefined, room: string, member: string, now = Date.now): ListStore {
  const name = `packproof.scanner.${room}.${member}`;
  return {
    read() {
      try {
        const value = JSON.parse(storage?.getItem(name) ?? 'null') as
          | ({ version: number; savedAt: number } & Kept)
          | null;
        if (!value || value.version !== VERSION || now() - value.savedAt > DAYS * 86_400_000) return NOTHING;
        return { list: woken({ ...EMPTY_LIST, ...value.list }), settings: { ...value.settings } };
      } catch {
        // Damaged, or storage is refused: an empty list.
        return NOTHING;
      }
    },
    write(kept) {
      try {
        if (
          kept.list.lines.length === 0 &&
          kept.list.pending.length === 0 &&
          kept.list.done.length === 0 &&
          Object.keys(kept.settings).length === 0
        ) {
          storage?.removeItem(name);
          return;
        }
        storage?.setItem(name, JSON.stringify({ version: VERSION, savedAt: now(), ...kept }));
      } catch {
        // Full or refused: the list lasts as long as the page.
      }
    },
  };
}

const NOTHING: Kept = { list: EMPTY_LIST, settings: {} };

/** Whatever was on its way when the page went: nobody waits for that answer any more. */
function woken(list: ListState): ListState {
  return {
    ...list,
    shown: null,
    again: 0,
    pending: list.pending.map((one) => ({ ...one, under: 'question' })),
  };
}
