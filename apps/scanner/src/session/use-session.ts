import { useCallback, useEffect, useState } from 'react';
import type { Member } from '../api/answers';
import type { Api } from '../api/api';
import { takeFirstAnswer } from './first-question';

export type Session =
  | { readonly state: 'unknown' | 'out' | 'unreachable' }
  | { readonly state: 'in'; readonly member: Member };

/** Who was signed in on this device last: so that a start without a connection knows for whom it waits. */
const LAST_MEMBER = 'packproof.scanner.member';

export interface SessionDoor {
  readonly session: Session;
  /** Asks again who is signed in. */
  readonly refresh: () => Promise<void>;
  /** To be called when an answer says that nobody is. */
  readonly signedOut: () => void;
  readonly signOut: () => Promise<void>;
}

export function useSession(api: Api): SessionDoor {
  const [session, setSession] = useState<Session>({ state: 'unknown' });

  const signedOut = useCallback(() => {
    forget();
    setSession({ state: 'out' });
  }, []);

  const refresh = useCallback(async () => {
    const reply = await (takeFirstAnswer() ?? api.me());
    if (reply.ok) {
      remember(reply.value);
      setSession({ state: 'in', member: reply.value });
    } else if (reply.refusal.code === 'UNAUTHENTICATED' || reply.refusal.code === 'FORBIDDEN') signedOut();
    else {
      const member = recall();
      setSession(member ? { state: 'in', member } : { state: 'unreachable' });
    }
  }, [api, signedOut]);

  useEffect(() => {
    void refresh();
  }, [refresh]);

  useEffect(() => {
    if (session.state !== 'unreachable') return;
    const again = () => void refresh();
    addEventListener('online', again);
    const timer = setInterval(again, 5000);
    return () => {
      removeEventListener('online', again);
      clearInterval(timer);
    };
  }, [session.state, refresh]);

  const signOut = useCallback(async () => {
    // Without a connection the cookie stays until the server hears of it; this device forgets at once.
    await api.signOut().catch(() => {});
    signedOut();
  }, [api, signedOut]);

  return { session, refresh, signedOut, signOut };
}

function remember(member: Member): void {
  try {
    localStorage.setItem(LAST_MEMBER, JSON.stringify(member));
  } catch {
    // Storage is refused: the next start simply needs a connection.
  }
}

function forget(): void {
  try {
    localStorage.removeItem(LAST_MEMBER);
  } catch {
    // As above.
  }
}

function recall(): Member | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(LAST_MEMBER) ?? 'null');
    const member = value as Member | null;
    return member && Array.isArray(member.organisation?.places) ? member : null;
  } catch {
    return null;
  }
}
