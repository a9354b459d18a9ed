import { Button, Group, Loader, Modal, Stack, Text } from '@mantine/core';
import { Problem, Section, screenTexts, Tag, useSay } from '@packproof/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAnswer, useNotify } from '../../../ask';
import { post } from '../../../session/post';
import { AskPassword } from './ask-password';
import { BackupCodes } from './backup-codes';
import { SECOND_FACTOR } from './documents';
import { type Enrolment, SwitchOn } from './switch-on';
import { texts } from './texts';

type Step =
  | { readonly kind: 'on' | 'off' | 'codes' }
  | { readonly kind: 'enrol'; readonly enrolment: Enrolment }
  | { readonly kind: 'newCodes'; readonly codes: readonly string[] };

const TITLES = {
  on: 'switchOn',
  off: 'offTitle',
  codes: 'newCodesTitle',
  enrol: 'factor',
  newCodes: 'newCodes',
} as const;

export function SecondFactor() {
  const say = useSay(texts);
  const close = useSay(screenTexts)('close');
  const notify = useNotify();
  const cache = useQueryClient();
  const { data, error, refetch } = useAnswer('me', SECOND_FACTOR, {});
  const [step, setStep] = useState<Step>();
  const isOn = data?.me.secondFactor;
  const done = async (title: 'nowOn' | 'nowOff', advice?: string) => {
    setStep(undefined);
    await cache.invalidateQueries({ queryKey: ['me'] });
    notify.done(say(title), advice);
  };

  return (
    <Section
      title={say('factor')}
      actions={isOn !== undefined && <Tag tone={isOn ? 'done' : 'quiet'}>{say(isOn ? 'isOn' : 'isOff')}</Tag>}
    >
      <Stack maw="46rem">
        <Text>{say('factorAdvice')}</Text>
        {error && <Problem error={error} onRetry={() => void refetch()} />}
        {isOn === undefined && !error && <Loader />}
        {isOn === false && (
          <Group>
            <Button onClick={() => setStep({ kind: 'on' })}>{say('switchOn')}</Button>
          </Group>
        )}
        {isOn && (
          <Group>
            <Button variant="default" onClick={() => setStep({ kind: 'codes' })}>
              {say('newCodes')}
            </Button>
            <Button variant="default" onClick={() => setStep({ kind: 'off' })}>
              {say('switchOff')}
            </Button>
          </Group>
        )}
      </Stack>
      <Modal
        opened={step !== undefined}
        onClose={() => setStep(undefined)}
        closeOnClickOutside={step?.kind !== 'enrol' && step?.kind !== 'newCodes'}
        closeButtonProps={{ 'aria-label': close }}
        title={
          <Text fw={700} size="lg" component="span">
            {step && say(TITLES[step.kind])}
          </Text>
        }
        size="lg"
      >
        {step?.kind === 'on' && (
          <AskPassword
            action={say('continue')}
            onPassword={async (password) => {
              const enrolment = await post<Enrolment>('/api/auth/two-factor/enable', { password });
              setStep({ kind: 'enrol', enrolment });
            }}
          />
        )}
        {step?.kind === 'enrol' && (
          <SwitchOn enrolment={step.enrolment} onDone={() => done('nowOn', say('nowOnAdvice'))} />
        )}
        {step?.kind === 'codes' && (
          <Stack>
            <Text>{say('newCodesAdvice')}</Text>
            <AskPassword
              action={say('makeCodes')}
              onPassword={async (password) => {
                const made = await post<{ backupCodes: string[] }>('/api/auth/two-factor/generate-backup-codes', {
                  password,
                });
                setStep({ kind: 'newCodes', codes: made.backupCodes });
              }}
            />
          </Stack>
        )}
        {step?.kind === 'newCodes' && (
          <Stack>
            <BackupCodes codes={step.codes} />
            <Group justify="flex-end">
              <Button onClick={() => setStep(undefined)}>{say('haveThem')}</Button>
            </Group>
          </Stack>
        )}
        {step?.kind === 'off' && (
          <Stack>
            <Text>{say('offAdvice')}</Text>
            <AskPassword
              action={say('switchOff')}
              onPassword={async (password) => {
                await post('/api/auth/two-factor/disable', { password });
                await done('nowOff');
              }}
            />
          </Stack>
        )}
      </Modal>
    </Section>
  );
}
