/** The log's key as this browser first saw it. A log that shows another one later is another log. */
export interface Pinned {
  readonly vkey: string;
  /** RFC 3339 */
  readonly since: string;
}

const KEY = 'packproof.log-key';

/** Undefined where none is remembered, or storage is refused. */
export function pinnedKey(storage: Pick<Storage, 'getItem'> | undefined): Pinned | undefined {
  try {
    const value: unknown = JSON.parse(storage?.getItem(KEY) ?? 'null');
    const { vkey, since } = (value ?? {}) as Partial<Record<keyof Pinned, unknown>>;
    return typeof vkey === 'string' && typeof since === 'string' ? { vkey, since } : undefined;
  } catch {
    return undefined;
  }
}

export function pinKey(storage: Pick<Storage, 'setItem'> | undefined, vkey: string): void {
  try {
    storage?.setItem(KEY, JSON.stringify({ vkey, since: new Date().toISOString() }));
  } catch {
    // Private mode: it is the first time each time.
  }
}
