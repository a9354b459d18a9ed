import { Button, CopyButton, Group, TextInput } from '@mantine/core';
import { screenTexts, useSay } from '@packproof/ui';
import { IconCheck, IconCopy } from '@tabler/icons-react';

export interface CopyFieldProps {
  readonly label: string;
  readonly value: string;
  readonly description?: string;
}

/** A text that is to be carried elsewhere: selected when it is touched, copied by its button. */
export function CopyField({ label, value, description }: CopyFieldProps) {
  const say = useSay(screenTexts);
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <TextInput
        label={label}
        description={description}
        value={value}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
        styles={{ input: { fontFamily: 'var(--font-code, monospace)' } }}
        flex={1}
      />
      <CopyButton value={value} timeout={3000}>
        {({ copied, copy }) => (
          <Button
            variant="default"
            onClick={copy}
            leftSection={
              copied ? <IconCheck size={16} aria-hidden="true" /> : <IconCopy size={16} aria-hidden="true" />
            }
            aria-label={`${say(copied ? 'copied' : 'copy')}: ${label}`}
          >
            {say(copied ? 'copied' : 'copy')}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}

/** An address that the API gives, as others can open it: one without an origin is of this page's. */
export const linkOf = (address: string): string => new URL(address, location.origin).href;
