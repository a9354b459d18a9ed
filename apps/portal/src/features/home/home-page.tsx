import { Skeleton } from '@mantine/core';
import { Empty, Page, Problem, useSay } from '@packproof/ui';
import { Suspense } from 'react';
import { useAnswer } from '../../ask';
import { features } from '../../features';
import { useSession } from '../../session/session';
import { Begin } from './begin';
import { TODAY, type Today } from './documents';
import { Needs, useNeeds } from './needs';
import { texts } from './texts';
import './home.css';

const HORIZON_DAYS = 90;

export function HomePage() {
  const say = useSay(texts);
  const { member } = useSession();
  const expiresBefore = new Date(Date.now() + HORIZON_DAYS * 86_400_000).toISOString().slice(0, 10);
  const { data, error, refetch } = useAnswer('today', TODAY, { me: member.organisation.gln, expiresBefore });
  return (
    <Page title={say('hello', { name: member.name })} lead={member.organisation.name}>
      <Parts place="first" />
      <Begin />
      <h2 className="home-today">{say('today')}</h2>
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {data ? <TodayView today={data} /> : !error && <Skeleton height={180} radius="lg" />}
      <Parts place="last" />
    </Page>
  );
}

/** What other rooms show here. */
function Parts({ place }: { readonly place: 'first' | 'last' }) {
  return (
    <Suspense>
      {features.map(({ home }, index) => {
        const Part = home?.[place];
        return Part && <Part key={index} />;
      })}
    </Suspense>
  );
}

function TodayView({ today }: { readonly today: Today }) {
  const say = useSay(texts);
  const needs = useNeeds(today);
  return needs.length > 0 ? <Needs needs={needs} /> : <Empty title={say('nothing')} advice={say('nothingAdvice')} />;
}
