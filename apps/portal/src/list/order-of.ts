import type { Sort } from '@packproof/ui';

/**
 * What was chosen, as the schema's order; null (the list's own) for what it does not know: the address is typed by
 * anybody.
 *
 *     orderOf(sort, { shippedAt: 'SHIPPED_AT' }) // { field: 'SHIPPED_AT', direction: 'DESC' }
 */
export function orderOf<Field extends string>(
  sort: Sort | undefined,
  fields: Readonly<Record<string, Field>>,
): { field: Field; direction: 'ASC' | 'DESC' } | null {
  const field = sort && fields[sort.field];
  return field ? { field, direction: sort.descending ? 'DESC' : 'ASC' } : null;
}
