import { Stack } from '@mantine/core';
import { Code, type Column, Empty, Section, useFormats, useLanguage, useSay, useWord } from '@packproof/ui';
import { useEffect, useRef } from 'react';
import { Link, useLocation } from 'react-router';
import { client } from '../../../doors';
import { packPath } from '../../../goods/links';
import { ListView } from '../../../list/list-view';
import { nameIn } from '../../../names';
import { type PackRow, UNIT_PACKS, type UnitSeen } from '../documents';
import { texts } from './texts';

const STATES = [
  'ACTIVE',
  'DISPENSED',
  'EXPORTED',
  'DESTROYED',
  'STOLEN',
  'SAMPLE',
  'FREE_SAMPLE',
  'CHECKED_OUT',
  'LOCKED',
  'QUARANTINED',
] as const;

/** Every pack in the unit, however deep: a pallet has tens of thousands. */
export function UnitPacks({ unit }: { readonly unit: UnitSeen }) {
  const say = useSay(texts);
  const word = useWord();
  const formats = useFormats();
  const language = useLanguage();
  const { hash } = useLocation();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (hash === '#packs') place.current?.scrollIntoView();
  }, [hash]);
  const columns: Column<PackRow>[] = [
    {
      id: 'serial',
      title: say('serial'),
      width: 'minmax(0, 1.5fr)',
      cell: (row) => (
        <Link className="row-link" to={packPath(row)}>
          <Code>{row.serial}</Code>
        </Link>
      ),
      csv: (row) => row.serial,
    },
    {
      id: 'product',
      title: say('product'),
      width: 'minmax(0, 1.5fr)',
      cell: (row) => nameIn(row.product, language),
      csv: (row) => nameIn(row.product, language),
    },
    { id: 'lot', title: say('lot'), cell: (row) => row.lot, csv: (row) => row.lot },
    {
      id: 'expiry',
      title: say('expiry'),
      cell: (row) => formats.date(row.expiry),
      csv: (row) => row.expiry,
      wideOnly: true,
    },
    {
      id: 'unit',
      title: say('inUnit'),
      width: 'minmax(0, 1.3fr)',
      cell: (row) => row.unit?.sscc && row.unit.id !== unit.id && <Code>{row.unit.sscc}</Code>,
      csv: (row) => row.unit?.sscc,
      wideOnly: true,
    },
    {
      id: 'state',
      title: say('state'),
      cell: (row) => word('PackState', row.state),
      csv: (row) => word('PackState', row.state),
    },
  ];
  return (
    <div id="packs" ref={place}>
      <Section title={say('packList')}>
        <Stack>
          <ListView
            label={say('packList')}
            topic="packs"
            name={`unit ${unit.id}`}
            columns={columns}
            rowKey={({ gtin, serial }) => `${gtin} ${serial}`}
            filters={[
              { kind: 'search', id: 'serial', label: say('beginsWith') },
              {
                kind: 'choice',
                id: 'state',
                label: say('state'),
                options: STATES.map((value) => ({ value, label: word('PackState', value) })),
              },
            ]}
            load={async ({ filters, first, after, signal }) => {
              const variables = {
                id: unit.id,
                state: STATES.find((one) => one === filters.state) ?? null,
                search: filters.serial ?? null,
                first,
                after,
              };
              const { holder } = await client.request(UNIT_PACKS, variables, { signal });
              return holder?.packList ?? { nodes: [], pageInfo: { endCursor: null, hasNextPage: false } };
            }}
            empty={<Empty title={say('noPacks')} advice={say('noPacksAdvice')} />}
          />
        </Stack>
      </Section>
    </div>
  );
}
