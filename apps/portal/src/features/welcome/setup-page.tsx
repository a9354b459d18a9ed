import { Button, Loader } from '@mantine/core';
import { Problem, useSay } from '@packproof/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { post, read } from '../../session/post';
import { FounderForm } from './founder-form';
import { texts } from './texts';
import { VisitorFrame } from './visitor-frame';

interface Founded {
  readonly name: string;
  readonly isSignedIn: boolean;
}

/** The first run: who founds the ledger. Once, by whoever can read the node's setup token. */
export function SetupPage() {
  const say = useSay(texts);
  const cache = useQueryClient();
  const [params] = useSearchParams();
  const [founded, setFounded] = useState<Founded>();
  const { data, error, refetch } = useQuery({
    queryKey: ['setup'],
    queryFn: () => read<{ open: boolean }>('/setup'),
    // Whether it is over is asked once: the answer to one's own founding is shown here.
    staleTime: Number.POSITIVE_INFINITY,
  });

  if (founded) return <NextSteps {...founded} />;
  if (data && !data.open) {
    return (
      <VisitorFrame title={say('over')} lead={say('overAdvice')}>
        <div>
          <Button component={Link} to="/">
            {say('toSignIn')}
          </Button>
        </div>
      </VisitorFrame>
    );
  }
  return (
    <VisitorFrame title={say('setup')} lead={say('setupLead')}>
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loader />}
      {data?.open && (
        <FounderForm
          token={params.get('token') ?? ''}
          onFounded={async ({ name, email, password }) => {
            // The ledger is founded in any case; a sign-in that fails is tried again on its own page.
            const isSignedIn = await post('/api/auth/sign-in/email', { email, password }).then(
              () => true,
              () => false,
            );
            cache.clear();
            setFounded({ name, isSignedIn });
          }}
        />
      )}
    </VisitorFrame>
  );
}

const STEPS = [
  ['stepMaker', '/organisations/new'],
  ['stepPeople', '/settings/people'],
  ['stepFactor', '/settings/security'],
  ['stepHome', '/'],
] as const;

function NextSteps({ name, isSignedIn }: Founded) {
  const say = useSay(texts);
  if (!isSignedIn) {
    return (
      <VisitorFrame title={say('ready', { name })} lead={say('readySignIn')}>
        <div>
          <Button component={Link} to="/">
            {say('toSignIn')}
          </Button>
        </div>
      </VisitorFrame>
    );
  }
  return (
    <VisitorFrame title={say('ready', { name })} lead={say('readyLead')}>
      <ul className="welcome-steps">
        {STEPS.map(([key, to]) => (
          <li key={key}>
            <Link to={to}>
              <strong>{say(key)}</strong>
              <span>{say(`${key}Advice`)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </VisitorFrame>
  );
}
