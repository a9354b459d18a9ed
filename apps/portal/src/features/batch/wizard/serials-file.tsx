import { Button, Checkbox, FileInput, Group, Select, Stack } from '@mantine/core';
import { useFormats, useSay } from '@packproof/ui';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useState } from 'react';
import type { Upload } from './draft';
import { ACCEPTED, openSerialFile, type SerialTable } from './serial-file';
import { texts } from './texts';
import { UploadProblem } from './upload-result';
import { sendSerials } from './uploads';

interface SerialsFileProps {
  readonly upload: Upload | null;
  readonly onUpload: (upload: Upload | null) => void;
  readonly fault: string | false;
}

/** CSV or Excel. Where no column is called serial, it is asked which one it is. */
export function SerialsFile({ upload, onUpload, fault }: SerialsFileProps) {
  const say = useSay(texts);
  const formats = useFormats();
  const [file, setFile] = useState<File | null>(null);
  const [table, setTable] = useState<SerialTable>();
  const [column, setColumn] = useState(0);
  const [hasHeading, setHasHeading] = useState(true);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const rounded = table?.rounded(column) ?? 0;

  async function working(work: () => Promise<void>) {
    setBusy(true);
    setError(undefined);
    try {
      await work();
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  }

  const send = async (from: SerialTable, name: string, at: number, headed: boolean) =>
    onUpload(await sendSerials(from.csv(at, headed), name));

  const open = (chosen: File | null) =>
    working(async () => {
      setFile(chosen);
      setTable(undefined);
      onUpload(null);
      if (!chosen) return;
      const opened = await openSerialFile(chosen);
      if (opened.column !== undefined && opened.rounded(opened.column) === 0) {
        await send(opened, chosen.name, opened.column, true);
        return;
      }
      setColumn(opened.column ?? 0);
      setHasHeading(opened.column !== undefined || opened.first.length > 1);
      setTable(opened);
    });

  return (
    <Stack gap="sm">
      <FileInput
        label={say('fileHere')}
        description={say('fileAdvice')}
        placeholder={upload?.name ?? say('chooseFile')}
        accept={ACCEPTED}
        value={file}
        onChange={(chosen) => void open(chosen)}
        leftSection={<IconFileSpreadsheet size={18} aria-hidden="true" />}
        disabled={busy}
        error={fault}
        required
      />
      {error !== undefined && <UploadProblem error={error} />}
      {table && file && !upload && (
        <Group align="flex-end" gap="md">
          <Select
            label={say('whichColumn')}
            data={table.first.map((title, index) => ({
              value: String(index),
              label: say('columnNumber', { number: index + 1, title }),
            }))}
            value={String(column)}
            onChange={(value) => setColumn(Number(value ?? 0))}
            allowDeselect={false}
            error={rounded > 0 && say('rounded', { count: formats.number(rounded) })}
            w={{ base: '100%', sm: 320 }}
          />
          <Checkbox
            label={say('hasHeading', { first: table.first[column] ?? '' })}
            checked={hasHeading}
            onChange={(event) => setHasHeading(event.currentTarget.checked)}
            mb={8}
          />
          <Button
            onClick={() => void working(() => send(table, file.name, column, hasHeading))}
            loading={busy}
            disabled={rounded > 0}
          >
            {say('takeColumn')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
