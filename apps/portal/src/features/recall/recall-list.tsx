import { Button } from '@mantine/core';
import { type Column, Empty, Page, Tag, useFormats, useLanguage, useSay, useWord, Word } from '@packproof/ui';
import { Link } from 'react-router';
import { client } from '../../doors';
import { ListView } from '../../list/list-view';
import { orderOf } from '../../list/order-of';
import { nameIn } from '../../names';
import { useSession } from '../../session/session';
import { RECALL_FIELDS, RECALLS, type RecallRow } from './documents';
import { useMayOpen } from './may-open';
import { texts } from './texts';

type RecallState = RecallRow['state'];
const STATES: readonly RecallState[] = ['OPEN', 'COMPLETED', 'LIFTED'];

export function RecallList() {
  const say = useSay(texts);
  const word = useWord();
  const mayOpen = useMayOpen();
  const columns = useColumns();
  const open = mayOpen && (
    <Button component={Link} to="/recalls/new">
      {say('open')}
    </Button>
  );
  return (
    <Page title={say('title')} lead={say('lead')} actions={open}>
      <ListView
        label={say('title')}
        topic="recalls"
        name="list"
        columns={columns}
        rowKey={({ id }) => id}
        filters={[
          { kind: 'search', id: 'search', label: say('search') },
          {
            kind: 'choice',
            id: 'state',
            label: say('state'),
            options: STATES.map((value) => ({ value, label: word('RecallState', value) })),
          },
          {
            kind: 'choice',
            id: 'kind',
            label: say('kind'),
            options: [
              { value: 'real', label: say('real') },
              { value: 'drill', label: say('drill') },
            ],
          },
        ]}
        sort={{ field: 'openedAt', descending: true }}
        load={async ({ filters, sort, first, after, signal }) => {
          const filter = {
            search: filters.search ?? null,
            state: STATES.find((state) => state === filters.state) ?? null,
            drill: filters.kind ? filters.kind === 'drill' : null,
          };
          const variables = { filter, orderBy: orderOf(sort, RECALL_FIELDS), first, after };
          return (await client.request(RECALLS, variables, { signal })).recalls;
        }}
        empty={
          <Empty
            title={say('none')}
            advice={say(mayOpen ? 'noneAdviceOpener' : 'noneAdvice')}
            action={open || undefined}
          />
        }
      />
    </Page>
  );
}

function useColumns(): readonly Column<RecallRow>[] {
  const say = useSay(texts);
  const word = useWord();
  const language = useLanguage();
  const formats = useFormats();
  const { member } = useSession();
  const what = ({ targets }: RecallRow) =>
    targets
      .map(
        ({ whole, batch }) =>
          `${nameIn(batch.product, language)}, ${say(whole ? 'wholeLot' : 'partly', { lot: batch.lot })}`,
      )
      .join('; ');
  const answered = ({ holders }: RecallRow) =>
    say('answeredOf', { done: holders.filter((one) => one.acknowledgedAt).length, all: holders.length });
  return [
    {
      id: 'reason',
      title: say('reason'),
      width: 'minmax(0, 2fr)',
      cell: (row) => (
        <>
          <Link className="row-link" to={`/recalls/${row.id}`}>
            {row.reason}
          </Link>{' '}
          {row.drill && <Tag tone="busy">{say('drill')}</Tag>}
        </>
      ),
      csv: (row) => row.reason,
    },
    { id: 'what', title: say('what'), width: 'minmax(0, 2fr)', cell: what, csv: what },
    {
      id: 'class',
      title: say('class'),
      cell: (row) => <Word kind="RecallClass" value={row.class} />,
      csv: (row) => word('RecallClass', row.class),
      wideOnly: true,
    },
    {
      id: 'state',
      title: say('state'),
      width: '7rem',
      cell: (row) => (
        <Tag tone={row.state === 'OPEN' ? 'busy' : 'quiet'}>
          <Word kind="RecallState" value={row.state} />
        </Tag>
      ),
      csv: (row) => word('RecallState', row.state),
    },
    {
      id: 'packs',
      title: say('packs'),
      width: '6rem',
      align: 'end',
      cell: (row) => formats.number(row.packs),
      csv: (row) => row.packs,
      sort: 'packs',
    },
    {
      id: 'answered',
      title: say('answered'),
      width: '6rem',
      align: 'end',
      cell: answered,
      csv: answered,
      wideOnly: member.organisation.role === 'PHARMACY',
    },
    {
      id: 'openedAt',
      title: say('openedAt'),
      width: '10rem',
      cell: (row) => formats.time(row.openedAt),
      csv: (row) => row.openedAt,
      sort: 'openedAt',
    },
  ];
}
