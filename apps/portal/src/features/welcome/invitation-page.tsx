import { Button, Loader, Text } from '@mantine/core';
import { Refused } from '@packproof/client';
import { Problem, useFormats, useSay, useWord } from '@packproof/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { read } from '../../session/post';
import { type Invitation, type SignedIn, wayOf } from './invitation';
import { Join } from './join';
import { texts } from './texts';
import { VisitorFrame } from './visitor-frame';

/** Where an invitation's link leads: joined by whoever holds it. */
export function InvitationPage() {
  const say = useSay(texts);
  const word = useWord();
  const formats = useFormats();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['invitation', id],
    queryFn: async () => {
      const [invitation, signedIn] = await Promise.all([
        read<Invitation>(`/invitations/${encodeURIComponent(id)}`),
        read<SignedIn>('/api/auth/get-session'),
      ]);
      return { invitation, signedIn };
    },
    // Nothing typed is lost to a second look.
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

  if (error instanceof Refused && error.code === 'NOT_FOUND') {
    return (
      <VisitorFrame title={say('gone')} lead={say('goneAdvice')}>
        <div>
          <Button component={Link} to="/">
            {say('toSignIn')}
          </Button>
        </div>
      </VisitorFrame>
    );
  }
  if (!data) {
    return (
      <VisitorFrame title="PackProof">
        {error ? <Problem error={error} onRetry={() => void refetch()} /> : <Loader />}
      </VisitorFrame>
    );
  }
  const { invitation, signedIn } = data;
  const { organisation, role, email, expiresAt } = invitation;
  const way = wayOf(invitation, signedIn);
  return (
    <VisitorFrame
      title={say('invited', { organisation: organisation.name })}
      lead={say('invitedLead', {
        ...{ organisation: organisation.name, email },
        role: word('MemberRole', role),
        kind: word('OrganisationRole', organisation.role),
      })}
    >
      {signedIn && way === 'signedIn' && <Text>{say('signedInAs', { name: signedIn.user.name })}</Text>}
      {signedIn && way !== 'signedIn' && <Text>{say('otherAccount', { name: signedIn.user.name, email })}</Text>}
      <Join
        id={id}
        email={email}
        way={way}
        onJoined={() => {
          // What the person signed in before saw is not this one's.
          cache.clear();
          void navigate('/');
        }}
      />
      <Text size="sm" c="dimmed">
        {say('until', { time: formats.time(expiresAt) })}
      </Text>
    </VisitorFrame>
  );
}
