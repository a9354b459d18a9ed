import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { Refused } from '@packproof/client';
import { Problem, useSay } from '@packproof/ui';
import { type FormEvent, useState } from 'react';
import { texts } from './texts';

export interface AskPasswordProps {
  readonly action: string;
  readonly onPassword: (password: string) => Promise<unknown>;
}

/** Whoever only found the screen open cannot change how its owner signs in. */
export function AskPassword({ action, onPassword }: AskPasswordProps) {
  const say = useSay(texts);
  const [password, setPassword] = useState('');
  const [fault, setFault] = useState<'passwordWrong' | 'passwordMissing'>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setFault(password === '' ? 'passwordMissing' : undefined);
    setError(undefined);
    if (password === '') return;
    setBusy(true);
    try {
      await onPassword(password);
    } catch (refusal) {
      if (isWrong(refusal)) setFault('passwordWrong');
      else setError(refusal);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack>
        <PasswordInput
          label={say('password')}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={fault && say(fault)}
          autoComplete="current-password"
          required
          data-autofocus
        />
        {error !== undefined && <Problem error={error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={busy}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** better-auth's 400 INVALID_PASSWORD, 401 INVALID_CODE. */
export const isWrong = (error: unknown): boolean =>
  error instanceof Refused && (error.code === 'INVALID_INPUT' || error.code === 'UNAUTHENTICATED');
