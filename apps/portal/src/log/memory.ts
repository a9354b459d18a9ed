import { fromBase64, toBase64 } from '@packproof/merkle';
import { deviceStorage } from '@packproof/ui';

/** The largest tree that this device saw. */
export interface Tree {
  readonly size: number;
  readonly root: Uint8Array;
}

/** What this device remembers of the log. One that shows another key later is another log. */
export interface Memory {
  readonly key: string;
  /** RFC 3339: when the key was first seen, or was trusted. */
  readonly since: string;
  /** Absent until a page has compared the log with itself. */
  readonly tree?: Tree;
}

const NAME = 'packproof.log';

/** Undefined at the first visit, and where storage is refused or damaged: then it is as a first visit. */
export function recall(storage: Pick<Storage, 'getItem'> | undefined = deviceStorage()): Memory | undefined {
  try {
    const { key, since, size, root } = JSON.parse(storage?.getItem(NAME) ?? '{}') as Record<string, unknown>;
    if (typeof key !== 'string' || typeof since !== 'string') return undefined;
    if (typeof root !== 'string' || !Number.isSafeInteger(size)) return { key, since };
    return { key, since, tree: { size: size as number, root: fromBase64(root) } };
  } catch {
    return undefined;
  }
}

/** A key that is known already keeps the time when it was first seen, and its tree where none is given. */
export function remember(key: string, tree?: Tree, storage: Keeper | undefined = deviceStorage()): void {
  const before = recall(storage);
  const known = before?.key === key ? before : { since: new Date().toISOString() };
  const kept = tree ?? ('tree' in known ? known.tree : undefined);
  const told = { key, since: known.since, ...(kept && { size: kept.size, root: toBase64(kept.root) }) };
  try {
    storage?.setItem(NAME, JSON.stringify(told));
  } catch {
    // Refused: the next visit is a first one.
  }
}

/** The next visit is a first one. */
export function forget(storage: Pick<Storage, 'removeItem'> | undefined = deviceStorage()): void {
  storage?.removeItem(NAME);
}

type Keeper = Pick<Storage, 'getItem' | 'setItem'>;
