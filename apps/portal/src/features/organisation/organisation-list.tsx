import { Button } from '@mantine/core';
import { Code, type Column, Empty, Page, useFormats, useSay, useWord, Word } from '@packproof/ui';
import { Link } from 'react-router';
import { client } from '../../doors';
import { ListView } from '../../list/list-view';
import { orderOf } from '../../list/order-of';
import { useSession } from '../../session/session';
import { ORGANISATION_FIELDS, ORGANISATIONS, type OrganisationRow, ROLES } from './documents';
import { LicenceTag } from './licence-tag';
import { texts } from './texts';

/** Everybody may look members up; the regulator registers them. */
export function OrganisationList() {
  const say = useSay(texts);
  const word = useWord();
  const formats = useFormats();
  const { is, isAdmin } = useSession();
  const mayRegister = is('REGULATOR') && isAdmin;
  const register = mayRegister && (
    <Button component={Link} to="/organisations/new">
      {say('register')}
    </Button>
  );
  const columns: Column<OrganisationRow>[] = [
    {
      id: 'name',
      title: say('name'),
      width: 'minmax(0, 2fr)',
      cell: (row) => (
        <Link className="row-link" to={`/organisations/${row.gln}`}>
          {row.name}
        </Link>
      ),
      csv: (row) => row.name,
      sort: 'name',
    },
    { id: 'gln', title: say('gln'), cell: (row) => <Code>{row.gln}</Code>, csv: (row) => row.gln, sort: 'gln' },
    {
      id: 'role',
      title: say('role'),
      cell: (row) => <Word kind="OrganisationRole" value={row.role} />,
      csv: (row) => word('OrganisationRole', row.role),
    },
    {
      id: 'licence',
      title: say('licence'),
      width: 'minmax(0, 1.4fr)',
      cell: (row) => <LicenceTag licence={row.licence} />,
      csv: (row) => (row.licence ? `${row.licence.number} · ${row.licence.validUntil}` : ''),
    },
    {
      id: 'places',
      title: say('places'),
      width: '5rem',
      align: 'end',
      cell: (row) => formats.number(row.places.length),
      csv: (row) => row.places.length,
      wideOnly: true,
    },
  ];
  const roles = ROLES.map((value) => ({ value, label: word('OrganisationRole', value) }));
  return (
    <Page title={say('title')} lead={say('lead')} actions={register}>
      <ListView
        label={say('title')}
        topic="organisations"
        name="list"
        columns={columns}
        rowKey={({ gln }) => gln}
        filters={[
          { kind: 'search', id: 'search', label: say('search') },
          { kind: 'choice', id: 'role', label: say('role'), options: roles },
        ]}
        sort={{ field: 'name', descending: false }}
        load={async ({ filters, sort, first, after, signal }) =>
          (
            await client.request(
              ORGANISATIONS,
              {
                search: filters.search ?? null,
                // The address is typed by anybody: another word filters nothing.
                role: ROLES.find((role) => role === filters.role) ?? null,
                orderBy: orderOf(sort, ORGANISATION_FIELDS),
                first,
                after,
              },
              { signal },
            )
          ).organisations
        }
        empty={
          <Empty
            title={say('none')}
            advice={say(mayRegister ? 'noneAdvice' : 'noneAdviceOther')}
            action={register || undefined}
          />
        }
      />
    </Page>
  );
}
