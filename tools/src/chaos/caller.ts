/** What came back, or that nothing did: then nobody knows yet whether it was done. */
export type Acknowledgement = { acknowledged: true; answer: string } | { acknowledged: false };

export interface Command {
  commandId: string;
  apiKey: string;
  query: string;
  variables: Record<string, unknown>;
}

/**
 * Sends one mutation. Only a complete answer of the rules is an acknowledgement; a broken connection, a timeout or an
 * answer that says the outcome is unknown is none.
 */
export async function send(url: string, { apiKey, query, variables, commandId }: Command): Promise<Acknowledgement> {
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
      body: JSON.stringify({ query, variables: { ...variables, options: { commandId } } }),
      signal: AbortSignal.timeout(30_000),
    });
    const body = (await response.json()) as { data?: object | null; errors?: { extensions?: { code?: string } }[] };
    const code = body.errors?.[0]?.extensions?.code;
    if (
      response.status >= 500 ||
      code === 'OUTCOME_UNKNOWN' ||
      code === 'LEDGER_UNAVAILABLE' ||
      code === 'RATE_LIMITED'
    ) {
      return { acknowledged: false };
    }
    return { acknowledged: true, answer: JSON.stringify(body.errors ? { code } : body.data) };
  } catch {
    return { acknowledged: false };
  }
}
