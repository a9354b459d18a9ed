import { useCallback, useEffect, useState } from 'react';
import type { CommissionInput } from './documents';

export const STEPS = ['batch', 'serials', 'packing', 'labels'] as const;
export type Step = (typeof STEPS)[number];

/** A number as it is typed: empty is not zero. */
export type Count = number | '';

export interface BadRow {
  readonly row: number;
  readonly value: string;
  readonly code: string;
}

/** Serials that were brought to the API and looked through, row by row. */
export interface Upload {
  readonly id: string;
  /** Of the file, or of what was pasted. */
  readonly name: string;
  readonly rows: number;
  readonly badRows: number;
  /** The first of them. */
  readonly errors: readonly BadRow[];
}

export interface SerialsDraft {
  readonly how: 'GENERATE' | 'PASTE' | 'FILE';
  readonly count: Count;
  readonly pasted: string;
  /** Of `pasted`, as long as that did not change; or of the file. */
  readonly upload: Upload | null;
  readonly keepGood: boolean;
}

export interface PackingDraft {
  readonly how: 'PALLETS' | 'CASES' | 'LOOSE';
  readonly packsPerCase: Count;
  readonly casesPerPallet: Count;
}

export interface LooksDraft {
  /** Ids of GET /labels/templates. */
  readonly template: string;
  readonly unitTemplate: string;
  readonly stock: string;
  readonly unitStock: string;
}

/** What was asked of the ledger and not answered yet: after a reload it is asked again, under the same id. */
export interface Asked {
  readonly commandId: string;
  readonly input: CommissionInput;
}

export interface Draft {
  readonly step: Step;
  readonly gtin: string;
  readonly lot: string;
  readonly expiry: string;
  readonly serials: SerialsDraft;
  readonly packing: PackingDraft;
  readonly looks: LooksDraft;
  readonly asked: Asked | null;
}

/** What people keep from one batch to the next. */
export interface Habits {
  readonly gtin: string;
  readonly serials: Pick<SerialsDraft, 'how'>;
  readonly packing: PackingDraft;
  readonly looks: LooksDraft;
}

export const FIRST_LOOKS: LooksDraft = {
  template: 'pack-datamatrix',
  unitTemplate: 'case-a6',
  stock: 'a4-3x8',
  unitStock: 'a4-2x2',
};

export function emptyDraft(habits: Partial<Habits>, given: { gtin?: string; lot?: string } = {}): Draft {
  return {
    step: 'batch',
    gtin: given.gtin ?? habits.gtin ?? '',
    lot: given.lot ?? '',
    expiry: '',
    serials: { how: habits.serials?.how ?? 'GENERATE', count: '', pasted: '', upload: null, keepGood: false },
    packing: habits.packing ?? { how: 'PALLETS', packsPerCase: '', casesPerPallet: '' },
    looks: { ...FIRST_LOOKS, ...habits.looks },
    asked: null,
  };
}

const HABITS = 'packproof.batch-habits';
const DRAFT = 'packproof.batch-draft';

/** Of one person at this browser: another who signs in here has other products. */
export const readHabits = (person: string): Partial<Habits> => read(localStorage, `${HABITS}.${person}`) ?? {};
export const keepHabits = (person: string, habits: Habits): void => write(localStorage, `${HABITS}.${person}`, habits);

export const restoreDraft = (person: string, draft: Draft): void => write(sessionStorage, `${DRAFT}.${person}`, draft);
export const forgetDraft = (person: string): void => sessionStorage.removeItem(`${DRAFT}.${person}`);

/** What was begun stays until it is made or thrown away: a reload loses nothing. `given` begins another. */
export function useDraft(person: string, given: { gtin?: string; lot?: string }) {
  const [draft, setDraft] = useState<Draft>(() => {
    const kept = read<Draft>(sessionStorage, `${DRAFT}.${person}`);
    const fits = kept && (!given.gtin || kept.gtin === given.gtin) && (!given.lot || kept.lot === given.lot);
    return fits ? kept : emptyDraft(readHabits(person), given);
  });
  useEffect(() => write(sessionStorage, `${DRAFT}.${person}`, draft), [draft, person]);
  const change = useCallback((part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part })), []);
  const begin = useCallback(() => setDraft(emptyDraft(readHabits(person))), [person]);
  return { draft, change, begin };
}

export function read<Value>(storage: Storage, key: string): Value | undefined {
  try {
    return (JSON.parse(storage.getItem(key) ?? 'null') as Value | null) ?? undefined;
  } catch {
    return undefined;
  }
}

/** A browser that keeps nothing (full, or told not to) still makes batches. */
export function write(storage: Storage, key: string, value: unknown): void {
  try {
    storage.setItem(key, JSON.stringify(value));
  } catch {
    storage.removeItem(key);
  }
}
