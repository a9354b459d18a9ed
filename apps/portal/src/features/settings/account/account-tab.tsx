import { Button, Group, TextInput } from '@mantine/core';
import { Code, Facts, Problem, Section, useFormats, useSay, Word } from '@packproof/ui';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { useNotify } from '../../../ask';
import { post } from '../../../session/post';
import { useSession } from '../../../session/session';
import { texts } from './texts';

export function AccountTab() {
  const say = useSay(texts);
  const formats = useFormats();
  const { member } = useSession();
  const { organisation } = member;
  return (
    <>
      <OwnName />
      <Section
        title={say('organisation')}
        actions={
          <Button component={Link} to={`/organisations/${organisation.gln}`} variant="default">
            {say('record')}
          </Button>
        }
      >
        <Facts
          facts={[
            [say('organisationName'), organisation.name],
            [say('kind'), <Word key="kind" kind="OrganisationRole" value={organisation.role} />],
            [say('gln'), <Code key="gln">{organisation.gln}</Code>],
            [say('prefixes'), formats.list(organisation.companyPrefixes)],
          ]}
        />
      </Section>
    </>
  );
}

function OwnName() {
  const say = useSay(texts);
  const notify = useNotify();
  const cache = useQueryClient();
  const { member } = useSession();
  const [name, setName] = useState(member.name);
  const [isMissing, setMissing] = useState(false);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const next = name.trim();
    setMissing(next === '');
    setError(undefined);
    if (next === '') return;
    setBusy(true);
    try {
      await post('/api/auth/update-user', { name: next });
      await Promise.all(['me', 'people'].map((topic) => cache.invalidateQueries({ queryKey: [topic] })));
      notify.done(say('saved'));
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Section title={say('you')}>
      <form className="settings-form" onSubmit={(event) => void submit(event)} noValidate>
        <TextInput
          label={say('name')}
          description={say('nameAdvice')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={isMissing && say('nameMissing')}
          autoComplete="name"
          maxLength={100}
          required
        />
        {member.email && (
          <TextInput label={say('email')} description={say('emailAdvice')} value={member.email} readOnly />
        )}
        <Facts facts={[[say('role'), <Word key="role" kind="MemberRole" value={member.role} />]]} />
        {error !== undefined && <Problem error={error} />}
        <Group>
          <Button type="submit" loading={busy} disabled={name.trim() === member.name}>
            {say('save')}
          </Button>
        </Group>
      </form>
    </Section>
  );
}
