import type { Look } from '../../printing/look-field';

/** How somebody prints at this browser. */
export interface Habits {
  readonly pack: Look;
  readonly unit: Look;
  /** Of the label printer. */
  readonly dpi: number;
}

const FIRST: Habits = {
  pack: { template: 'pack-datamatrix', stock: 'a4-3x8' },
  unit: { template: 'case-a6', stock: 'a4-2x2' },
  dpi: 203,
};

const key = (person: string) => `packproof.label-habits.${person}`;

export function readHabits(person: string): Habits {
  try {
    return { ...FIRST, ...(JSON.parse(localStorage.getItem(key(person)) ?? '{}') as Partial<Habits>) };
  } catch {
    return FIRST;
  }
}

export function keepHabits(person: string, habits: Habits): void {
  try {
    localStorage.setItem(key(person), JSON.stringify(habits));
  } catch {
    // A browser that keeps nothing prints all the same.
  }
}
