import { Button } from '@mantine/core';
import { Code, type Column, Empty, Page, useFormats, useLanguage, useSay, useWord } from '@packproof/ui';
import { Link } from 'react-router';
import { client } from '../../doors';
import { type Asked, ListView } from '../../list/list-view';
import { nameIn } from '../../names';
import { useSession } from '../../session/session';
import { BatchStateTag } from './batch-state';
import { BATCHES, type BatchFilter, type BatchOrder, type BatchRow, type BatchState } from './documents';
import { texts } from './texts';

const STATES: readonly BatchState[] = ['ACTIVE', 'QUARANTINED', 'RECALLED', 'EXPIRED', 'WITHDRAWN'];
const ORDERS: readonly BatchOrder['field'][] = ['LOT', 'EXPIRY', 'PRODUCT_NAME', 'PACKS', 'COMMISSIONED_AT'];

export function BatchList() {
  const say = useSay(texts);
  const word = useWord();
  const formats = useFormats();
  const language = useLanguage();
  const { is, mayWrite } = useSession();
  const mayMake = is('MANUFACTURER') && mayWrite;
  const make = mayMake && (
    <Button component={Link} to="/batches/new">
      {say('newBatch')}
    </Button>
  );
  const columns: Column<BatchRow>[] = [
    {
      id: 'lot',
      title: say('lot'),
      sort: 'LOT',
      cell: (row) => (
        <Link className="row-link" to={`/batches/${row.gtin}/${encodeURIComponent(row.lot)}`}>
          <Code>{row.lot}</Code>
        </Link>
      ),
      csv: (row) => row.lot,
    },
    {
      id: 'product',
      title: say('product'),
      width: 'minmax(0, 1.6fr)',
      sort: 'PRODUCT_NAME',
      cell: (row) => nameIn(row.product, language),
      csv: (row) => nameIn(row.product, language),
    },
    {
      id: 'gtin',
      title: say('gtin'),
      cell: (row) => <Code>{row.gtin}</Code>,
      csv: (row) => row.gtin,
      wideOnly: true,
    },
    {
      id: 'expiry',
      title: say('expiry'),
      width: '9rem',
      sort: 'EXPIRY',
      cell: (row) => formats.date(row.expiry),
      csv: (row) => row.expiry,
    },
    {
      id: 'state',
      title: say('state'),
      width: '10rem',
      cell: (row) => <BatchStateTag state={row.state} />,
      csv: (row) => word('BatchState', row.state),
    },
    {
      id: 'packs',
      title: say('packs'),
      width: '7rem',
      align: 'end',
      sort: 'PACKS',
      cell: (row) => formats.number(row.packs),
      csv: (row) => row.packs,
    },
    {
      id: 'commissioned',
      title: say('commissioned'),
      width: '12rem',
      sort: 'COMMISSIONED_AT',
      cell: (row) => row.commissionedAt && formats.time(row.commissionedAt),
      csv: (row) => row.commissionedAt,
      wideOnly: true,
    },
  ];
  return (
    <Page title={say('title')} lead={say('lead')} actions={make}>
      <ListView
        label={say('title')}
        topic="batches"
        name="list"
        columns={columns}
        rowKey={({ gtin, lot }) => `${gtin} ${lot}`}
        filters={[
          { kind: 'search', id: 'search', label: say('search') },
          {
            kind: 'choice',
            id: 'state',
            label: say('state'),
            options: STATES.map((value) => ({ value, label: word('BatchState', value) })),
          },
          { kind: 'date', id: 'expiresBefore', label: say('expiresBefore') },
        ]}
        load={async (asked) => {
          const { first, after, signal } = asked;
          const variables = { filter: filterOf(asked), orderBy: orderOf(asked), first, after };
          return (await client.request(BATCHES, variables, { signal })).batches;
        }}
        empty={
          <Empty
            title={say('none')}
            advice={say(mayMake ? 'noneAdviceMaker' : 'noneAdvice')}
            action={make || undefined}
          />
        }
      />
    </Page>
  );
}

/** An address may be typed: what is no such value does not narrow. */
function filterOf({ filters }: Asked): BatchFilter {
  const { search, state, expiresBefore } = filters;
  return {
    ...(search ? { search } : {}),
    ...(STATES.includes(state as BatchState) ? { state: state as BatchState } : {}),
    ...(expiresBefore && /^\d{4}-\d{2}-\d{2}$/.test(expiresBefore) ? { expiresBefore } : {}),
  };
}

function orderOf({ sort }: Asked): BatchOrder | null {
  const field = ORDERS.find((each) => each === sort?.field);
  return field ? { field, direction: sort?.descending ? 'DESC' : 'ASC' } : null;
}
