import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { Member } from './consortium';

// biome-ignore lint/suspicious/noExplicitAny: an answer's shape is the query's business
type Anything = any;

export interface Followed {
  /** What came so far: data, or an error's code. */
  readonly values: Anything[];
  /** Resolves once something that fits has come; rejects when it does not within the patience. */
  until(fits: (value: Anything) => boolean, patience?: number): Promise<Anything>;
  stop(): Promise<void>;
}

/** Subscribes as the member's machine does: over graphql-ws, the key in connection_init. */
export function follow(member: Member, query: string, variables: Record<string, unknown> = {}): Followed {
  const client: Client = createClient({
    url: `${member.api.url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${member.key}` },
    retryAttempts: 0,
    lazy: true,
  });
  const values: Anything[] = [];
  const waiting = new Set<() => void>();
  const put = (value: Anything) => {
    values.push(value);
    for (const look of [...waiting]) look();
  };
  const end = client.subscribe(
    { query, variables },
    {
      next: ({ data, errors }) => put(errors ? { errors } : data),
      error: (error) => put({ errors: Array.isArray(error) ? error : [{ message: String(error) }] }),
      complete: () => put({ complete: true }),
    },
  );
  return {
    values,
    until: (fits, patience = 10_000) =>
      new Promise((done, failed) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          failed(new Error(`nothing that fits came in ${patience} ms, but ${JSON.stringify(values)}`));
        }, patience);
        const look = () => {
          const found = values.find(fits);
          if (found === undefined) return;
          clearTimeout(timer);
          waiting.delete(look);
          done(found);
        };
        waiting.add(look);
        look();
      }),
    async stop() {
      end();
      await client.dispose();
    },
  };
}
