import { Button, Checkbox, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { Problem, screenTexts, useSay, useWord } from '@packproof/ui';
import { type FormEvent, useState } from 'react';
import { CopyField } from '../../../copying/copy-field';
import { useAct } from '../act';
import { CREATE_API_KEY, SCOPES, type Scope } from './documents';
import { texts } from './texts';

const LIFETIMES = { days30: 30, days90: 90, days365: 365, forever: null } as const;
type Lifetime = keyof typeof LIFETIMES;

interface Made {
  readonly name: string;
  readonly key: string;
}

export function NewApiKey({ onClose }: { readonly onClose: () => void }) {
  const say = useSay(texts);
  const close = useSay(screenTexts)('close');
  const [made, setMade] = useState<Made>();
  return (
    <Modal
      opened
      onClose={onClose}
      // What is shown once must not be lost by a press beside it.
      closeOnClickOutside={!made}
      closeOnEscape={!made}
      withCloseButton={!made}
      closeButtonProps={{ 'aria-label': close }}
      title={
        <Text fw={700} size="lg" component="span">
          {made ? say('made', { name: made.name }) : say('createTitle')}
        </Text>
      }
      size="lg"
      centered
    >
      {made ? (
        <Stack>
          <Text>{say('madeAdvice')}</Text>
          <CopyField label={say('key')} value={made.key} />
          <CopyField label={say('header')} value={`Authorization: Bearer ${made.key}`} />
          <Group justify="flex-end">
            <Button onClick={onClose}>{say('keepIt')}</Button>
          </Group>
        </Stack>
      ) : (
        <Ask onMade={setMade} />
      )}
    </Modal>
  );
}

function Ask({ onMade }: { readonly onMade: (made: Made) => void }) {
  const say = useSay(texts);
  const word = useWord();
  const act = useAct(CREATE_API_KEY, ['people']);
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<Scope[]>(['READ']);
  const [lifetime, setLifetime] = useState<Lifetime>('days90');
  const [checked, setChecked] = useState(false);
  const [error, setError] = useState<unknown>();
  const title = name.trim();

  async function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    setError(undefined);
    if (title === '' || scopes.length === 0) return;
    try {
      const { createApiKey } = await act.give({ name: title, scopes, expiresInDays: LIFETIMES[lifetime] });
      onMade({ name: createApiKey.apiKey.name, key: createApiKey.key });
    } catch (refusal) {
      setError(refusal);
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack>
        <TextInput
          label={say('name')}
          description={say('nameAdvice')}
          placeholder={say('nameExample')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={checked && title === '' && say('nameMissing')}
          maxLength={64}
          required
          data-autofocus
        />
        <Checkbox.Group
          label={say('scopes')}
          value={scopes}
          onChange={(values) => setScopes(values as Scope[])}
          error={checked && scopes.length === 0 && say('scopesMissing')}
        >
          <Stack gap="sm" mt="xs" mb="xs">
            {SCOPES.map((value) => (
              <Checkbox key={value} value={value} label={word('ApiScope', value)} description={say(value)} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Select
          label={say('lifetime')}
          data={(Object.keys(LIFETIMES) as Lifetime[]).map((value) => ({ value, label: say(value) }))}
          value={lifetime}
          onChange={(value) => value && setLifetime(value as Lifetime)}
          allowDeselect={false}
        />
        {error !== undefined && <Problem error={error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={act.busy}>
            {say('make')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
