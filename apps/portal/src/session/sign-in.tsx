import { Anchor, Button, Card, Group, PasswordInput, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { Refused } from '@packproof/client';
import { Problem, useSay, Word } from '@packproof/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { VisitorHeader } from '../shell/visitor-header';
import { post, read } from './post';
import { texts } from './texts';
import './sign-in.css';

interface DemoPerson {
  readonly name: string;
  readonly organisation: string;
  readonly role: 'REGULATOR' | 'MANUFACTURER' | 'DISTRIBUTOR' | 'PHARMACY' | 'HOSPITAL' | 'AUDITOR';
  readonly email: string;
}

export function SignIn() {
  const say = useSay(texts);
  const cache = useQueryClient();
  const [step, setStep] = useState<'password' | 'code'>('password');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<{ wrong: 'password' | 'code' } | unknown>();
  const { data: people = [] } = useQuery({
    queryKey: ['demo-people'],
    // Absent where the demo is off.
    queryFn: () => read<DemoPerson[]>('/demo/people'),
    retry: false,
  });

  const { data: firstRun } = useQuery({
    queryKey: ['first-run'],
    queryFn: () => read<{ open: boolean }>('/setup'),
    retry: false,
  });

  async function attempt(what: () => Promise<{ twoFactorRedirect?: boolean }>, wrong: 'password' | 'code') {
    setBusy(true);
    setError(undefined);
    try {
      const answer = await what();
      if (answer.twoFactorRedirect) setStep('code');
      else await cache.invalidateQueries({ queryKey: ['me'] });
    } catch (refusal) {
      const isWrong =
        refusal instanceof Refused && ['UNAUTHENTICATED', 'INVALID_INPUT', 'FORBIDDEN'].includes(refusal.code);
      setError(isWrong ? { wrong } : refusal);
    } finally {
      setBusy(false);
    }
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    if (step === 'password') {
      void attempt(() => post('/api/auth/sign-in/email', { email: form.email, password: form.password }), 'password');
      return;
    }
    const code = (form.code ?? '').trim();
    const kind = /^\d{6}$/.test(code) ? 'totp' : 'backup-code';
    void attempt(() => post(`/api/auth/two-factor/verify-${kind}`, { code }), 'code');
  }

  const wrong = (error as { wrong?: 'password' | 'code' } | undefined)?.wrong;
  return (
    <div className="sign-in">
      <VisitorHeader />
      <main className="sign-in-main">
        <Title order={1}>{say('tagline')}</Title>
        {firstRun?.open && (
          <Card withBorder padding="lg" radius="lg">
            <Title order={2} size="h3">
              {say('firstRun')}
            </Title>
            <Text mb="md">{say('firstRunAdvice')}</Text>
            <Group>
              <Button component="a" href="/setup">
                {say('firstRunBegin')}
              </Button>
            </Group>
          </Card>
        )}
        <div className="sign-in-columns">
          {people.length > 0 && (
            <Card withBorder padding="lg" radius="lg">
              <Title order={2} size="h3">
                {say('demo')}
              </Title>
              <Text c="dimmed" mb="md">
                {say('demoAdvice')}
              </Text>
              <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
                {people.map((person) => (
                  <button
                    key={person.email}
                    type="button"
                    className="sign-in-person"
                    disabled={busy}
                    onClick={() => void attempt(() => post('/demo/sign-in', { email: person.email }), 'password')}
                  >
                    <span className="sign-in-role">
                      <Word kind="OrganisationRole" value={person.role} />
                    </span>
                    <span>{person.organisation}</span>
                    <span className="sign-in-name">{person.name}</span>
                  </button>
                ))}
              </SimpleGrid>
              <Text size="sm" c="dimmed" mt="md">
                {say('demoOff')}
              </Text>
            </Card>
          )}
          <Card withBorder padding="lg" radius="lg">
            <form onSubmit={submit}>
              <Stack>
                <Title order={2} size="h3">
                  {say('signIn')}
                </Title>
                {step === 'password' ? (
                  <>
                    <TextInput name="email" type="email" label={say('email')} autoComplete="username" required />
                    <PasswordInput
                      name="password"
                      label={say('password')}
                      autoComplete="current-password"
                      withAsterisk={false}
                      required
                    />
                  </>
                ) : (
                  <TextInput
                    name="code"
                    label={say('code')}
                    description={say('codeAdvice')}
                    autoComplete="one-time-code"
                    autoFocus
                    required
                  />
                )}
                {wrong && (
                  <div role="alert">
                    <Text fw={700} c="var(--error-ink)">
                      {say(wrong === 'code' ? 'codeRefused' : 'refused')}
                    </Text>
                    <Text>{say(wrong === 'code' ? 'codeRefusedAdvice' : 'refusedAdvice')}</Text>
                  </div>
                )}
                {error !== undefined && !wrong && <Problem error={error} />}
                <Button type="submit" loading={busy}>
                  {say(step === 'code' ? 'continue' : 'signIn')}
                </Button>
              </Stack>
            </form>
          </Card>
        </div>
        <Anchor href="/check">{say('checkPack')}</Anchor>
      </main>
    </div>
  );
}
