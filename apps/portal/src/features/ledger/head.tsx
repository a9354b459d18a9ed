import { Button, Stack, Text } from '@mantine/core';
import { toBase64 } from '@packproof/merkle';
import { Code, Confirm, Facts, Section, Tag, useFormats, useSay } from '@packproof/ui';
import { useState } from 'react';
import { forget } from '../../log/memory';
import { texts } from './texts';
import type { CheckedLog } from './use-checked-log';

/** What the ledger commits to, and what this page found when it checked that. */
export function Head({ log }: { readonly log: CheckedLog }) {
  const say = useSay(texts);
  const formats = useFormats();
  const { checkpoint, finding, before, key } = log;
  const size = formats.number(before?.size ?? 0);
  return (
    <Section title={say('head')}>
      <Stack>
        {finding === 'first-visit' && <Found tone="OK" title={say('signed')} advice={say('firstVisit')} />}
        {finding === 'grew' && <Found tone="OK" title={say('signed')} advice={say('grew', { size })} />}
        {finding === 'forked' && <Found tone="STOP" title={say('forked')} advice={say('forkedAdvice', { size })} />}
        {finding === 'not-signed' && <Found tone="STOP" title={say('notSigned')} advice={say('notSignedAdvice')} />}
        {finding === 'key-changed' && <KeyChanged />}
        <Facts
          facts={[
            [say('size'), checkpoint && <strong className="ledger-size">{formats.number(checkpoint.size)}</strong>],
            [say('log'), checkpoint?.origin],
            [say('root'), checkpoint && <Code>{toBase64(checkpoint.root)}</Code>],
            [say('key'), <Code key="key">{key}</Code>],
          ]}
        />
        <Text size="sm" c="dimmed">
          {say('keyPinned')}
        </Text>
      </Stack>
    </Section>
  );
}

interface FoundProps {
  readonly tone: 'OK' | 'STOP';
  readonly title: string;
  readonly advice: string;
}

function Found({ tone, title, advice }: FoundProps) {
  return (
    <div role="status">
      <Tag tone={tone}>{title}</Tag>
      <p className="ledger-advice">{advice}</p>
    </div>
  );
}

function KeyChanged() {
  const say = useSay(texts);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Found tone="STOP" title={say('keyChanged')} advice={say('keyChangedAdvice')} />
      <Button variant="default" onClick={() => setAsking(true)} style={{ alignSelf: 'flex-start' }}>
        {say('trustNew')}
      </Button>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={say('trustNewTitle')}
        action={say('trustNew')}
        onConfirm={async () => {
          forget();
          location.reload();
        }}
      >
        {say('trustNewAdvice')}
      </Confirm>
    </>
  );
}
