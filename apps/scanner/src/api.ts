import type { Language, Outcome, Severity } from '@packproof/outcomes';
import { isOutcome } from '@packproof/outcomes';

/** What the scanner asks of the API, and what it is answered: a part of schema.graphql, named as there. */
export type OrganisationRole = 'REGULATOR' | 'MANUFACTURER' | 'DISTRIBUTOR' | 'PHARMACY' | 'HOSPITAL' | 'AUDITOR';

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly role: 'ADMIN' | 'OPERATOR' | 'AUDITOR';
  readonly organisation: {
    readonly gln: string;
    readonly name: string;
    readonly role: OrganisationRole;
    readonly places: readonly { readonly gln: string; readonly name: string }[];
  };
}

export interface Fault {
  readonly code: string;
  readonly ai: string | null;
  readonly position: number;
  readonly length: number;
  readonly message: string;
}

export interface Verification {
  readonly outcome: Outcome;
  readonly others: readonly Outcome[];
  readonly severity: Severity;
  readonly title: string;
  readonly advice: string;
  readonly repaired: boolean;
  readonly read: {
    readonly symbologyIdentifier: string | null;
    readonly gtin: string | null;
    readonly serial: string | null;
    readonly lot: string | null;
    readonly expiry: string | null;
    readonly sscc: string | null;
  } | null;
  readonly faults: readonly Fault[];
  readonly pack: {
    readonly gtin: string;
    readonly serial: string;
    readonly lot: string;
    readonly expiry: string;
    readonly product: {
      readonly name: string;
      readonly nameZh: string | null;
      readonly form: string | null;
      readonly strength: string | null;
      readonly packSize: string | null;
    };
  } | null;
  readonly unit: { readonly sscc: string | null; readonly kind: string; readonly packs: number } | null;
  readonly since: string | null;
  readonly undoUntil: string | null;
  readonly tookMs: number;
}

export interface ItemResult {
  readonly ok: boolean;
  readonly outcome: Outcome;
  readonly title: string;
  readonly faults: readonly Fault[];
  readonly receipt: { readonly committedAt: string } | null;
}

export interface DemoPerson {
  readonly name: string;
  readonly organisation: string;
  readonly role: string;
  readonly email: string;
}

export interface DemoSample {
  readonly label: string;
  readonly gtin: string;
  readonly serial: string;
  readonly scan: string;
}

/** `sent` is false where the request cannot have reached the server. */
export interface Refusal {
  readonly code: Outcome;
  readonly params: Readonly<Record<string, string | number>>;
  readonly sent: boolean;
}

export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export interface CommandOptions {
  readonly commandId: string;
  readonly at?: string;
}

export type VerifyPurpose = 'SUPPLY' | 'INFORMATION';

const VERIFY = `query Verify($scan: Scan!, $purpose: VerifyPurpose!) {
  verify(scan: $scan, purpose: $purpose) {
    outcome others severity title advice repaired since undoUntil tookMs
    read { symbologyIdentifier gtin serial lot expiry sscc }
    faults { code ai position length message }
    pack { gtin serial lot expiry product { name nameZh form strength packSize } }
    unit { sscc kind packs }
  }
}`;
const ITEM = 'ok outcome title faults { code ai position length message } receipt { committedAt }';
const DISPENSE = `mutation Dispense($scans: [Scan!]!, $options: CommandOptions) { items: dispense(scans: $scans, options: $options) { ${ITEM} } }`;
const REACTIVATE = `mutation Reactivate($scans: [Scan!]!, $options: CommandOptions) { items: reactivate(scans: $scans, from: DISPENSED, options: $options) { ${ITEM} } }`;
const RECEIVE = `mutation Receive($scans: [Scan!]!, $options: CommandOptions) { receive(input: { items: $scans }, options: $options) { results { ${ITEM} } } }`;
const ME = 'query Me { me { id name role organisation { gln name role places { gln name } } } }';

export type Fetch = (input: string, init: RequestInit) => Promise<Response>;

/** How long an answer may take before it counts as none. A pharmacist does not wait longer. */
const PATIENCE_MS = 8000;

export type Api = ReturnType<typeof createApi>;

