import { Button, Group, Stack, Text } from '@mantine/core';
import { Section, useSay } from '@packproof/ui';
import { Link } from 'react-router';
import { CopyField, linkOf } from '../../copying/copy-field';
import { texts } from './texts';

export interface RegisteredProps {
  readonly gln: string;
  readonly name: string;
  readonly email: string;
  readonly invitationUrl: string | null;
  readonly onAnother: () => void;
}

export function Registered({ gln, name, email, invitationUrl, onAnother }: RegisteredProps) {
  const say = useSay(texts);
  return (
    <Section title={say('admin')}>
      <Stack>
        {invitationUrl ? (
          <>
            <Text>{say('registeredAdvice', { name, email })}</Text>
            <CopyField label={say('link')} value={linkOf(invitationUrl)} />
          </>
        ) : (
          <Text>{say('registeredNoAdmin')}</Text>
        )}
        <Group>
          <Button variant="default" onClick={onAnother}>
            {say('another')}
          </Button>
          <Button component={Link} to={`/organisations/${gln}`}>
            {say('toIt')}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}
