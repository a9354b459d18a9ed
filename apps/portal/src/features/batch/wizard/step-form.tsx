import { Button, Group, Stack } from '@mantine/core';
import { Section, useSay } from '@packproof/ui';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { texts } from './texts';

interface StepFormProps {
  readonly title: string;
  readonly children: ReactNode;
  /** True: on. False: a field is at fault, and shows it. */
  readonly onSubmit: () => boolean | Promise<boolean>;
  readonly onBack?: () => void;
  readonly action?: string;
  readonly busy?: boolean;
}

/** One step: its fields, the way back, the way on. Where something is wrong, the first field at fault has the focus. */
export function StepForm({ title, children, onSubmit, onBack, action, busy = false }: StepFormProps) {
  const say = useSay(texts);
  const form = useRef<HTMLFormElement>(null);
  const [refused, setRefused] = useState(0);
  useEffect(() => {
    if (refused > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refused]);
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    if (!(await onSubmit())) setRefused((count) => count + 1);
  }
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <Section title={title}>
        <Stack>
          {children}
          <Group justify="space-between">
            {onBack ? (
              <Button variant="default" onClick={onBack} disabled={busy}>
                {say('back')}
              </Button>
            ) : (
              <span />
            )}
            <Button type="submit" loading={busy}>
              {action ?? say('next')}
            </Button>
          </Group>
        </Stack>
      </Section>
    </form>
  );
}
