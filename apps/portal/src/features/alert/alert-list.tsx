import { titleOf } from '@packproof/outcomes';
import {
  type Column,
  Empty,
  OutcomeTag,
  Page,
  Tag,
  useFormats,
  useLanguage,
  useSay,
  useWord,
  Word,
} from '@packproof/ui';
import { Link } from 'react-router';
import { client } from '../../doors';
import { ListView } from '../../list/list-view';
import { orderOf } from '../../list/order-of';
import { nameIn } from '../../names';
import { ALERT_FIELDS, ALERTS, type AlertRow } from './documents';
import { texts } from './texts';

type AlertState = AlertRow['state'];
export const STATES: readonly AlertState[] = ['NEW', 'ACTIVE', 'UNDER_INVESTIGATION', 'ESCALATED', 'CLOSED'];
const OPEN = STATES.filter((state) => state !== 'CLOSED');

export function AlertList() {
  const say = useSay(texts);
  const word = useWord();
  const language = useLanguage();
  const formats = useFormats();
  const product = (row: AlertRow) => (row.product ? nameIn(row.product, language) : row.gtin);
  const columns: Column<AlertRow>[] = [
    {
      id: 'what',
      title: say('what'),
      width: 'minmax(0, 2.5fr)',
      cell: (row) => (
        <Link className="row-link" to={`/alerts/${row.id}`}>
          <OutcomeTag code={row.code} />
        </Link>
      ),
      csv: (row) => titleOf(row.code, language),
    },
    { id: 'product', title: say('product'), width: 'minmax(0, 1.5fr)', cell: product, csv: product },
    { id: 'lot', title: say('lot'), cell: (row) => row.lot, csv: (row) => row.lot },
    {
      id: 'raisedBy',
      title: say('raisedBy'),
      cell: (row) => row.raisedBy?.name,
      csv: (row) => row.raisedBy?.name,
    },
    {
      id: 'times',
      title: say('times'),
      width: '4rem',
      align: 'end',
      cell: (row) => formats.number(row.times),
      csv: (row) => row.times,
    },
    {
      id: 'state',
      title: say('state'),
      cell: (row) => (
        <Tag tone={row.state === 'CLOSED' ? 'quiet' : row.state === 'NEW' ? 'plain' : 'busy'}>
          <Word kind="AlertState" value={row.state} />
        </Tag>
      ),
      csv: (row) => word('AlertState', row.state),
    },
    {
      id: 'raisedAt',
      title: say('raisedAt'),
      width: '10rem',
      cell: (row) => formats.time(row.raisedAt),
      csv: (row) => row.raisedAt,
      sort: 'raisedAt',
    },
  ];
  return (
    <Page title={say('title')} lead={say('lead')}>
      <ListView
        label={say('title')}
        topic="alerts"
        name="list"
        columns={columns}
        rowKey={({ id }) => id}
        filters={[
          { kind: 'search', id: 'search', label: say('search') },
          {
            kind: 'choice',
            id: 'state',
            label: say('state'),
            options: [
              { value: 'open', label: say('open') },
              ...STATES.map((value) => ({ value, label: word('AlertState', value) })),
            ],
          },
        ]}
        sort={{ field: 'raisedAt', descending: true }}
        load={async ({ filters, sort, first, after, signal }) => {
          const state = STATES.filter((one) => one === filters.state);
          const states = filters.state === 'open' ? OPEN : state.length > 0 ? state : null;
          const filter = { search: filters.search ?? null, states: states && [...states] };
          const variables = { filter, orderBy: orderOf(sort, ALERT_FIELDS), first, after };
          return (await client.request(ALERTS, variables, { signal })).alerts;
        }}
        empty={<Empty title={say('none')} advice={say('noneAdvice')} />}
      />
    </Page>
  );
}
