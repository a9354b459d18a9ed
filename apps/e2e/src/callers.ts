import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface DemoOrganisation {
  name: string;
  role: string;
  gln: string;
  companyPrefixes: string[];
  places: { gln: string; name: string }[];
  email: string;
  password: string;
  apiKey: string;
}

export interface Demo {
  baseUrl: string;
  log: { origin: string; vkey: string };
  organisations: DemoOrganisation[];
  products: { gtin: string; name: string; owner: string }[];
  batches: {
    gtin: string;
    lot: string;
    expiry: string;
    ssccs: string[];
    holder: string;
    recalled: boolean;
    sampleScans: string[];
  }[];
}

export const baseUrl = (): string => process.env.PACKPROOF_JOURNEY_URL ?? 'http://127.0.0.1:4000';

export const demo = (): Demo =>
  JSON.parse(readFileSync(join(process.env.PACKPROOF_JOURNEY_HOME ?? '.packproof', 'demo.json'), 'utf8'));

export const organisation = (role: string, nth = 0): DemoOrganisation => {
  const found = demo().organisations.filter((one) => one.role === role)[nth];
  if (!found) throw new Error(`the demo has no ${role} number ${nth}`);
  return found;
};

/** One GraphQL call as an organisation's machine; errors are thrown whole. */
export async function graphql<T>(as: DemoOrganisation, query: string, variables: object = {}): Promise<T> {
  const response = await fetch(`${baseUrl()}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${as.apiKey}` },
    body: JSON.stringify({ query, variables }),
  });
  const answer = (await response.json()) as { data?: T; errors?: unknown[] };
  if (answer.errors || !answer.data) throw new Error(JSON.stringify(answer.errors ?? answer));
  return answer.data;
}
