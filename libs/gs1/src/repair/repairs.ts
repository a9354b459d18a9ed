/** What was assumed to make a reading out of what was sent, and how unlikely each assumption is. */
const COSTS = {
  /** Spaces, line ends and tabs taken out. */
  WHITESPACE_REMOVED: 1,
  /** Full-width characters of an East Asian input method made ASCII. */
  FULL_WIDTH: 1,
  /** The symbology identifier came as text, in another case or without its bracket. */
  SYMBOLOGY_IDENTIFIER: 1,
  /** The separator came as text or as some other character: `<GS>`, `^]`, `|`. */
  SEPARATOR_SPELLED: 1,
  /** A separator stood where none belongs. */
  SEPARATOR_REMOVED: 2,
  /** A separator was lost between two elements. */
  SEPARATOR_RESTORED: 3,
  /** Upper and lower case are swapped. */
  CAPS_LOCK: 4,
  /** Everything was made upper case on the way. */
  LOWER_CASED: 7,
  /** Everything was made lower case on the way. */
  UPPER_CASED: 7,
  /** Y and Z are swapped: reader and computer disagree about QWERTY and QWERTZ. */
  KEYBOARD_YZ: 5,
  /** A reader set to a US keyboard at a computer set to a German one. */
  KEYBOARD_GERMAN: 5,
  /** A reader set to a US keyboard at a computer set to a French one. */
  KEYBOARD_FRENCH: 5,
  /** More than one code stood in the field; this is one of them. */
  TWO_CODES: 4,
  /** The bare digits of a key, without its AI. */
  AI_ADDED: 4,
  /** A web address whose GS1 parts are not where they belong, or in an older notation. */
  URI_REARRANGED: 3,
  /** Brackets that belong to a value, or of another kind. */
  BRACKETS: 3,
} as const;

export type Repair = keyof typeof COSTS;

/** A text with what was assumed to get there. */
export interface Variant {
  readonly text: string;
  readonly repairs: readonly Repair[];
}

/** The first of a kind has its price; what loses one separator loses others too. */
export function costOf(repairs: readonly Repair[]): number {
  return repairs.reduce((sum, repair, index) => sum + (repairs.indexOf(repair) === index ? COSTS[repair] : 1), 0);
}

export const repaired = (from: Variant, text: string, ...repairs: Repair[]): Variant => ({
  text,
  repairs: [...from.repairs, ...repairs],
});
