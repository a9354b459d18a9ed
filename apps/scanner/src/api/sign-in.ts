import type { Fetch } from '@packproof/client';
import type { Language } from '@packproof/outcomes';
import type { DemoPerson, DemoSample } from './answers';

/** How an attempt to sign in ended. */
export type SignIn = 'in' | 'second-factor' | 'refused' | 'too-many' | 'unavailable';

const PATIENCE_MS = 8000;

/** The doors of the session, and those of the demo: REST, with the browser's cookie. */
export function createSignIn(fetcher: Fetch, language: () => Language) {
  const call = (path: string, body?: unknown): Promise<Response> => {
    const headers = { accept: 'application/json', 'accept-language': language() };
    return fetcher(path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  };
  async function list<T>(path: string): Promise<readonly T[]> {
    const response = await call(path);
    return response.ok ? ((await response.json()) as T[]) : [];
  }
  return {
    /** Empty where the demo is off. @throws TypeError without a connection. */
    demoPeople: () => list<DemoPerson>('/demo/people'),
    /** Null where the demo is off. */
    demoSamples: async (): Promise<readonly DemoSample[] | null> => {
      const response = await call('/demo/samples');
      return response.ok ? ((await response.json()) as DemoSample[]) : null;
    },
    signInAs: async (email: string) => signInResult(await call('/demo/sign-in', { email })),
    signIn: async (email: string, password: string) =>
      signInResult(await call('/api/auth/sign-in/email', { email, password })),
    secondFactor: async (code: string) => signInResult(await call('/api/auth/two-factor/verify-totp', { code })),
    signOut: async (): Promise<void> => void (await call('/api/auth/sign-out', {})),
  };
}

async function signInResult(response: Response): Promise<SignIn> {
  if (response.status === 429) return 'too-many';
  if (response.status >= 500) return 'unavailable';
  if (!response.ok) return 'refused';
  const body: unknown = await response.json().catch(() => null);
  return (body as { twoFactorRedirect?: boolean } | null)?.twoFactorRedirect ? 'second-factor' : 'in';
}
