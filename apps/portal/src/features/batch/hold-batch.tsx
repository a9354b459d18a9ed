import { Stack, Text, Textarea } from '@mantine/core';
import { Refused } from '@packproof/client';
import { Confirm, useFormats, useSay } from '@packproof/ui';
import { useState } from 'react';
import { useCommand, useNotify } from '../../ask';
import type { Topic } from '../../live';
import { type Batch, QUARANTINE_BATCH, RELEASE_BATCH } from './documents';
import { texts } from './texts';

interface HoldBatchProps {
  readonly batch: Batch;
  /** Absent: nobody asked. */
  readonly kind: 'QUARANTINE' | 'RELEASE' | undefined;
  readonly onClose: () => void;
}

const TOUCHED: readonly Topic[] = ['batches', 'packs', 'units', 'stock'];

/** Holds a whole batch back, wherever its packs are, or lets it go again: with the reason, for the record. */
export function HoldBatch({ batch, kind, onClose }: HoldBatchProps) {
  const say = useSay(texts);
  const formats = useFormats();
  const notify = useNotify();
  const quarantine = useCommand(QUARANTINE_BATCH, TOUCHED);
  const release = useCommand(RELEASE_BATCH, TOUCHED);
  const [reason, setReason] = useState('');
  const { gtin, lot } = batch;
  const isRelease = kind === 'RELEASE';
  const packs = formats.number(batch.packs);

  async function confirm() {
    const variables = { batch: { gtin, lot }, reason: reason.trim() };
    const [result] = isRelease
      ? (await release.give(variables)).release
      : (await quarantine.give(variables)).quarantine;
    if (result && !result.ok) throw new Refused(result.outcome, { gtin, lot });
    notify.done(say(isRelease ? 'released' : 'quarantined', { lot }));
    setReason('');
  }

  return (
    <Confirm
      opened={kind !== undefined}
      onClose={onClose}
      title={say(isRelease ? 'releaseTitle' : 'quarantineTitle', { lot })}
      action={say(isRelease ? 'release' : 'quarantine')}
      disabled={reason.trim() === ''}
      onConfirm={confirm}
    >
      <Stack>
        <Text>{say(isRelease ? 'releaseAdvice' : 'quarantineAdvice', { packs })}</Text>
        <Textarea
          label={say('reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={500}
          autosize
          minRows={2}
        />
      </Stack>
    </Confirm>
  );
}
