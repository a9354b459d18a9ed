import { Button, Checkbox, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { Empty, Page, Problem, Section, useSay, useWord } from '@packproof/ui';
import { type FormEvent, useRef, useState } from 'react';
import { Link } from 'react-router';
import { useCommand } from '../../ask';
import { emptyPlace } from '../../places/place';
import { GlnField, PlaceFields } from '../../places/place-fields';
import { useSession } from '../../session/session';
import { REGISTER_ORGANISATION, REGISTRABLE } from './documents';
import { type Draft, type Faults, faultsOfRefusal, readDraft } from './register';
import { Registered, type RegisteredProps } from './registered';
import { texts } from './texts';

const fresh = (): Draft => ({
  ...{ gln: '', name: '', role: 'MANUFACTURER', licence: '', validUntil: null, prefixes: '', adminEmail: '' },
  place: emptyPlace(),
});

export function RegisterOrganisation() {
  const say = useSay(texts);
  const { is, isAdmin } = useSession();
  const [made, setMade] = useState<Omit<RegisteredProps, 'onAnother'>>();
  if (!is('REGULATOR') || !isAdmin) {
    return (
      <Page title={say('register')}>
        <Empty
          title={say('onlyRegulator')}
          advice={say('onlyRegulatorAdvice')}
          action={
            <Button component={Link} to="/organisations">
              {say('toList')}
            </Button>
          }
        />
      </Page>
    );
  }
  return (
    <Page title={made ? say('registered', { name: made.name }) : say('register')}>
      {made ? <Registered {...made} onAnother={() => setMade(undefined)} /> : <RegisterForm onMade={setMade} />}
    </Page>
  );
}

/** What is typed stays when the ledger refuses it. */
function RegisterForm({ onMade }: { readonly onMade: (made: Omit<RegisteredProps, 'onAnother'>) => void }) {
  const say = useSay(texts);
  const word = useWord();
  const command = useCommand(REGISTER_ORGANISATION, ['organisations']);
  const [draft, setDraft] = useState<Draft>(fresh);
  const [faults, setFaults] = useState<Faults>({});
  const [error, setError] = useState<unknown>();
  const form = useRef<HTMLFormElement>(null);
  const change = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }));
  const { prefixes: prefixFault } = faults;

  const showFaults = (found: Faults) => {
    setFaults(found);
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };

  async function submit(event: FormEvent) {
    event.preventDefault();
    const read = readDraft(draft);
    setError(undefined);
    if (!read.ok) return showFaults(read.faults);
    setFaults({});
    try {
      const { registerOrganisation } = await command.give({ input: read.input });
      onMade({ ...registerOrganisation, email: read.input.adminEmail });
    } catch (refusal) {
      const found = faultsOfRefusal(refusal, read.input.companyPrefixes);
      if (found) showFaults(found);
      else setError(refusal);
    }
  }

  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <Stack>
        <Section title={say('organisation')}>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <Select
              label={say('role')}
              data={REGISTRABLE.map((value) => ({ value, label: word('OrganisationRole', value) }))}
              value={draft.role}
              onChange={(value) => value && change({ role: value as Draft['role'] })}
              allowDeselect={false}
            />
            <TextInput
              label={say('name')}
              value={draft.name}
              onChange={(event) => change({ name: event.currentTarget.value })}
              error={faults.name && say(faults.name)}
              maxLength={200}
              required
            />
            <GlnField
              description={say('glnAdvice')}
              value={draft.gln}
              fault={faults.gln}
              onText={(gln) => change({ gln })}
            />
            <TextInput
              label={say('prefixes')}
              description={say('prefixesAdvice')}
              value={draft.prefixes}
              onChange={(event) => change({ prefixes: event.currentTarget.value })}
              error={
                prefixFault &&
                (prefixFault.text === 'prefixMissing' ? say('prefixMissing') : say(prefixFault.text, prefixFault))
              }
              required={draft.role === 'MANUFACTURER'}
            />
            <TextInput
              label={say('licenceNumber')}
              value={draft.licence}
              onChange={(event) => change({ licence: event.currentTarget.value })}
              error={faults.licence && say(faults.licence)}
              maxLength={200}
              required
            />
            <DateInput
              label={say('validUntil')}
              value={draft.validUntil}
              onChange={(validUntil) => change({ validUntil })}
              error={faults.validUntil && say(faults.validUntil)}
              valueFormat="YYYY-MM-DD"
              required
            />
          </SimpleGrid>
        </Section>
        <Section title={say('firstPlace')}>
          <Stack>
            <Text>{say('firstPlaceAdvice')}</Text>
            <Checkbox
              label={say('withPlace')}
              checked={draft.place !== undefined}
              onChange={(event) => change({ place: event.currentTarget.checked ? emptyPlace() : undefined })}
            />
            {draft.place && (
              <PlaceFields draft={draft.place} faults={faults.place} onChange={(place) => change({ place })} />
            )}
          </Stack>
        </Section>
        <Section title={say('admin')}>
          <TextInput
            type="email"
            label={say('adminEmail')}
            description={say('adminAdvice')}
            value={draft.adminEmail}
            onChange={(event) => change({ adminEmail: event.currentTarget.value })}
            error={faults.adminEmail && say(faults.adminEmail)}
            autoComplete="off"
            maw="32rem"
            required
          />
        </Section>
        {Object.keys(faults).length > 0 && (
          <Text role="alert" fw={600} c="var(--error-ink)">
            {say('fault')}
          </Text>
        )}
        {error !== undefined && <Problem error={error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={command.busy}>
            {say('register')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
