import { Button, Group, Stack, Text } from '@mantine/core';
import { download, useSay } from '@packproof/ui';
import { IconDownload } from '@tabler/icons-react';
import { texts } from './texts';

export function BackupCodes({ codes }: { readonly codes: readonly string[] }) {
  const say = useSay(texts);
  const save = () => download(new Blob([`${codes.join('\n')}\n`], { type: 'text/plain' }), `${say('codesFile')}.txt`);
  return (
    <Stack gap="sm">
      <Text size="sm">{say('codesAdvice')}</Text>
      <ul className="settings-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden="true" />} onClick={save}>
          {say('download')}
        </Button>
      </Group>
    </Stack>
  );
}
