import { Button, SegmentedControl } from '@mantine/core';
import { type Column, Empty, Page, Tag, useFormats, useLanguage, useSay, useWord } from '@packproof/ui';
import { Link, useSearchParams } from 'react-router';
import { client } from '../../doors';
import type { Filter } from '../../list/list-filters';
import { type Asked, ListView } from '../../list/list-view';
import { useSession } from '../../session/session';
import { SHIPMENTS, type ShipmentRow } from './documents';
import { usePartners } from './partners';
import { ShipmentState } from './shipment-state';
import { texts } from './texts';

type Side = 'in' | 'out' | 'all';
const SIDES: readonly Side[] = ['in', 'out', 'all'];
const STATES = ['IN_TRANSIT', 'PARTLY_RECEIVED', 'RECEIVED', 'CANCELLED'] as const;
const PURPOSES = ['SUPPLY', 'RETURN', 'DESTRUCTION'] as const;
const FIELDS = ['SHIPPED_AT', 'REFERENCE', 'PACKS'] as const;

export function ShipmentList() {
  const say = useSay(texts);
  const { is, mayWrite, member } = useSession();
  const [params, setParams] = useSearchParams();
  // Regulators and auditors move no goods: they see everybody's.
  const moves = !is('REGULATOR', 'AUDITOR');
  const usual: Side = !moves ? 'all' : is('MANUFACTURER') ? 'out' : 'in';
  const side = SIDES.find((one) => one === params.get('side')) ?? usual;
  const own = member.organisation.gln;
  const columns = useColumns(side);
  const filters = useFilters(side, own);
  const ship = moves && mayWrite && (
    <Button component={Link} to="/shipments/new">
      {say('new')}
    </Button>
  );
  return (
    <Page title={say('title')} lead={say('lead')} actions={ship}>
      {moves && (
        <SegmentedControl
          aria-label={say('direction')}
          value={side}
          onChange={(chosen) =>
            setParams(
              (previous) => {
                const next = new URLSearchParams(previous);
                next.set('side', chosen);
                return next;
              },
              { replace: true },
            )
          }
          data={SIDES.map((value) => ({ value, label: say(value) }))}
          maw="26rem"
        />
      )}
      <ListView
        key={side}
        label={say('title')}
        topic="shipments"
        name={`list-${side}`}
        columns={columns}
        rowKey={({ id }) => id}
        filters={filters}
        sort={{ field: 'SHIPPED_AT', descending: true }}
        load={async (asked) =>
          (await client.request(SHIPMENTS, asVariables(asked, side, own), { signal: asked.signal })).shipments
        }
        empty={
          <Empty
            title={say(side === 'in' ? 'noneIn' : side === 'out' ? 'noneOut' : 'none')}
            advice={say(!moves ? 'noneAdviceOversight' : side === 'in' ? 'noneInAdvice' : 'noneOutAdvice')}
            action={side === 'in' ? undefined : ship || undefined}
          />
        }
      />
    </Page>
  );
}

function asVariables({ filters, sort, first, after }: Asked, side: Side, own: string) {
  const partner = filters.partner ?? null;
  const field = FIELDS.find((one) => one === sort?.field) ?? 'SHIPPED_AT';
  return {
    filter: {
      state: STATES.find((one) => one === filters.state) ?? null,
      purpose: PURPOSES.find((one) => one === filters.purpose) ?? null,
      withExceptions: filters.exceptions ? filters.exceptions === 'open' : null,
      search: filters.search ?? null,
      from: side === 'out' ? own : side === 'in' ? partner : (filters.from ?? null),
      to: side === 'in' ? own : side === 'out' ? partner : (filters.to ?? null),
    },
    orderBy: { field, direction: sort?.descending ? ('DESC' as const) : ('ASC' as const) },
    first,
    after,
  };
}

function useFilters(side: Side, own: string): Filter[] {
  const say = useSay(texts);
  const word = useWord();
  const partners = usePartners(useLanguage()).map(({ gln, name }) => ({ value: gln, label: name }));
  const others = partners.filter(({ value }) => value !== own);
  return [
    { kind: 'search', id: 'search', label: say('reference') },
    {
      kind: 'choice',
      id: 'state',
      label: say('state'),
      options: STATES.map((value) => ({ value, label: word('ShipmentState', value) })),
    },
    {
      kind: 'choice',
      id: 'exceptions',
      label: say('exceptions'),
      options: [
        { value: 'open', label: say('withOpen') },
        { value: 'none', label: say('withoutOpen') },
      ],
    },
    {
      kind: 'choice',
      id: 'purpose',
      label: say('purpose'),
      options: PURPOSES.map((value) => ({ value, label: word('ShipPurpose', value) })),
    },
    ...(side === 'all'
      ? [
          { kind: 'choice' as const, id: 'from', label: say('from'), options: partners },
          { kind: 'choice' as const, id: 'to', label: say('to'), options: partners },
        ]
      : [
          {
            kind: 'choice' as const,
            id: 'partner',
            label: say(side === 'in' ? 'from' : 'to'),
            options: others,
          },
        ]),
  ];
}

function useColumns(side: Side): Column<ShipmentRow>[] {
  const say = useSay(texts);
  const word = useWord();
  const formats = useFormats();
  const from: Column<ShipmentRow> = {
    id: 'from',
    title: say('from'),
    width: 'minmax(0, 1.5fr)',
    cell: (row) => row.from.name,
    csv: (row) => row.from.name,
  };
  const to: Column<ShipmentRow> = {
    id: 'to',
    title: say('to'),
    width: 'minmax(0, 1.5fr)',
    cell: (row) => row.to.name,
    csv: (row) => row.to.name,
  };
  const open = (row: ShipmentRow) => row.exceptions.filter(({ state }) => state === 'OPEN').length;
  return [
    {
      id: 'reference',
      title: say('reference'),
      width: 'minmax(0, 1.5fr)',
      sort: 'REFERENCE',
      cell: (row) => (
        <Link className="row-link" to={`/shipments/${row.id}`}>
          {row.reference ?? say('aShipment', { packs: formats.number(row.packs) })}
        </Link>
      ),
      csv: (row) => row.reference,
    },
    ...(side === 'out' ? [to] : side === 'in' ? [from] : [from, to]),
    {
      id: 'shippedAt',
      title: say('shippedAt'),
      width: 'minmax(11.5rem, 1.2fr)',
      sort: 'SHIPPED_AT',
      cell: (row) => formats.time(row.shippedAt),
      csv: (row) => row.shippedAt,
    },
    {
      id: 'purpose',
      title: say('purpose'),
      width: '8rem',
      cell: (row) => word('ShipPurpose', row.purpose),
      csv: (row) => word('ShipPurpose', row.purpose),
      wideOnly: true,
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
      id: 'state',
      title: say('state'),
      width: '9.5rem',
      cell: (row) => <ShipmentState state={row.state} />,
      csv: (row) => word('ShipmentState', row.state),
    },
    {
      id: 'exceptions',
      title: say('exceptions'),
      width: '8rem',
      cell: (row) => (open(row) > 0 ? <Tag>{say('openCount', { count: formats.number(open(row)) })}</Tag> : '–'),
      csv: open,
    },
  ];
}
