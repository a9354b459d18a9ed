import { Button, Group, PasswordInput, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { Refused } from '@packproof/client';
import { Problem, Section, useSay } from '@packproof/ui';
import { type FormEvent, useRef, useState } from 'react';
import { GlnField } from '../../places/place-fields';
import { post } from '../../session/post';
import { type FounderDraft, type FounderFaults, readFounder } from './founder';
import { texts } from './texts';

export interface FounderFormProps {
  /** As the link of the first run says it; empty: it is asked for. */
  readonly token: string;
  readonly onFounded: (founder: { name: string; email: string; password: string }) => Promise<unknown>;
}

export function FounderForm({ token, onFounded }: FounderFormProps) {
  const say = useSay(texts);
  const [draft, setDraft] = useState<FounderDraft>({
    ...{ token, gln: '', name: '', licence: '', validUntil: null },
    ...{ adminName: '', email: '', password: '', again: '' },
  });
  const [faults, setFaults] = useState<FounderFaults>({});
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const asksToken = token === '' || faults.token !== undefined;

  const showFaults = (found: FounderFaults) => {
    setFaults(found);
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  /** What all fields of text have in common. */
  const field = (key: Exclude<keyof FounderDraft, 'gln' | 'validUntil'>) => {
    const fault = faults[key];
    return {
      value: draft[key],
      onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
        setDraft((now) => ({ ...now, [key]: value })),
      error: fault && say(fault),
      required: true,
    };
  };

  async function submit(event: FormEvent) {
    event.preventDefault();
    setError(undefined);
    const founder = readFounder(draft);
    if (!founder.ok) return showFaults(founder.faults);
    setFaults({});
    setBusy(true);
    try {
      const { name } = await post<{ name: string }>('/setup', founder.body);
      await onFounded({ name, email: founder.body.adminEmail, password: draft.password });
    } catch (refusal) {
      if (refusal instanceof Refused && refusal.code === 'UNAUTHENTICATED') showFaults({ token: 'tokenWrong' });
      else setError(refusal);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <Stack>
        <Section title={say('authority')}>
          <Stack>
            <Text>{say('authorityAdvice')}</Text>
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <TextInput label={say('name')} autoComplete="organization" maxLength={200} {...field('name')} />
              <GlnField
                label={say('gln')}
                description={say('glnAdvice')}
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                value={draft.gln}
                fault={faults.gln}
                onText={(gln) => setDraft((now) => ({ ...now, gln }))}
              />
              <TextInput label={say('licenceNumber')} maxLength={200} autoComplete="off" {...field('licence')} />
              <DateInput
                label={say('validUntil')}
                value={draft.validUntil}
                onChange={(validUntil) => setDraft((now) => ({ ...now, validUntil }))}
                error={faults.validUntil && say(faults.validUntil)}
                valueFormat="YYYY-MM-DD"
                required
              />
            </SimpleGrid>
          </Stack>
        </Section>
        <Section title={say('admin')}>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput label={say('adminName')} autoComplete="name" maxLength={100} {...field('adminName')} />
            <TextInput type="email" label={say('email')} autoComplete="username" {...field('email')} />
            <PasswordInput
              label={say('password')}
              description={say('passwordAdvice')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              autoComplete="new-password"
              {...field('password')}
            />
            <PasswordInput label={say('again')} autoComplete="new-password" {...field('again')} />
          </SimpleGrid>
        </Section>
        {asksToken && (
          <Section title={say('token')}>
            <TextInput label={say('token')} description={say('tokenAdvice')} autoComplete="off" {...field('token')} />
          </Section>
        )}
        {Object.keys(faults).length > 0 && (
          <p role="alert" className="welcome-fault">
            {say('fault')}
          </p>
        )}
        {error !== undefined && <Problem error={error} />}
        <Text c="dimmed">{say('foundAdvice')}</Text>
        <Group justify="flex-end">
          <Button type="submit" size="md" loading={busy}>
            {say('found')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
