/** What must hold, by the letter under which the adversary looks after it. */
export const PROMISES = {
  a: "contents of all holders are a partition of every tranche's leaves",
  b: 'custody changes only by receipt of the addressee or settling of a dispute, and packs move only by who has them',
  c: 'an end stands, but for stolen or destroyed after locked, and an undo in time by who set it',
  d: 'what is blocked is never supplied, nor by who may not',
  e: 'a pack handled alone has one record for ever, and is supplied at most once',
  f: 'a hold is lifted by who set it or the regulator, and by nobody else',
  g: 'holders form trees, counted and within limits',
  h: 'a recall blocks until it is lifted',
  i: 'every item is answered, and a refused one changes nothing',
  j: 'nothing throws but refusals',
  k: 'a command writes only what it may, by who may give it',
} as const;
export type Promised = keyof typeof PROMISES;

/** A promise of the ledger that a command broke. */
export class Violation extends Error {
  override readonly name = 'Violation';
  constructor(
    readonly promise: Promised,
    what: string,
    options?: ErrorOptions,
  ) {
    super(`(${promise}) ${PROMISES[promise]}: ${what}`, options);
  }
}

export function promised(promise: Promised, holds: boolean, what: () => string): void {
  if (!holds) throw new Violation(promise, what());
}
