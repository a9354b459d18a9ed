import { Button, Stack, Text } from '@mantine/core';
import { Code, type Column, Confirm, Empty, Section, Tag, useFormats, useSay, useWord } from '@packproof/ui';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useNotify } from '../../../ask';
import { client } from '../../../doors';
import { ListView } from '../../../list/list-view';
import { useSession } from '../../../session/session';
import { useAct } from '../act';
import { API_KEYS, type ApiKey, REVOKE_API_KEY } from './documents';
import { NewApiKey } from './new-api-key';
import { texts } from './texts';

export function ApiKeys() {
  const say = useSay(texts);
  const word = useWord();
  const formats = useFormats();
  const notify = useNotify();
  const { member } = useSession();
  const act = useAct(REVOKE_API_KEY, ['people']);
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey>();
  const scopesOf = (row: ApiKey) => formats.list(row.scopes.map((scope) => word('ApiScope', scope)));
  const when = (time: string | null, otherwise: string) => (time ? formats.time(time) : otherwise);
  const isOver = ({ expiresAt }: ApiKey) => expiresAt !== null && new Date(expiresAt) <= new Date();

  const create = (
    <Button leftSection={<IconPlus size={18} aria-hidden="true" />} onClick={() => setMaking(true)}>
      {say('create')}
    </Button>
  );
  const columns: Column<ApiKey>[] = [
    {
      id: 'name',
      title: say('name'),
      width: 'minmax(0, 1.3fr)',
      cell: (row) => <span className="settings-line-title">{row.name}</span>,
      csv: (row) => row.name,
      sort: 'name',
    },
    { id: 'start', title: say('start'), cell: (row) => <Code>{row.start}…</Code>, csv: (row) => row.start },
    { id: 'scopes', title: say('scopes'), width: 'minmax(0, 1.6fr)', cell: scopesOf, csv: scopesOf },
    {
      id: 'lastUsed',
      title: say('lastUsed'),
      cell: (row) => (row.lastUsedAt ? formats.ago(row.lastUsedAt) : say('neverUsed')),
      csv: (row) => when(row.lastUsedAt, say('neverUsed')),
      sort: 'lastUsed',
    },
    {
      id: 'created',
      title: say('created'),
      cell: (row) => formats.time(row.createdAt),
      csv: (row) => formats.time(row.createdAt),
      sort: 'created',
      wideOnly: true,
    },
    {
      id: 'expires',
      title: say('expires'),
      cell: (row) => (isOver(row) ? <Tag tone="quiet">{say('expired')}</Tag> : when(row.expiresAt, say('never'))),
      csv: (row) => when(row.expiresAt, say('never')),
      sort: 'expires',
    },
    {
      id: 'actions',
      title: say('actions'),
      width: '6.5rem',
      cell: (row) => (
        <Button
          size="xs"
          variant="default"
          onClick={() => setRevoking(row)}
          aria-label={`${say('revoke')}: ${row.name}`}
        >
          {say('revoke')}
        </Button>
      ),
      csv: () => '',
    },
  ];
  const name = revoking?.name ?? '';
  return (
    <Section title={say('apiKeys')} actions={create}>
      <Text mb="md">{say('apiKeysAdvice', { organisation: member.organisation.name })}</Text>
      <Stack>
        <ListView
          label={say('apiKeys')}
          topic="people"
          name="keys"
          columns={columns}
          rowKey={({ id }) => id}
          filters={[{ kind: 'search', id: 'search', label: say('search') }]}
          sort={{ field: 'created', descending: true }}
          order={(row, field) => {
            if (field === 'name') return row.name;
            if (field === 'lastUsed') return row.lastUsedAt ?? '';
            // What never expires comes after everything that does.
            return field === 'expires' ? (row.expiresAt ?? '9999') : row.createdAt;
          }}
          load={async ({ filters, signal }) => {
            const { apiKeys } = await client.request(API_KEYS, {}, { signal });
            const search = filters.search?.toLocaleLowerCase() ?? '';
            const nodes = apiKeys.filter((one) => `${one.name} ${one.start}`.toLocaleLowerCase().includes(search));
            return { nodes, pageInfo: { endCursor: null, hasNextPage: false } };
          }}
          empty={<Empty title={say('none')} advice={say('noneAdvice')} action={create} />}
        />
      </Stack>
      {making && <NewApiKey onClose={() => setMaking(false)} />}
      <Confirm
        opened={revoking !== undefined}
        onClose={() => setRevoking(undefined)}
        title={say('revokeTitle', { name })}
        action={say('revoke')}
        onConfirm={async () => {
          if (!revoking) return;
          await act.give({ id: revoking.id });
          notify.done(say('revoked', { name }));
        }}
      >
        {say('revokeAdvice')}
      </Confirm>
    </Section>
  );
}
