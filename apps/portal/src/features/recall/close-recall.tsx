import { Radio, Stack, Text, Textarea } from '@mantine/core';
import { Confirm, useFormats, useSay } from '@packproof/ui';
import { useState } from 'react';
import { useCommand, useNotify } from '../../ask';
import { CLOSE_RECALL, type Recall } from './documents';
import { texts } from './texts';

export interface CloseRecallProps {
  readonly recall: Recall;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** How a recall ends cannot be undone: it is asked for with what it means. */
export function CloseRecall({ recall, opened, onClose }: CloseRecallProps) {
  const say = useSay(texts);
  const formats = useFormats();
  const notify = useNotify();
  const command = useCommand(CLOSE_RECALL, ['recalls', 'batches', 'packs', 'today']);
  const [how, setHow] = useState<'complete' | 'lift'>('complete');
  const [note, setNote] = useState('');
  const silent = recall.holders.filter(({ acknowledgedAt }) => !acknowledgedAt).length;
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      title={say('closeTitle')}
      action={say('close')}
      disabled={note.trim() === ''}
      onConfirm={async () => {
        await command.give({ id: recall.id, note: note.trim(), lift: how === 'lift' });
        notify.done(say(how === 'lift' ? 'lifted' : 'completed'));
      }}
    >
      <Stack>
        {silent > 0 && <Text fw={600}>{say('closeOpen', { count: formats.number(silent) })}</Text>}
        <Radio.Group
          label={say('outcomeOfClosing')}
          value={how}
          onChange={(value) => setHow(value as 'complete' | 'lift')}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="complete" label={say('complete')} />
            <Radio value="lift" label={say('lift')} />
          </Stack>
        </Radio.Group>
        <Textarea
          label={say('closeNote')}
          description={say('reasonAdvice')}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          maxLength={500}
          autosize
          minRows={2}
          required
        />
      </Stack>
    </Confirm>
  );
}
