import { Button, CopyButton, Group, Loader, Stack, Text } from '@mantine/core';
import { Code, download, Problem, Section, SeverityIcon, Tag, useFormats, useSay } from '@packproof/ui';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { type Memory, recall, remember } from '../../../log/memory';
import type { CheckedProof, ProofFault } from './check-proof';
import { texts } from './texts';
import { Tick } from './tick';
import type { ProofState } from './use-proof';
import './proof.css';

interface ProofSectionProps {
  readonly proof: ProofState;
  readonly name: string;
}

/** What was checked in this page, what is left to check elsewhere, and the file for it. */
export function ProofSection({ proof, name }: ProofSectionProps) {
  const say = useSay(texts);
  const file = proof.state === 'holds' || proof.state === 'fails' ? proof.file : undefined;
  const save = file !== undefined && (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden="true" />}
      onClick={() => download(new Blob([JSON.stringify(file, null, 2)], { type: 'application/json' }), name)}
    >
      {say('download')}
    </Button>
  );
  return (
    <Section title={say('title')} actions={save}>
      {proof.state === 'checking' && (
        <Group>
          <Loader size="sm" />
          <Text>{say('checking')}</Text>
        </Group>
      )}
      {proof.state === 'none' && (
        <Stack gap="xs">
          <Text>{say('none')}</Text>
          <Problem error={proof.error} />
        </Stack>
      )}
      {proof.state === 'fails' && <Fails fault={proof.fault} />}
      {proof.state === 'holds' && <Holds checked={proof.checked} vkey={proof.vkey} name={name} />}
    </Section>
  );
}

function Fails({ fault: { what, index } }: { readonly fault: Pick<ProofFault, 'what' | 'index'> }) {
  const say = useSay(texts);
  const reason =
    what === 'entry'
      ? say('failsEntry', { index: index ?? '?' })
      : say(what === 'checkpoint' ? 'failsCheckpoint' : what === 'commission' ? 'failsCommission' : 'failsUnreadable');
  return (
    <div className="proof-fails" role="alert">
      <SeverityIcon severity="STOP" />
      <div>
        <p>
          <strong>{say('fails')}</strong>
        </p>
        <p>{reason}</p>
        <p>{say('failsAdvice')}</p>
      </div>
    </div>
  );
}

interface HoldsProps {
  readonly checked: CheckedProof;
  readonly vkey: string;
  readonly name: string;
}

function Holds({ checked, vkey, name }: HoldsProps) {
  const say = useSay(texts);
  const formats = useFormats();
  const { log, size, entries, commission } = checked;
  return (
    <Stack gap="md">
      <p className="proof-holds">
        <Tick /> {say('holds', { size: formats.number(size) })}
      </p>
      <div className="proof-columns">
        <div>
          <h3>{say('what')}</h3>
          <ul>
            <li>{say('checkedSignature', { log, size: formats.number(size) })}</li>
            <li>{say('checkedEntries', { count: formats.number(entries.length) })}</li>
            <li>
              {say('checkedCommission', {
                index: formats.number(commission.index),
                when: formats.exactTime(commission.recordedAt),
              })}
            </li>
          </ul>
        </div>
        <div>
          <h3>{say('adds')}</h3>
          <ul>
            <li>{say('addsLeaf')}</li>
            <li>{say('addsSignatures')}</li>
            <li>{say('addsOffline')}</li>
          </ul>
          <p>{say('command')}</p>
          <code className="proof-command">npx packproof verify-proof {name}</code>
        </div>
      </div>
      <LogKey vkey={vkey} />
    </Stack>
  );
}

/** The key is worth what one knows about it: at least that it is the same as ever. */
function LogKey({ vkey }: { readonly vkey: string }) {
  const say = useSay(texts);
  const formats = useFormats();
  const [known, setKnown] = useState<Memory | undefined>(() => {
    const found = recall();
    if (!found) remember(vkey);
    return found;
  });
  const changed = known !== undefined && known.key !== vkey;
  return (
    <div>
      <Group gap="xs" justify="space-between">
        <Text size="sm" fw={650}>
          {say('key')}
        </Text>
        <CopyButton value={vkey}>
          {({ copied, copy }) => (
            <Button variant="subtle" size="compact-sm" onClick={copy}>
              {say(copied ? 'copied' : 'copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Code>{vkey}</Code>
      {changed ? (
        <Group mt="xs" role="alert">
          <Tag tone="CHECK">{say('keyChanged', { when: formats.date(known.since.slice(0, 10)) })}</Tag>
          <Button
            variant="default"
            size="sm"
            onClick={() => {
              remember(vkey);
              setKnown(recall());
            }}
          >
            {say('trustNew')}
          </Button>
        </Group>
      ) : (
        <Text size="sm" c="dimmed">
          {known ? say('keyKnown', { when: formats.time(known.since) }) : say('keyNew')}
        </Text>
      )}
    </div>
  );
}
