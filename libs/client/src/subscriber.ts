import { type DocumentNode, print } from '@0no-co/graphql.web';
import type { TadaDocumentNode } from 'gql.tada';
import { createClient } from 'graphql-ws';
import { refusedBy } from './client';
import { Refused } from './refusal';

export interface Subscriber {
  /**
   * Calls `next` for each event until the returned function is called. The connection is made when the first
   * subscription begins, comes back by itself, and tells `again` then: what happened meanwhile was missed.
   */
  subscribe<Result, Variables extends Record<string, unknown>>(
    document: TadaDocumentNode<Result, Variables>,
    variables: Variables,
    handlers: { next: (result: Result) => void; refused?: (refusal: Refused) => void; again?: () => void },
  ): () => void;
  close(): void;
}

const LONGEST_WAIT = 30_000;

/** Soon at first, and at least twice a minute however long it has been. Not all at once: half of it is by chance. */
export const waitBefore = (retry: number): number =>
  Math.min(LONGEST_WAIT, 1_000 * 2 ** Math.min(retry, 10)) * (0.5 + Math.random() / 2);

/** @param url of the WebSocket: `ws(s)://…/graphql`. */
export function createSubscriber(url: string, apiKey?: string): Subscriber {
  const client = createClient({
    url,
    lazy: true,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: (retry) => new Promise((done) => setTimeout(done, waitBefore(retry))),
    ...(apiKey ? { connectionParams: { authorization: `Bearer ${apiKey}` } } : {}),
  });
  let isConnected = false;
  client.on('connected', () => {
    isConnected = true;
  });
  client.on('closed', () => {
    isConnected = false;
  });
  return {
    subscribe(document, variables, { next, refused, again }) {
      // Who subscribes on a connection that is there is not told of it: the next one it hears of has come back.
      let hasBegun = isConnected;
      const off = client.on('connected', () => {
        if (hasBegun) again?.();
        hasBegun = true;
      });
      const stop = client.subscribe(
        { query: print(document as DocumentNode), variables },
        {
          next: ({ data, errors }) => {
            if (errors?.[0]) refused?.(refusedBy(errors[0], 'INVALID_INPUT'));
            else if (data) next(data as never);
          },
          error: (error) => refused?.(refusalOf(error)),
          complete: () => {},
        },
      );
      return () => {
        off();
        stop();
      };
    },
    close: () => void client.dispose(),
  };
}

function refusalOf(error: unknown): Refused {
  if (Array.isArray(error) && error[0]) return refusedBy(error[0], 'INVALID_INPUT');
  return new Refused('UNAVAILABLE_OFFLINE');
}
