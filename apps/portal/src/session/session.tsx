import { Center, Loader } from '@mantine/core';
import { graphql, Refused, type ResultOf } from '@packproof/client';
import { Problem } from '@packproof/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { client } from '../doors';
import { post } from './post';

const ME = graphql(`
  query Me {
    me {
      id
      name
      email
      role
      organisation { gln name role companyPrefixes places { gln name latitude longitude } }
    }
  }
`);

export type Member = ResultOf<typeof ME>['me'];

export interface SessionDoor {
  readonly member: Member;
  /** Whether the organisation is one of these. */
  readonly is: (...roles: Member['organisation']['role'][]) => boolean;
  /** May give commands: an auditor of an organisation only reads. */
  readonly mayWrite: boolean;
  readonly isAdmin: boolean;
  readonly signOut: () => Promise<void>;
}

const SessionContext = createContext<SessionDoor | undefined>(undefined);

export function useSession(): SessionDoor {
  const door = useContext(SessionContext);
  if (!door) throw new Error('asked for the session outside of it');
  return door;
}

/** Shows its children to whoever is signed in; everybody else gets `signedOut`. */
export function Session({ signedOut, children }: { readonly signedOut: ReactNode; readonly children: ReactNode }) {
  const cache = useQueryClient();
  const { data, error, refetch, isPending } = useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => client.request(ME, {}, { signal }),
    staleTime: 60_000,
  });
  const member = data?.me;
  const door = useMemo<SessionDoor | undefined>(
    () =>
      member && {
        member,
        is: (...roles) => roles.includes(member.organisation.role),
        mayWrite: member.role !== 'AUDITOR',
        isAdmin: member.role === 'ADMIN',
        async signOut() {
          await post('/api/auth/sign-out');
          // What one person saw is not the next one's.
          cache.clear();
          location.assign('/');
        },
      },
    [member, cache],
  );
  if (isSignedOut(error)) return signedOut;
  if (door) return <SessionContext value={door}>{children}</SessionContext>;
  if (isPending) {
    return (
      <Center mih="100dvh">
        <Loader />
      </Center>
    );
  }
  return (
    <Center mih="100dvh" p="md">
      <Problem error={error} onRetry={() => void refetch()} />
    </Center>
  );
}

const isSignedOut = (error: unknown): boolean =>
  error instanceof Refused && (error.code === 'UNAUTHENTICATED' || error.code === 'FORBIDDEN');