export function createApi(fetcher: Fetch, language: () => Language) {
  const headers = () => ({
    accept: 'application/json',
    'accept-language': language(),
  });
  const call = (path: string, body?: unknown): Promise<Response> =>
    fetcher(path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: body === undefined ? headers() : { ...headers(), 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });

  /** @param lost the code when no answer came: for a command it is not known whether it was done. */
  async function graphql<T>(query: string, variables: object, lost: Outcome): Promise<Reply<T>> {
    if (globalThis.navigator?.onLine === false) return refused('UNAVAILABLE_OFFLINE', {}, false);
    let response: Response;
    let answer: unknown;
    try {
      response = await call('/graphql', { query, variables });
      answer = await response.json();
    } catch {
      return refused(lost);
    }
    const { data, errors } = (answer ?? {}) as {
      data?: T | null;
      errors?: { extensions?: { code?: unknown; params?: Record<string, string | number> } }[];
    };
    if (errors?.[0]) {
      const { code, params } = errors[0].extensions ?? {};
      return refused(isOutcome(code) ? code : byStatus(response.status, lost), params);
    }
    return data ? { ok: true, value: data } : refused(byStatus(response.status, lost));
  }

  async function items(query: string, scan: string, options: CommandOptions): Promise<Reply<ItemResult>> {
    const reply = await graphql<{ items?: ItemResult[]; receive?: { results: ItemResult[] } }>(
      query,
      { scans: [scan], options },
      'OUTCOME_UNKNOWN',
    );
    if (!reply.ok) return reply;
    const item = (reply.value.items ?? reply.value.receive?.results)?.[0];
    return item ? { ok: true, value: item } : refused('OUTCOME_UNKNOWN');
  }

  return {
    async me(): Promise<Reply<Member>> {
      const reply = await graphql<{ me: Member }>(ME, {}, 'UNAVAILABLE_OFFLINE');
      return reply.ok ? { ok: true, value: reply.value.me } : reply;
    },
    async verify(scan: string, purpose: VerifyPurpose): Promise<Reply<Verification>> {
      const reply = await graphql<{ verify: Verification }>(VERIFY, { scan, purpose }, 'UNAVAILABLE_OFFLINE');
      return reply.ok ? { ok: true, value: reply.value.verify } : reply;
    },
    dispense: (scan: string, options: CommandOptions) => items(DISPENSE, scan, options),
    undoDispense: (scan: string, options: CommandOptions) => items(REACTIVATE, scan, options),
    receive: (scan: string, options: CommandOptions) => items(RECEIVE, scan, options),

    /** Empty where the demo is off. @throws TypeError without a connection. */
    demoPeople: () => list<DemoPerson>('/demo/people'),
    demoSamples: () => list<DemoSample>('/demo/samples'),
    async signInAs(email: string): Promise<SignIn> {
      return signInResult(await call('/demo/sign-in', { email }));
    },
    async signIn(email: string, password: string): Promise<SignIn> {
      return signInResult(await call('/api/auth/sign-in/email', { email, password }));
    },
    async secondFactor(code: string): Promise<SignIn> {
      return signInResult(await call('/api/auth/two-factor/verify-totp', { code }));
    },
    async signOut(): Promise<void> {
      await call('/api/auth/sign-out', {});
    },
  };

  async function list<T>(path: string): Promise<readonly T[]> {
    const response = await call(path);
    return response.ok ? ((await response.json()) as T[]) : [];
  }
}

/** How an attempt to sign in ended. */
export type SignIn = 'in' | 'second-factor' | 'refused' | 'too-many' | 'unavailable';

async function signInResult(response: Response): Promise<SignIn> {
  if (response.status === 429) return 'too-many';
  if (response.status >= 500) return 'unavailable';
  if (!response.ok) return 'refused';
  const body: unknown = await response.json().catch(() => null);
  return (body as { twoFactorRedirect?: boolean } | null)?.twoFactorRedirect ? 'second-factor' : 'in';
}

function refused(code: Outcome, params: Readonly<Record<string, string | number>> = {}, sent = true): Reply<never> {
  return { ok: false, refusal: { code, params, sent } };
}

/** An answer that is no GraphQL answer: from a proxy, or from a server that is in trouble. */
function byStatus(status: number, lost: Outcome): Outcome {
  if (status === 401) return 'UNAUTHENTICATED';
  if (status === 403) return 'FORBIDDEN';
  if (status === 413) return 'LIMIT_EXCEEDED';
  if (status === 429) return 'RATE_LIMITED';
  return status >= 400 && status < 500 ? 'INVALID_INPUT' : lost;
}
