import { Button, Checkbox, Group, PasswordInput } from '@mantine/core';
import { Problem, Section, useSay } from '@packproof/ui';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNotify } from '../../../ask';
import { post } from '../../../session/post';
import { isWrong } from './ask-password';
import { texts } from './texts';

const LEAST = 12;
const MOST = 128;

interface Faults {
  readonly current?: 'passwordWrong' | 'passwordMissing';
  readonly next?: 'tooShort';
  readonly again?: 'differs';
}

export function Password() {
  const say = useSay(texts);
  const notify = useNotify();
  const cache = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [others, setOthers] = useState(true);
  const [faults, setFaults] = useState<Faults>({});
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const found: Faults = {
      ...(current === '' ? { current: 'passwordMissing' } : {}),
      ...(next.trim().length < LEAST || next.length > MOST ? { next: 'tooShort' } : {}),
      ...(next !== again ? { again: 'differs' } : {}),
    };
    setFaults(found);
    setError(undefined);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      const body = { currentPassword: current, newPassword: next, revokeOtherSessions: others };
      await post('/api/auth/change-password', body);
      for (const clear of [setCurrent, setNext, setAgain]) clear('');
      notify.done(say('changed'));
      await cache.invalidateQueries({ queryKey: ['me'] });
    } catch (refusal) {
      if (isWrong(refusal)) setFaults({ current: 'passwordWrong' });
      else setError(refusal);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Section title={say('passwordTitle')}>
      <form className="settings-form" onSubmit={(event) => void submit(event)} noValidate>
        <PasswordInput
          label={say('current')}
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          error={faults.current && say(faults.current)}
          autoComplete="current-password"
          required
        />
        <PasswordInput
          label={say('next')}
          description={say('nextAdvice')}
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
          error={faults.next && say(faults.next)}
          autoComplete="new-password"
          required
        />
        <PasswordInput
          label={say('again')}
          value={again}
          onChange={(event) => setAgain(event.currentTarget.value)}
          error={faults.again && say(faults.again)}
          autoComplete="new-password"
          required
        />
        <Checkbox label={say('others')} checked={others} onChange={(event) => setOthers(event.currentTarget.checked)} />
        {error !== undefined && <Problem error={error} />}
        <Group>
          <Button type="submit" loading={busy}>
            {say('change')}
          </Button>
        </Group>
      </form>
    </Section>
  );
}
