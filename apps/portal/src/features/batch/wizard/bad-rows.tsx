import { Button, Group, Text } from '@mantine/core';
import { isOutcome, type Language, type Outcome, titleOf } from '@packproof/outcomes';
import {
  Code,
  type Column,
  csvFile,
  csvLine,
  DataList,
  download,
  useFormats,
  useLanguage,
  useSay,
} from '@packproof/ui';
import { IconDownload } from '@tabler/icons-react';
import type { BadRow } from './draft';
import { rowFault } from './serial-rows';
import { texts } from './texts';

interface BadRowsProps {
  readonly rows: readonly BadRow[];
  /** There may be more than can be shown. */
  readonly all: number;
}

/** Which rows are wrong, and why; to be looked at here or in a spreadsheet. */
export function BadRows({ rows, all }: BadRowsProps) {
  const say = useSay(texts);
  const formats = useFormats();
  const language = useLanguage();
  const why = (row: BadRow) => faultText(row, say, language);
  const columns: Column<BadRow>[] = [
    {
      id: 'row',
      title: say('row'),
      width: '6rem',
      cell: ({ row }) => say('rowNumber', { row: formats.number(row) }),
      csv: ({ row }) => row,
    },
    { id: 'value', title: say('value'), cell: ({ value }) => <Code>{value}</Code>, csv: ({ value }) => value },
    { id: 'why', title: say('why'), width: 'minmax(0, 2fr)', cell: why, csv: why },
  ];
  function save() {
    const lines = rows.map((row) => csvLine(columns.map(({ csv }) => csv?.(row))));
    download(csvFile([csvLine(columns.map(({ title }) => title)), ...lines]), `${say('badRows')}.csv`);
  }
  return (
    <div className="wizard-bad-rows">
      <DataList label={say('badRows')} columns={columns} rows={rows} rowKey={({ row }) => String(row)} />
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {all > rows.length && say('firstOf', { count: formats.number(rows.length), all: formats.number(all) })}
        </Text>
        <Button variant="default" size="xs" onClick={save} leftSection={<IconDownload size={16} aria-hidden="true" />}>
          {say('badRowsCsv')}
        </Button>
      </Group>
    </div>
  );
}

function faultText(row: BadRow, say: ReturnType<typeof texts.in>, language: Language): string {
  const fault = rowFault(row);
  switch (fault.kind) {
    case 'empty':
      return say('rowEmpty');
    case 'long':
      return fault.length > 100 ? say('rowTooLong') : say('rowLong', { length: fault.length });
    case 'character':
      return fault.sign.trim() === ''
        ? say('rowSpace', { at: fault.at })
        : say('rowCharacter', { at: fault.at, sign: fault.sign });
    case 'twice':
      return say('rowTwice');
    case 'onRecord':
      return say('rowOnRecord');
    case 'other':
      return isOutcome(row.code) ? titleOf(row.code as Outcome, language) : say('rowOther');
  }
}
