import { type DocumentNode, print } from '@0no-co/graphql.web';
import { isOutcome, type Language, type Outcome } from '@packproof/outcomes';
import type { TadaDocumentNode } from 'gql.tada';
import { codeOfStatus, type RefusalParams, Refused } from './refusal';

export type Fetch = (input: string, init: RequestInit) => Promise<Response>;

export interface ClientOptions {
  /** Where the API is; '' for the page's own origin. */
  readonly origin?: string;
  readonly fetch: Fetch;
  /** In which language words come back. Asked at each request. */
  readonly language: () => Language;
  /** An API key; without one the browser's cookie counts. */
  readonly apiKey?: string;
  /** Milliseconds after which no answer counts as none. */
  readonly patience?: number;
}

export interface Client {
  /**
   * One question or command.
   * @throws Refused with the code of the first error. A command whose answer was lost is `OUTCOME_UNKNOWN`: ask again
   * with the same command id; a question is `UNAVAILABLE_OFFLINE`.
   */
  request<Result, Variables>(
    document: TadaDocumentNode<Result, Variables>,
    variables: Variables,
    options?: { readonly signal?: AbortSignal; readonly patience?: number },
  ): Promise<Result>;
  /** A REST door. @throws Refused from its application/problem+json. */
  rest(path: string, init?: RequestInit & { readonly patience?: number }): Promise<Response>;
}

const PATIENCE = 30_000;

export function createClient(options: ClientOptions): Client {
  const { origin = '', fetch, language, apiKey, patience: usual = PATIENCE } = options;

  async function call(path: string, init: RequestInit, patience = usual): Promise<Response> {
    const timeout = AbortSignal.timeout(patience);
    return fetch(`${origin}${path}`, {
      credentials: 'same-origin',
      cache: 'no-store',
      ...init,
      headers: {
        accept: 'application/json',
        'accept-language': language(),
        ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}),
        ...init.headers,
      },
      signal: init.signal ? AbortSignal.any([init.signal, timeout]) : timeout,
    });
  }

  return {
    async request(document, variables, { signal, patience } = {}) {
      const lost: Outcome = isCommand(document as DocumentNode) ? 'OUTCOME_UNKNOWN' : 'UNAVAILABLE_OFFLINE';
      if (globalThis.navigator?.onLine === false) throw new Refused('UNAVAILABLE_OFFLINE', {}, undefined, false);
      let status = 0;
      let answer: GraphqlAnswer<never>;
      try {
        const response = await call(
          '/graphql',
          {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ query: print(document as DocumentNode), variables }),
            ...(signal ? { signal } : {}),
          },
          patience,
        );
        status = response.status;
        answer = (await response.json()) as GraphqlAnswer<never>;
      } catch (error) {
        if (signal?.aborted) throw error;
        throw new Refused(status >= 400 ? codeOfStatus(status, lost) : lost);
      }
      const error = answer?.errors?.[0];
      if (error) throw refusedBy(error, codeOfStatus(status, lost));
      if (!answer?.data) throw new Refused(codeOfStatus(status, lost));
      return answer.data;
    },

    async rest(path, { patience, ...init } = {}) {
      const lost: Outcome = (init.method ?? 'GET') === 'GET' ? 'UNAVAILABLE_OFFLINE' : 'OUTCOME_UNKNOWN';
      let response: Response;
      try {
        response = await call(path, init, patience);
      } catch (error) {
        if (init.signal?.aborted) throw error;
        throw new Refused(lost);
      }
      if (response.ok) return response;
      const problem: unknown = await response.json().catch(() => null);
      throw problemOf(problem, codeOfStatus(response.status, lost));
    },
  };
}

interface GraphqlError {
  readonly extensions?: { readonly code?: unknown; readonly params?: RefusalParams; readonly field?: string };
}
interface GraphqlAnswer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly GraphqlError[];
}

/** What an error of GraphQL says; shared with subscriptions, whose errors have the same form. */
export function refusedBy({ extensions }: GraphqlError, otherwise: Outcome): Refused {
  const code = isOutcome(extensions?.code) ? extensions.code : otherwise;
  return new Refused(code, extensions?.params ?? {}, extensions?.field);
}

function problemOf(problem: unknown, otherwise: Outcome): Refused {
  const { code, params, field } = (problem ?? {}) as { code?: unknown; params?: RefusalParams; field?: string };
  return new Refused(isOutcome(code) ? code : otherwise, params ?? {}, field);
}

function isCommand(document: DocumentNode): boolean {
  return document.definitions.some((one) => 'operation' in one && (one.operation as string) === 'mutation');
}
