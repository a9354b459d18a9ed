const DAY = 86_400_000;

export interface ShelfLife {
  readonly months: number;
  readonly days: number;
  /** It expired on the last day of a month, as most batches do. */
  readonly monthEnd: boolean;
}

/** How long a batch keeps, from its record: `made` an instant, `expiry` YYYY-MM-DD. */
export function shelfLife(made: string, expiry: string): ShelfLife {
  const [from, to] = [new Date(made), dayOf(expiry)];
  const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
  const days = Math.round((to.getTime() - from.getTime()) / DAY);
  return { months, days, monthEnd: new Date(to.getTime() + DAY).getUTCDate() === 1 };
}

/** YYYY-MM-DD; undefined where the batch before was made after it had expired, which proposes nothing. */
export function expiryAfter(now: Date, { months, days, monthEnd }: ShelfLife): string | undefined {
  if (days <= 0) return undefined;
  const date = monthEnd
    ? new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months + 1, 0))
    : new Date(now.getTime() + days * DAY);
  return date.toISOString().slice(0, 10);
}

const dayOf = (date: string): Date => new Date(`${date}T00:00:00Z`);
