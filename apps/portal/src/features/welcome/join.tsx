import { Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { Refused } from '@packproof/client';
import { Problem, Section, useSay } from '@packproof/ui';
import { type FormEvent, useState } from 'react';
import { post } from '../../session/post';
import { isPassword } from './founder';
import type { Way } from './invitation';
import { texts } from './texts';

export interface JoinProps {
  readonly id: string;
  readonly email: string;
  readonly way: Way;
  readonly onJoined: () => void;
}

interface Faults {
  readonly name?: 'adminNameMissing';
  readonly password?: 'tooShort' | 'passwordMissing' | 'passwordWrong';
  readonly again?: 'differs';
  readonly code?: 'codeWrong';
}

const isRefused = (error: unknown, ...codes: string[]): boolean =>
  error instanceof Refused && codes.includes(error.code);

export function Join({ id, email, way, onJoined }: JoinProps) {
  const say = useSay(texts);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [code, setCode] = useState('');
  const [asksCode, setAsksCode] = useState(false);
  const [faults, setFaults] = useState<Faults>({});
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  const accept = (body: object) =>
    post<{ twoFactorRedirect?: boolean }>(`/invitations/${encodeURIComponent(id)}/accept`, body);

  function faultsOf(): Faults {
    if (asksCode || way === 'signedIn') return {};
    if (way === 'signIn') return password === '' ? { password: 'passwordMissing' } : {};
    return {
      ...(name.trim() === '' ? { name: 'adminNameMissing' } : {}),
      ...(isPassword(password) ? {} : { password: 'tooShort' }),
      ...(password === again ? {} : { again: 'differs' }),
    };
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    const found = faultsOf();
    setFaults(found);
    setError(undefined);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      if (asksCode) {
        const typed = code.trim();
        const kind = /^\d{6}$/.test(typed) ? 'totp' : 'backup-code';
        await post(`/api/auth/two-factor/verify-${kind}`, { code: typed });
      }
      const body =
        asksCode || way === 'signedIn' ? {} : way === 'signIn' ? { password } : { name: name.trim(), password };
      const { twoFactorRedirect } = await accept(body);
      if (twoFactorRedirect) setAsksCode(true);
      else onJoined();
    } catch (refusal) {
      if (asksCode && isRefused(refusal, 'UNAUTHENTICATED', 'INVALID_INPUT')) setFaults({ code: 'codeWrong' });
      else if (way === 'signIn' && isRefused(refusal, 'UNAUTHENTICATED')) setFaults({ password: 'passwordWrong' });
      else setError(refusal);
    } finally {
      setBusy(false);
    }
  }

  const passwordFault =
    faults.password && (faults.password === 'passwordWrong' ? say('passwordWrong', { email }) : say(faults.password));
  return (
    <Section title={say('join')}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack>
          {way === 'signUp' && <Text>{say('newAccount')}</Text>}
          {way === 'signIn' && !asksCode && <Text>{say('hasAccount')}</Text>}
          {way !== 'signedIn' && !asksCode && (
            <>
              <TextInput type="email" label={say('email')} value={email} autoComplete="username" readOnly />
              {way === 'signUp' && (
                <TextInput
                  label={say('adminName')}
                  value={name}
                  onChange={(event) => setName(event.currentTarget.value)}
                  error={faults.name && say(faults.name)}
                  autoComplete="name"
                  maxLength={100}
                  required
                />
              )}
              <PasswordInput
                label={say('password')}
                description={way === 'signUp' ? say('passwordAdvice') : undefined}
                value={password}
                onChange={(event) => setPassword(event.currentTarget.value)}
                error={passwordFault}
                autoComplete={way === 'signUp' ? 'new-password' : 'current-password'}
                required
              />
              {way === 'signUp' && (
                <PasswordInput
                  label={say('again')}
                  value={again}
                  onChange={(event) => setAgain(event.currentTarget.value)}
                  error={faults.again && say(faults.again)}
                  autoComplete="new-password"
                  required
                />
              )}
            </>
          )}
          {asksCode && (
            <TextInput
              label={say('code')}
              description={say('codeAdvice')}
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
              error={faults.code && say(faults.code)}
              autoComplete="one-time-code"
              autoFocus
              required
            />
          )}
          {error !== undefined && <Problem error={error} />}
          <Group justify="flex-end">
            <Button type="submit" loading={busy}>
              {say(asksCode ? 'continue' : 'join')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
