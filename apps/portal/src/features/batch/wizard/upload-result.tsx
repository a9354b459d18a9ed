import { Checkbox, Stack, Text } from '@mantine/core';
import { Refused } from '@packproof/client';
import { Problem, useFormats, useSay } from '@packproof/ui';
import { BadRows } from './bad-rows';
import type { Upload } from './draft';
import { UnreadableFile } from './serial-file';
import { goodRows } from './serial-rows';
import { texts } from './texts';

interface UploadResultProps {
  readonly upload: Upload;
  readonly keepGood: boolean;
  readonly onKeepGood: (keep: boolean) => void;
  readonly fault: boolean;
}

/** What became of each row; the good ones can be kept. */
export function UploadResult({ upload, keepGood, onKeepGood, fault }: UploadResultProps) {
  const say = useSay(texts);
  const formats = useFormats();
  const good = goodRows(upload);
  const [rows, bad] = [formats.number(good), formats.number(upload.badRows)];
  return (
    <Stack gap="sm">
      <Text role="status" fw={600}>
        {upload.badRows === 0
          ? say('allGood', { name: upload.name, rows })
          : say('someBad', { name: upload.name, rows, bad })}
      </Text>
      {upload.badRows > 0 && <BadRows rows={upload.errors} all={upload.badRows} />}
      {upload.badRows > 0 && good > 0 && (
        <Checkbox
          label={say('keepGood', { rows, bad })}
          description={say('keepGoodAdvice')}
          checked={keepGood}
          onChange={(event) => onKeepGood(event.currentTarget.checked)}
          error={fault && say('keepGoodFault')}
        />
      )}
      {good === 0 && <Text>{say('noneGood')}</Text>}
    </Stack>
  );
}

/** A file that could not be taken: what to do with it. */
export function UploadProblem({ error }: { readonly error: unknown }) {
  const say = useSay(texts);
  const isTable = error instanceof UnreadableFile || (error instanceof Refused && error.code === 'INVALID_INPUT');
  if (!isTable) return <Problem error={error} />;
  return (
    <div className="problem" role="alert">
      <div>
        <p className="problem-title">{say('unreadable')}</p>
        <p>{say('unreadableAdvice')}</p>
      </div>
    </div>
  );
}
