import { Button } from '@mantine/core';
import { Code, type Column, Empty, Page, Tag, useLanguage, useSay } from '@packproof/ui';
import { Link } from 'react-router';
import { client } from '../../doors';
import { ListView } from '../../list/list-view';
import { orderOf } from '../../list/order-of';
import { nameIn } from '../../names';
import { useSession } from '../../session/session';
import { PRODUCT_FIELDS, PRODUCTS, type ProductRow } from './documents';
import { storageText } from './storage-text';
import { texts } from './texts';

export function ProductList() {
  const say = useSay(texts);
  const language = useLanguage();
  const { is, mayWrite } = useSession();
  const mayRegister = is('MANUFACTURER') && mayWrite;
  const register = mayRegister && (
    <Button component={Link} to="/products/new">
      {say('register')}
    </Button>
  );
  const columns: Column<ProductRow>[] = [
    {
      id: 'name',
      title: say('name'),
      width: 'minmax(0, 2fr)',
      cell: (row) => (
        <Link className="row-link" to={`/products/${row.gtin}`}>
          {nameIn(row, language)}
        </Link>
      ),
      csv: (row) => nameIn(row, language),
      sort: 'name',
    },
    { id: 'gtin', title: say('gtin'), cell: (row) => <Code>{row.gtin}</Code>, csv: (row) => row.gtin, sort: 'gtin' },
    { id: 'strength', title: say('strength'), cell: (row) => row.strength, csv: (row) => row.strength },
    { id: 'form', title: say('form'), cell: (row) => row.form, csv: (row) => row.form, wideOnly: true },
    {
      id: 'storage',
      title: say('storage'),
      cell: (row) => storageText(row.storage, say),
      csv: (row) => storageText(row.storage, say),
    },
    { id: 'owner', title: say('owner'), cell: (row) => row.owner.name, csv: (row) => row.owner.name },
    {
      id: 'state',
      title: say('state'),
      width: '8rem',
      cell: (row) =>
        row.withdrawn ? <Tag tone="STOP">{say('withdrawn')}</Tag> : <Tag tone="quiet">{say('onMarket')}</Tag>,
      csv: (row) => say(row.withdrawn ? 'withdrawn' : 'onMarket'),
    },
  ];
  return (
    <Page title={say('title')} lead={say('lead')} actions={register}>
      <ListView
        label={say('title')}
        topic="products"
        name="list"
        columns={columns}
        rowKey={({ gtin }) => gtin}
        filters={[
          { kind: 'search', id: 'search', label: say('search') },
          {
            kind: 'choice',
            id: 'state',
            label: say('state'),
            options: [
              { value: 'onMarket', label: say('onMarket') },
              { value: 'withdrawn', label: say('withdrawn') },
            ],
          },
        ]}
        sort={{ field: 'gtin', descending: false }}
        load={async ({ filters, sort, first, after, signal }) =>
          (
            await client.request(
              PRODUCTS,
              {
                search: filters.search ?? null,
                filter: filters.state ? { withdrawn: filters.state === 'withdrawn' } : null,
                orderBy: orderOf(sort, PRODUCT_FIELDS),
                first,
                after,
              },
              { signal },
            )
          ).products
        }
        empty={
          <Empty
            title={say('none')}
            advice={say(mayRegister ? 'noneAdviceMaker' : 'noneAdvice')}
            action={register || undefined}
          />
        }
      />
    </Page>
  );
}
