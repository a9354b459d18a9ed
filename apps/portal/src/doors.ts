import { createClient, createSubscriber, Refused } from '@packproof/client';
import { QueryClient } from '@tanstack/react-query';
import { preferences } from './preferences';

/** The API, which serves this page too. */
export const client = createClient({
  fetch: (input, init) => fetch(input, init),
  language: () => preferences.get().language,
});

export const subscriber = createSubscriber(
  `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
);

/** Codes after which asking again may help. */
const PASSING = new Set(['UNAVAILABLE_OFFLINE', 'LEDGER_UNAVAILABLE', 'RATE_LIMITED', 'CONFLICT']);

/**
 * What was asked, kept by what it is about. The first part of a key is a topic of live.ts: an event about it makes the
 * open pages ask again.
 */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) => error instanceof Refused && PASSING.has(error.code) && count < 2,
    },
    mutations: { retry: false },
  },
});
