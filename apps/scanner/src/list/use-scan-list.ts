import type { Language } from '@packproof/outcomes';
import { deviceStorage } from '@packproof/ui';
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import type { VerifyPurpose } from '../api/answers';
import type { Api } from '../api/api';
import type { CommandRequest } from '../api/commands';
import type { Source } from '../input/source';
import { uuid } from '../uuid';
import type { Line, Mark } from './line';
import { type ListState, listReducer, type Pending } from './list-state';
import { createListStore } from './list-store';

export interface ScanListOptions {
  readonly room: string;
  readonly api: Api;
  readonly member: string;
  readonly language: Language;
  /** What a scan is asked for; it may follow what was chosen in the room. */
  readonly purpose: VerifyPurpose | ((settings: Readonly<Record<string, string>>) => VerifyPurpose);
  /** Packs are not taken for part of a unit that is in the list as well. */
  readonly apart?: boolean;
  /** Own place at which commands happen. */
  readonly place: string | undefined;
  readonly onSignedOut: () => void;
  /** A command was answered, well or not. */
  readonly onSettled?: () => void;
}

export interface Order {
  readonly request: CommandRequest;
  readonly lines: readonly Line[];
  /** The command that this one takes back. */
  readonly undoes?: string;
}

export interface ScanList extends ListState {
  readonly scan: (scan: string, source: Source) => void;
  readonly askAgain: (lines: readonly Line[]) => void;
  readonly mark: (line: Line, mark: Mark | null) => void;
  readonly remove: (lines: readonly Line[]) => void;
  readonly show: (line: Line) => void;
  /** Gives commands, one after the other. */
  readonly give: (orders: readonly Order[]) => void;
  /** Asks again, with its own id, about what is not settled. */
  readonly repeat: () => void;
  readonly busy: boolean;
  readonly settings: Readonly<Record<string, string>>;
  readonly choose: (name: string, value: string) => void;
}

/** Questions that are under way at once when many are asked again. */
const AT_ONCE = 4;
const SAVE_AFTER_MS = 150;

/** A list that is scanned together: each line is asked about at once, kept on this device, and sent by one command. */
export function useScanList(options: ScanListOptions): ScanList {
  const { room, api, member, language, purpose, apart = false, place, onSignedOut, onSettled } = options;
  const store = useMemo(() => createListStore(deviceStorage(), room, member), [room, member]);
  const [kept] = useState(() => store.read());
  const [state, dispatch] = useReducer(listReducer, kept.list);
  const [settings, setSettings] = useState(kept.settings);
  const nextId = useRef(Math.max(0, ...kept.list.lines.map(({ id }) => id)) + 1);
  const now = useRef<{ state: ListState; language: Language; purpose: VerifyPurpose }>(null!);
  now.current = { state, language, purpose: typeof purpose === 'function' ? purpose(settings) : purpose };

  const save = useRef(() => {});
  save.current = () => store.write({ list: state, settings });
  useEffect(() => {
    const timer = setTimeout(() => save.current(), SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [state, settings]);
  useEffect(() => {
    const saveNow = () => save.current();
    addEventListener('pagehide', saveNow);
    return () => {
      removeEventListener('pagehide', saveNow);
      saveNow();
    };
  }, []);

  const ask = useCallback(
    async (id: number, scan: string) => {
      const asked = now.current.language;
      const reply = await api.locate(scan, now.current.purpose);
      if (reply.ok) dispatch({ type: 'verified', id, verification: reply.value, language: asked, apart });
      else {
        dispatch({ type: 'not-verified', id, refusal: reply.refusal });
        if (reply.refusal.code === 'UNAUTHENTICATED') onSignedOut();
      }
    },
    [api, apart, onSignedOut],
  );

  const askAgain = useCallback(
    (lines: readonly Line[]) => {
      if (lines.length === 0) return;
      dispatch({ type: 'asked-again', ids: lines.map(({ id }) => id) });
      const waiting = [...lines];
      const next = async (): Promise<void> => {
        for (let line = waiting.shift(); line; line = waiting.shift()) await ask(line.id, line.scan);
      };
      for (let i = 0; i < AT_ONCE; i += 1) void next();
    },
    [ask],
  );

  // After a reload: what was being asked is asked again.
  useEffect(() => {
    askAgain(kept.list.lines.filter(({ asking }) => asking));
  }, [askAgain, kept]);

  const scan = useCallback(
    (text: string, source: Source) => {
      const id = nextId.current++;
      const before = now.current.state.lines;
      const event = { type: 'scanned', id, scan: text, source, at: Date.now() } as const;
      const after = listReducer(now.current.state, event);
      dispatch(event);
      if (after.lines !== before) {
        // Two scans may come within one drawing of the page.
        now.current = { ...now.current, state: after };
        void ask(id, text);
        return;
      }
      const known = after.lines.find((line) => line.id === after.shown);
      // Once more may help where there was no answer, or the answer was no.
      if (known && !known.asking && (known.refusal || known.end?.ok === false)) askAgain([known]);
    },
    [ask, askAgain],
  );

  const send = useCallback(
    async ({ commandId, request, at, lines, undoes }: Omit<Pending, 'under' | 'refusal'>): Promise<boolean> => {
      const reply = await api.command(request, { commandId, ...(at ? { at } : {}) });
      if (reply.ok) {
        const { items, shipment } = reply.value;
        dispatch({ type: 'answered', commandId, items, shipment, at: Date.now() });
        if (undoes !== undefined) askAgain(now.current.state.lines.filter(({ id }) => lines.includes(id)));
      } else {
        dispatch({ type: 'failed', commandId, refusal: reply.refusal, at: Date.now() });
        if (reply.refusal.code === 'UNAUTHENTICATED') onSignedOut();
      }
      onSettled?.();
      return reply.ok;
    },
    [api, askAgain, onSignedOut, onSettled],
  );

  const give = useCallback(
    (orders: readonly Order[]) => {
      const commands = orders.map(({ request, lines, undoes }) => ({
        commandId: uuid(),
        request,
        at: place,
        lines: lines.map(({ id }) => id),
        ...(undoes === undefined ? {} : { undoes }),
      }));
      dispatch({ type: 'commanded', commands });
      // On the device before it is on its way: an id that is lost could not be asked about.
      const given = listReducer(now.current.state, { type: 'commanded', commands });
      store.write({ list: given, settings });
      void inTurn(commands, send);
    },
    [place, send, settings, store],
  );

  const repeat = useCallback(() => {
    const open = now.current.state.pending.filter(({ under }) => under === 'question');
    for (const { commandId } of open) dispatch({ type: 'repeated', commandId });
    void inTurn(open, send);
  }, [send]);

  // Back on the network: what is not known is asked by itself.
  useEffect(() => {
    addEventListener('online', repeat);
    return () => removeEventListener('online', repeat);
  }, [repeat]);

  return {
    ...state,
    settings,
    busy: state.pending.some(({ under }) => under === 'way'),
    scan,
    askAgain,
    give,
    repeat,
    mark: useCallback((line: Line, mark: Mark | null) => dispatch({ type: 'marked', id: line.id, mark }), []),
    remove: useCallback((lines: readonly Line[]) => dispatch({ type: 'removed', ids: lines.map(({ id }) => id) }), []),
    show: useCallback((line: Line) => dispatch({ type: 'shown', id: line.id }), []),
    choose: useCallback((name: string, value: string) => setSettings((all) => ({ ...all, [name]: value })), []),
  };
}

async function inTurn<T>(all: readonly T[], send: (one: T) => Promise<boolean>): Promise<void> {
  for (const one of all) await send(one);
}
