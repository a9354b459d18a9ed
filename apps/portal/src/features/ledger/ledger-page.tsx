import { Loader, Skeleton, Text } from '@mantine/core';
import { Code, type Column, Empty, Page, Problem, useFormats, useSay } from '@packproof/ui';
import { client } from '../../doors';
import { ListView } from '../../list/list-view';
import { type EntryRow, LEDGER_ENTRIES } from './documents';
import { EntryProof } from './entry-proof';
import { Head } from './head';
import { texts } from './texts';
import { useCheckedLog } from './use-checked-log';
import './ledger.css';

const COMMANDS = new Set<string>(texts.keys.filter((key) => key.startsWith('command.')));

export function LedgerPage() {
  const say = useSay(texts);
  const formats = useFormats();
  const { data: log, error, refetch, reader } = useCheckedLog();
  const sayCommand = say as (key: string) => string;
  const what = ({ type }: EntryRow): string => {
    if (type === null) return say('closed');
    return sayCommand(COMMANDS.has(`command.${type}`) ? `command.${type}` : 'command.other');
  };
  const columns: Column<EntryRow>[] = [
    {
      id: 'index',
      title: say('index'),
      width: '5rem',
      cell: (row) => <Code>{formats.number(Number(row.index))}</Code>,
      csv: (row) => row.index,
    },
    {
      id: 'what',
      title: say('what'),
      cell: (row) => (row.type === null ? <span className="entry-closed">{what(row)}</span> : what(row)),
      csv: what,
    },
    {
      id: 'who',
      title: say('who'),
      cell: (row) => row.organisation?.name,
      csv: (row) => row.organisation?.name,
    },
    {
      id: 'when',
      title: say('when'),
      cell: (row) => formats.exactTime(row.at),
      csv: (row) => row.at,
    },
    {
      id: 'block',
      title: say('block'),
      width: '5rem',
      align: 'end',
      cell: (row) => row.receipt?.block,
      csv: (row) => row.receipt?.block,
      wideOnly: true,
    },
    {
      id: 'proof',
      title: say('proof'),
      cell: (row) => <EntryProof index={Number(row.index)} checkpoint={log?.checkpoint} reader={reader} />,
    },
  ];
  return (
    <Page title={say('title')} lead={say('lead')}>
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {log ? <Head log={log} /> : !error && <Skeleton height={160} radius="lg" />}
      <ListView
        label={say('entries')}
        topic="ledger"
        name="entries"
        columns={columns.filter(({ id }) => id !== 'proof' || log !== undefined)}
        rowKey={({ index }) => index}
        load={async ({ first, after, signal }) =>
          (await client.request(LEDGER_ENTRIES, { first, before: after }, { signal })).ledgerEntries
        }
        empty={log ? <Empty title={say('none')} advice={say('noneAdvice')} /> : <Loader />}
      />
      <Text size="sm" c="dimmed">
        {say('verify', { command: 'npx packproof verify-proof' })}
      </Text>
    </Page>
  );
}
