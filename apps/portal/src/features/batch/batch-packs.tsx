import { Code, type Column, Empty, Tag, useSay, useWord, Word } from '@packproof/ui';
import { Link } from 'react-router';
import { client } from '../../doors';
import { type Asked, ListView } from '../../list/list-view';
import { BATCH_PACKS, type PackRow } from './documents';
import { texts } from './texts';

type PackState = PackRow['state'];

const STATES: readonly PackState[] = [
  'ACTIVE',
  'DISPENSED',
  'QUARANTINED',
  'STOLEN',
  'DESTROYED',
  'EXPORTED',
  'SAMPLE',
  'FREE_SAMPLE',
  'CHECKED_OUT',
  'LOCKED',
];

/** Each pack of a batch, in packing order; as many as there are. */
export function BatchPacks({ gtin, lot }: { readonly gtin: string; readonly lot: string }) {
  const say = useSay(texts);
  const word = useWord();
  const unitName = ({ unit }: PackRow) => unit && (unit.sscc ?? word('UnitKind', unit.kind));
  const columns: Column<PackRow>[] = [
    {
      id: 'serial',
      title: say('serial'),
      width: 'minmax(0, 1.4fr)',
      cell: (row) => (
        <Link className="row-link" to={`/packs/${row.gtin}/${encodeURIComponent(row.serial)}`}>
          <Code>{row.serial}</Code>
        </Link>
      ),
      csv: (row) => row.serial,
    },
    {
      id: 'state',
      title: say('state'),
      width: '9rem',
      cell: (row) => (
        <Tag tone={row.state === 'ACTIVE' ? 'plain' : 'quiet'}>
          <Word kind="PackState" value={row.state} />
        </Tag>
      ),
      csv: (row) => word('PackState', row.state),
    },
    {
      id: 'unit',
      title: say('unit'),
      width: 'minmax(0, 1.4fr)',
      cell: (row) =>
        row.unit && (
          <Link to={row.unit.sscc ? `/units/${row.unit.sscc}` : `/units/by-id/${encodeURIComponent(row.unit.id)}`}>
            <Code>{unitName(row)}</Code>
          </Link>
        ),
      csv: unitName,
    },
    { id: 'holder', title: say('holder'), cell: (row) => row.custodian?.name, csv: (row) => row.custodian?.name },
    { id: 'place', title: say('place'), cell: (row) => row.location?.name, csv: (row) => row.location?.name },
  ];
  const load = async ({ filters, first, after, signal }: Asked) => {
    const state = STATES.find((each) => each === filters.state) ?? null;
    const variables = { gtin, lot, state, search: filters.search ?? null, first, after };
    const { batch } = await client.request(BATCH_PACKS, variables, { signal });
    return batch?.packList ?? { nodes: [], pageInfo: { endCursor: null, hasNextPage: false } };
  };
  return (
    <div className="batch-packs">
      <ListView
        label={say('packsOf', { lot })}
        topic="packs"
        name={`batch ${gtin} ${lot}`}
        columns={columns}
        rowKey={({ serial }) => serial}
        filters={[
          { kind: 'search', id: 'search', label: say('serialBegins') },
          {
            kind: 'choice',
            id: 'state',
            label: say('state'),
            options: STATES.map((value) => ({ value, label: word('PackState', value) })),
          },
        ]}
        load={load}
        empty={<Empty title={say('noPacks')} advice={say('noPacksAdvice')} />}
      />
    </div>
  );
}
