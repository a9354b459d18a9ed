import { Anchor } from '@mantine/core';
import { OutcomeTag, Section, Tag, useFormats, useLanguage, useSay } from '@packproof/ui';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { nameIn } from '../../names';
import { useSession } from '../../session/session';
import type { Today } from './documents';
import { texts } from './texts';

interface Need {
  readonly key: string;
  readonly title: string;
  readonly all: string;
  readonly lines: readonly {
    readonly key: string;
    readonly to: string;
    readonly text: ReactNode;
    readonly aside?: ReactNode;
  }[];
}

/** What waits for this person, in the order of urgency; a kind of which nothing waits is not there. */
export function useNeeds(today: Today): readonly Need[] {
  const say = useSay(texts);
  const formats = useFormats();
  const language = useLanguage();
  const { member, is } = useSession();
  const me = member.organisation.gln;
  const count = (packs: number) => formats.number(packs);

  const answered = (holders: Today['recalls']['nodes'][number]['holders']) =>
    say('recallProgress', { done: holders.filter((one) => one.acknowledgedAt).length, all: holders.length });
  const mine = today.recalls.nodes.filter(({ holders }) =>
    holders.some((one) => one.organisation.gln === me && !one.acknowledgedAt),
  );
  const watched = is('REGULATOR', 'MANUFACTURER', 'AUDITOR')
    ? today.recalls.nodes.filter((one) => !mine.includes(one))
    : [];
  const recallLine = ({ id, reason, drill, holders }: Today['recalls']['nodes'][number]) => ({
    key: id,
    to: `/recalls/${id}`,
    text: (
      <span>
        {reason} {drill && <Tag tone="busy">{say('drill')}</Tag>}
      </span>
    ),
    aside: answered(holders),
  });

  const needs: Need[] = [
    { key: 'recalls', title: say('recalls'), all: '/recalls?state=OPEN', lines: mine.map(recallLine) },
    {
      key: 'alerts',
      title: say('alerts'),
      all: '/alerts',
      lines: today.alerts.nodes.map(({ id, code, raisedAt }) => ({
        key: id,
        to: `/alerts/${id}`,
        text: <OutcomeTag code={code} />,
        aside: formats.ago(raisedAt),
      })),
    },
    {
      key: 'exceptions',
      title: say('exceptions'),
      all: '/shipments?exceptions=open',
      lines: today.differing.nodes.flatMap(({ id, from, to, exceptions }) => {
        const open = exceptions.filter(({ state }) => state === 'OPEN').length;
        return open === 0
          ? []
          : [
              {
                key: id,
                to: `/shipments/${id}`,
                text: say('exceptionOne', { from: from.name, to: to.name, count: open }),
              },
            ];
      }),
    },
    {
      key: 'arriving',
      title: say('arriving'),
      all: '/shipments?direction=in',
      lines: today.arriving.nodes.map(({ id, reference, packs, from }) => ({
        key: id,
        to: `/shipments/${id}`,
        text: reference
          ? say('arrivingOne', { reference, packs: count(packs), from: from.name })
          : say('arrivingNoReference', { packs: count(packs), from: from.name }),
      })),
    },
    { key: 'watched', title: say('recallsRunning'), all: '/recalls?state=OPEN', lines: watched.map(recallLine) },
    {
      key: 'expiring',
      title: say('expiring'),
      all: '/stock',
      lines: [...today.stock]
        .sort((one, other) => one.expiry.localeCompare(other.expiry))
        .slice(0, 5)
        .map(({ product, lot, expiry, packs }, index) => ({
          key: `${product.gtin} ${lot} ${index}`,
          to: `/batches/${product.gtin}/${encodeURIComponent(lot)}`,
          text: say('expiringOne', {
            product: nameIn(product, language),
            lot,
            packs: count(packs),
            date: formats.date(expiry),
          }),
        })),
    },
    {
      key: 'sent',
      title: say('sent'),
      all: '/shipments?direction=out',
      lines: today.sent.nodes.map(({ id, packs, to, reference }) => ({
        key: id,
        to: `/shipments/${id}`,
        text: say('sentOne', { packs: count(packs), to: to.name }),
        aside: reference,
      })),
    },
  ];
  return needs.filter(({ lines }) => lines.length > 0);
}

export function Needs({ needs }: { readonly needs: readonly Need[] }) {
  const say = useSay(texts);
  return (
    <div className="needs">
      {needs.map(({ key, title, all, lines }) => (
        <Section
          key={key}
          title={title}
          actions={
            <Anchor component={Link} to={all} size="sm" aria-label={`${say('more')}: ${title}`}>
              {say('more')}
            </Anchor>
          }
        >
          <ul className="needs-list">
            {lines.map((line) => (
              <li key={line.key}>
                <Link to={line.to}>
                  <span>{line.text}</span>
                  {line.aside && <span className="needs-aside">{line.aside}</span>}
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </div>
  );
}
