import { Button, Group, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import { Problem, useSay } from '@packproof/ui';
import { type FormEvent, useEffect, useState } from 'react';
import { CopyField } from '../../../copying/copy-field';
import { post } from '../../../session/post';
import { isWrong } from './ask-password';
import { BackupCodes } from './backup-codes';
import { texts } from './texts';

/** As /api/auth/two-factor/enable answers: `otpauth://totp/…?secret=…` */
export interface Enrolment {
  readonly totpURI: string;
  readonly backupCodes: readonly string[];
}

/** The secret goes into the app, and a first code proves that it is there: until then nothing is asked at sign-in. */
export function SwitchOn({ enrolment, onDone }: { readonly enrolment: Enrolment; readonly onDone: () => unknown }) {
  const say = useSay(texts);
  const [code, setCode] = useState('');
  const [fault, setFault] = useState<'codeWrong' | 'codeMissing'>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const secret = new URL(enrolment.totpURI).searchParams.get('secret') ?? '';

  async function submit(event: FormEvent) {
    event.preventDefault();
    const digits = code.replace(/\s/g, '');
    setError(undefined);
    setFault(/^\d{6}$/.test(digits) ? undefined : 'codeMissing');
    if (!/^\d{6}$/.test(digits)) return;
    setBusy(true);
    try {
      await post('/api/auth/two-factor/verify-totp', { code: digits });
      await onDone();
    } catch (refusal) {
      if (isWrong(refusal)) setFault('codeWrong');
      else setError(refusal);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack>
        <Title order={3} size="h4">
          {say('scanTitle')}
        </Title>
        <Text size="sm">{say('scanAdvice')}</Text>
        <QrCode text={enrolment.totpURI} title={say('qr')} />
        <CopyField label={say('secret')} value={secret} />
        <Title order={3} size="h4">
          {say('codesTitle')}
        </Title>
        <BackupCodes codes={enrolment.backupCodes} />
        <Title order={3} size="h4">
          {say('enterTitle')}
        </Title>
        <TextInput
          label={say('code')}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={fault && say(fault)}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={7}
          required
        />
        {error !== undefined && <Problem error={error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={busy}>
            {say('confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Drawn in the page: the secret goes to no other place. */
function QrCode({ text, title }: { readonly text: string; readonly title: string }) {
  const [source, setSource] = useState<string>();
  useEffect(() => {
    let isGone = false;
    void import('bwip-js/browser').then(({ drawingSVG, qrcode }) => {
      const svg = qrcode({ bcid: 'qrcode', text, padding: 4 }, drawingSVG());
      if (!isGone) setSource(`data:image/svg+xml,${encodeURIComponent(svg)}`);
    });
    return () => {
      isGone = true;
    };
  }, [text]);
  return source ? (
    <img className="settings-qr" src={source} alt={title} />
  ) : (
    <Skeleton className="settings-qr" animate={false} />
  );
}
