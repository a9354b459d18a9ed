import { Button, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Confirm, screenTexts, useSay, useWord } from '@packproof/ui';
import { useState } from 'react';
import { useCommand, useNotify } from '../../ask';
import type { Topic } from '../../live';
import { useSession } from '../../session/session';
import { DECOMMISSION, type PackSeen, QUARANTINE, REACTIVATE, RELEASE } from './documents';
import { refusedOf } from './refused-of';
import { texts } from './texts';

const TOUCHED: readonly Topic[] = ['packs', 'units', 'stock', 'batches'];
const ENDS = ['DESTROYED', 'STOLEN', 'LOCKED', 'SAMPLE', 'FREE_SAMPLE', 'CHECKED_OUT', 'EXPORTED'] as const;
type End = (typeof ENDS)[number];
type Asking = 'quarantine' | 'release' | 'decommission' | 'reactivate';

interface PackActionsProps {
  readonly pack: PackSeen;
  readonly scan: string;
}

/** What can be done with a pack in its present state, for its holder; the doors have the last word. */
export function PackActions({ pack, scan }: PackActionsProps) {
  const say = useSay(texts);
  const { member, mayWrite, is } = useSession();
  const [asking, setAsking] = useState<Asking>();
  const own = member.organisation.gln;
  const isHolder = pack.custodian?.gln === own;
  const mayHold = mayWrite && (isHolder || pack.product.owner.gln === own || is('REGULATOR'));
  const offered: Asking[] =
    pack.state === 'ACTIVE'
      ? [...(mayHold ? (['quarantine'] as const) : []), ...(mayWrite && isHolder ? (['decommission'] as const) : [])]
      : pack.state === 'QUARANTINED'
        ? mayHold
          ? ['release']
          : []
        : mayWrite && isHolder && pack.state !== 'STOLEN' && pack.state !== 'DESTROYED'
          ? ['reactivate']
          : [];
  const close = () => setAsking(undefined);
  return (
    <>
      {offered.map((one) => (
        <Button key={one} variant="default" onClick={() => setAsking(one)}>
          {say(one)}
        </Button>
      ))}
      <Hold kind="quarantine" scan={scan} opened={asking === 'quarantine'} onClose={close} />
      <Hold kind="release" scan={scan} opened={asking === 'release'} onClose={close} />
      <Decommission scan={scan} opened={asking === 'decommission'} onClose={close} />
      <Reactivate pack={pack} scan={scan} opened={asking === 'reactivate'} onClose={close} />
    </>
  );
}

interface AskProps {
  readonly scan: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

function Hold({ kind, scan, opened, onClose }: AskProps & { readonly kind: 'quarantine' | 'release' }) {
  const say = useSay(texts);
  const notify = useNotify();
  const quarantine = useCommand(QUARANTINE, TOUCHED);
  const release = useCommand(RELEASE, TOUCHED);
  const [reason, setReason] = useState('');
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      title={say(kind === 'quarantine' ? 'quarantineTitle' : 'releaseTitle')}
      action={say(kind)}
      disabled={reason.trim() === ''}
      onConfirm={async () => {
        const input = { scans: [scan], reason: reason.trim() };
        refusedOf(
          kind === 'quarantine'
            ? (await quarantine.give({ input })).quarantine
            : (await release.give({ input })).release,
        );
        setReason('');
        notify.done(say(kind === 'quarantine' ? 'quarantined' : 'released'));
      }}
    >
      <Stack>
        <Text>{say(kind === 'quarantine' ? 'quarantineAdvice' : 'releaseAdvice')}</Text>
        <TextInput
          label={say('reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={200}
        />
      </Stack>
    </Confirm>
  );
}

function Decommission({ scan, opened, onClose }: AskProps) {
  const say = useSay(texts);
  const parts = useSay(screenTexts);
  const word = useWord();
  const notify = useNotify();
  const command = useCommand(DECOMMISSION, TOUCHED);
  const undo = useCommand(REACTIVATE, TOUCHED);
  const [as, setAs] = useState<End>('DESTROYED');
  const [note, setNote] = useState('');
  const forGood = as === 'DESTROYED' || as === 'STOLEN';

  async function takeBack(from: End, notification: string) {
    notifications.hide(notification);
    try {
      refusedOf((await undo.give({ scans: [scan], from })).reactivate);
      notify.done(say('reactivated'));
    } catch (refusal) {
      notify.refused(refusal);
    }
  }

  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      title={say('decommissionTitle')}
      action={`${say('decommission')}: ${word('PackState', as)}`}
      onConfirm={async () => {
        refusedOf((await command.give({ scans: [scan], as, note: note.trim() || null })).decommission);
        const title = say('decommissioned', { state: word('PackState', as) });
        if (forGood) return notify.done(title);
        const id = crypto.randomUUID();
        notifications.show({
          id,
          title,
          autoClose: 15_000,
          withBorder: true,
          closeButtonProps: { 'aria-label': parts('close') },
          message: (
            <Button variant="default" size="sm" mt="xs" onClick={() => void takeBack(as, id)}>
              {say('undo')}
            </Button>
          ),
        });
      }}
    >
      <Stack>
        <NativeSelect
          label={say('decommissionAs')}
          value={as}
          onChange={(event) => setAs(event.currentTarget.value as End)}
          data={ENDS.map((value) => ({ value, label: word('PackState', value) }))}
        />
        <Text>
          {say(forGood ? 'decommissionForGood' : as === 'LOCKED' ? 'decommissionLocked' : 'decommissionUndo')}
        </Text>
        <TextInput
          label={say('reason')}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          maxLength={200}
        />
      </Stack>
    </Confirm>
  );
}

function Reactivate({ pack, scan, opened, onClose }: AskProps & { readonly pack: PackSeen }) {
  const say = useSay(texts);
  const word = useWord();
  const notify = useNotify();
  const command = useCommand(REACTIVATE, TOUCHED);
  const { state } = pack;
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      title={say('reactivateTitle')}
      action={say('reactivate')}
      onConfirm={async () => {
        if (state === 'ACTIVE' || state === 'QUARANTINED') return;
        refusedOf((await command.give({ scans: [scan], from: state })).reactivate);
        notify.done(say('reactivated'));
      }}
    >
      {say('reactivateAdvice', { state: word('PackState', state) })}
    </Confirm>
  );
}
