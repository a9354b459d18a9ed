import type { Language } from '@packproof/outcomes';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { client } from '../../doors';
import { PARTNERS, type Partner } from './documents';

const PAGE = 500;

/** Everybody on record, in order of name: what the filter offers. */
export function usePartners(language: Language): readonly Partner[] {
  const { data, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery({
    queryKey: ['organisations', 'partners'],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) =>
      (await client.request(PARTNERS, { first: PAGE, after: pageParam }, { signal })).organisations,
    getNextPageParam: ({ pageInfo }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
    staleTime: 300_000,
  });
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  return useMemo(
    () =>
      (data?.pages.flatMap(({ nodes }) => nodes) ?? []).sort((one, other) =>
        one.name.localeCompare(other.name, language),
      ),
    [data, language],
  );
}
