import { fromBase64, toBase64 } from '@packproof/merkle';

/** What this device remembers of a log: its key, and the largest tree that it saw. */
export interface Memory {
  readonly key: string;
  readonly size: number;
  readonly root: Uint8Array;
}

const NAME = 'packproof.log';

/** Undefined at the first visit, and where storage is refused or damaged: then it is as a first visit. */
export function recall(storage: Pick<Storage, 'getItem'> = localStorage): Memory | undefined {
  try {
    const { key, size, root } = JSON.parse(storage.getItem(NAME) ?? '{}') as Record<string, unknown>;
    if (typeof key !== 'string' || typeof root !== 'string' || !Number.isSafeInteger(size)) return undefined;
    return { key, size: size as number, root: fromBase64(root) };
  } catch {
    return undefined;
  }
}

export function remember({ key, size, root }: Memory, storage: Pick<Storage, 'setItem'> = localStorage): void {
  try {
    storage.setItem(NAME, JSON.stringify({ key, size, root: toBase64(root) }));
  } catch {
    // Refused: the next visit is a first one.
  }
}

/** The next visit is a first one. */
export function forget(storage: Pick<Storage, 'removeItem'> = localStorage): void {
  storage.removeItem(NAME);
}
