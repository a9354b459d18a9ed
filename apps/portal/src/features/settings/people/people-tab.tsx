import { Button, Group, Stack } from '@mantine/core';
import { type Column, Empty, Section, Tag, useSay, useWord, Word } from '@packproof/ui';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useAnswer } from '../../../ask';
import { client } from '../../../doors';
import { ListView } from '../../../list/list-view';
import { useSession } from '../../../session/session';
import { ForAdministrators } from '../for-administrators';
import { ChangeRole } from './change-role';
import { PEOPLE, type Person, ROLES } from './documents';
import { Invitations } from './invitations';
import { Invite } from './invite';
import { RemovePerson } from './remove-person';
import { texts } from './texts';

export function PeopleTab() {
  return (
    <ForAdministrators>
      <People />
    </ForAdministrators>
  );
}

function People() {
  const say = useSay(texts);
  const word = useWord();
  const { member } = useSession();
  const { data } = useAnswer('people', PEOPLE, {});
  const [asking, setAsking] = useState<{ what: 'role' | 'remove'; person: Person }>();
  const [inviting, setInviting] = useState(false);
  const people = data?.members ?? [];
  const isLastAdmin = (person: Person) =>
    person.role === 'ADMIN' && people.filter(({ role }) => role === 'ADMIN').length === 1;

  const invite = (
    <Button leftSection={<IconUserPlus size={18} aria-hidden="true" />} onClick={() => setInviting(true)}>
      {say('invite')}
    </Button>
  );
  const columns: Column<Person>[] = [
    {
      id: 'name',
      title: say('name'),
      cell: (row) => (
        <Group gap="xs">
          <span className="settings-line-title">{row.name}</span>
          {row.email === member.email && <Tag tone="quiet">{say('you')}</Tag>}
        </Group>
      ),
      csv: (row) => row.name,
      sort: 'name',
    },
    { id: 'email', title: say('email'), cell: (row) => row.email, csv: (row) => row.email, sort: 'email' },
    {
      id: 'role',
      title: say('role'),
      width: '9rem',
      cell: (row) => <Word kind="MemberRole" value={row.role} />,
      csv: (row) => word('MemberRole', row.role),
      sort: 'role',
    },
    {
      id: 'actions',
      title: say('actions'),
      width: '17rem',
      cell: (row) => (
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            onClick={() => setAsking({ what: 'role', person: row })}
            aria-label={`${say('changeRole')}: ${row.name}`}
          >
            {say('changeRole')}
          </Button>
          <Button
            size="xs"
            variant="default"
            onClick={() => setAsking({ what: 'remove', person: row })}
            aria-label={`${say('remove')}: ${row.name}`}
          >
            {say('remove')}
          </Button>
        </Group>
      ),
      csv: () => '',
    },
  ];
  const close = () => setAsking(undefined);
  return (
    <>
      <Section title={say('people')} actions={invite}>
        <Stack>
          <ListView
            label={say('people')}
            topic="people"
            name="list"
            columns={columns}
            rowKey={({ id }) => id}
            filters={[
              { kind: 'search', id: 'search', label: say('search') },
              {
                kind: 'choice',
                id: 'role',
                label: say('role'),
                options: ROLES.map((value) => ({ value, label: word('MemberRole', value) })),
              },
            ]}
            sort={{ field: 'name', descending: false }}
            order={(row, field) =>
              field === 'email' ? row.email : field === 'role' ? word('MemberRole', row.role) : row.name
            }
            load={async ({ filters, signal }) => {
              const { members } = await client.request(PEOPLE, {}, { signal });
              const search = filters.search?.toLocaleLowerCase();
              const nodes = members.filter(
                ({ name, email, role }) =>
                  (!search || `${name} ${email}`.toLocaleLowerCase().includes(search)) &&
                  (!filters.role || role === filters.role),
              );
              return { nodes, pageInfo: { endCursor: null, hasNextPage: false } };
            }}
            empty={<Empty title={say('none')} advice={say('noneAdvice')} action={invite} />}
          />
        </Stack>
      </Section>
      <Invitations invite={invite} />
      <Invite opened={inviting} onClose={() => setInviting(false)} people={people} />
      {asking?.what === 'role' && (
        <ChangeRole person={asking.person} isLastAdmin={isLastAdmin(asking.person)} onClose={close} />
      )}
      {asking?.what === 'remove' && (
        <RemovePerson person={asking.person} isLastAdmin={isLastAdmin(asking.person)} onClose={close} />
      )}
    </>
  );
}
