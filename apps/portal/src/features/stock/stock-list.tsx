import { type Column, Empty, OutcomeTag, Tag, useFormats, useLanguage, useSay, useWord, Word } from '@packproof/ui';
import { Link } from 'react-router';
import { answerOf } from '../../ask';
import { queries } from '../../doors';
import { ListView } from '../../list/list-view';
import { nameIn } from '../../names';
import { STOCK, type StockLine } from './documents';
import { texts } from './texts';

const STATES: readonly StockLine['state'][] = ['ACTIVE', 'QUARANTINED'];

const placeOf = ({ location }: StockLine): string =>
  location ? [location.name, location.extension].filter(Boolean).join(' · ') : '';

/** The lines themselves, first expired first. */
export function StockList({ holder }: { readonly holder: string | null }) {
  const say = useSay(texts);
  const word = useWord();
  return (
    <ListView
      label={say('title')}
      topic="stock"
      name={`list ${holder ?? ''}`}
      columns={useColumns(holder === null)}
      rowKey={(line) =>
        [line.holder.gln, placeOf(line), line.product.gtin, line.lot, line.state, line.inTransit].join(' ')
      }
      filters={[
        { kind: 'search', id: 'product', label: say('product') },
        { kind: 'search', id: 'place', label: say('place') },
        {
          kind: 'choice',
          id: 'state',
          label: say('state'),
          options: STATES.map((value) => ({ value, label: word('PackState', value) })),
        },
        { kind: 'date', id: 'before', label: say('expiresBefore') },
      ]}
      sort={{ field: 'expiry', descending: false }}
      order={(line, field) => {
        if (field === 'packs') return line.packs;
        if (field === 'product') return line.product.name;
        if (field === 'holder') return line.holder.name;
        return field === 'lot' ? line.lot : line.expiry;
      }}
      load={async ({ filters, signal }) => {
        const state = STATES.find((one) => one === filters.state);
        const expiresBefore = filters.before;
        const filter = { holder, ...(state && { state }), ...(expiresBefore && { expiresBefore }) };
        // Without those two it is what the page above has asked for already.
        const { stock } = await queries.fetchQuery(answerOf('stock', STOCK, { filter }));
        signal.throwIfAborted();
        const has = (text: string, part: string | undefined) =>
          !part || text.toLocaleLowerCase().includes(part.toLocaleLowerCase());
        const nodes = stock.filter(
          (line) =>
            has(placeOf(line), filters.place) &&
            has(`${line.product.name} ${line.product.nameZh ?? ''} ${line.product.gtin} ${line.lot}`, filters.product),
        );
        return { nodes, pageInfo: { endCursor: null, hasNextPage: false } };
      }}
      empty={<Empty title={say('none')} advice={say('noneAdvice')} />}
    />
  );
}

function useColumns(withHolder: boolean): readonly Column<StockLine>[] {
  const say = useSay(texts);
  const word = useWord();
  const formats = useFormats();
  const language = useLanguage();
  const holder: Column<StockLine> = {
    id: 'holder',
    title: say('holder'),
    cell: (line) => line.holder.name,
    csv: (line) => line.holder.name,
    sort: 'holder',
  };
  return [
    {
      id: 'product',
      title: say('product'),
      width: 'minmax(0, 2fr)',
      cell: (line) => (
        <Link className="row-link" to={`/batches/${line.product.gtin}/${encodeURIComponent(line.lot)}`}>
          {nameIn(line.product, language)}
        </Link>
      ),
      csv: (line) => nameIn(line.product, language),
      sort: 'product',
    },
    { id: 'lot', title: say('lot'), cell: (line) => line.lot, csv: (line) => line.lot, sort: 'lot' },
    ...(withHolder ? [holder] : []),
    {
      id: 'place',
      title: say('place'),
      cell: (line) => (line.inTransit ? <Tag tone="busy">{say('onTheWay')}</Tag> : placeOf(line)),
      csv: (line) => (line.inTransit ? say('onTheWay') : placeOf(line)),
    },
    {
      id: 'expiry',
      title: say('expiry'),
      cell: (line) => formats.date(line.expiry),
      csv: (line) => line.expiry,
      sort: 'expiry',
    },
    {
      id: 'state',
      title: say('state'),
      cell: (line) =>
        line.batchState === 'ACTIVE' || line.batchState === 'QUARANTINED' ? (
          <Tag tone={line.state === 'ACTIVE' ? 'quiet' : 'plain'}>
            <Word kind="PackState" value={line.state} />
          </Tag>
        ) : (
          <OutcomeTag code={line.batchState} />
        ),
      csv: (line) =>
        line.batchState === 'ACTIVE' ? word('PackState', line.state) : word('BatchState', line.batchState),
    },
    {
      id: 'packs',
      title: say('packs'),
      width: '6rem',
      align: 'end',
      cell: (line) => formats.number(line.packs),
      csv: (line) => line.packs,
      sort: 'packs',
    },
  ];
}
