import type { Sort } from '@packproof/ui';
import { useSearchParams } from 'react-router';

/** What a list is narrowed and ordered by. It lives in the address: a list can be sent to a colleague as it is. */
export interface ListState {
  readonly filters: Readonly<Record<string, string>>;
  readonly sort: Sort | undefined;
  readonly filter: (id: string, value: string | null) => void;
  readonly sortBy: (sort: Sort) => void;
  readonly clear: () => void;
}

/** `?state=OPEN&sort=-openedAt` */
export function useListState(filterIds: readonly string[], usual?: Sort): ListState {
  const [params, setParams] = useSearchParams();
  const filters: Record<string, string> = {};
  for (const id of filterIds) {
    const value = params.get(id);
    if (value) filters[id] = value;
  }
  const change = (edit: (next: URLSearchParams) => void) =>
    setParams(
      (previous) => {
        const next = new URLSearchParams(previous);
        edit(next);
        return next;
      },
      { replace: true },
    );
  return {
    filters,
    sort: readSort(params.get('sort')) ?? usual,
    filter: (id, value) => change((next) => (value ? next.set(id, value) : next.delete(id))),
    sortBy: ({ field, descending }) => change((next) => next.set('sort', `${descending ? '-' : ''}${field}`)),
    clear: () => change((next) => filterIds.forEach((id) => void next.delete(id))),
  };
}

function readSort(text: string | null): Sort | undefined {
  if (!text || !/^-?\w+$/.test(text)) return undefined;
  return { field: text.replace(/^-/, ''), descending: text.startsWith('-') };
}
