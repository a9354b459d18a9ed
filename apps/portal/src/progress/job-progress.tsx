import { Group, Progress, Stack, Text } from '@mantine/core';
import { Tag, type Tone, useFormats, useSay, Word } from '@packproof/ui';
import { isUnfinished, type Job } from './job';
import { texts } from './texts';

const TONES: Readonly<Record<Job['state'], Tone>> = {
  QUEUED: 'plain',
  RUNNING: 'busy',
  SUCCEEDED: 'done',
  SUCCEEDED_WITH_ERRORS: 'done',
  FAILED: 'plain',
  CANCELLED: 'quiet',
};

export function JobStateTag({ state }: Pick<Job, 'state'>) {
  return (
    <Tag tone={TONES[state]}>
      <Word kind="JobState" value={state} />
    </Tag>
  );
}

/** How far a job is: the bar while it works, in words always. */
export function JobProgress({ job }: { readonly job: Pick<Job, 'state' | 'done' | 'total' | 'failed'> }) {
  const say = useSay(texts);
  const formats = useFormats();
  const { done, total, failed } = job;
  const share = total > 0 ? Math.min(1, done / total) : 0;
  const words = say('doneOf', { done: formats.number(done), total: formats.number(total) });
  return (
    <Stack gap={4}>
      {isUnfinished(job) && <Progress value={share * 100} animated aria-label={words} />}
      <Group gap="xs">
        <Text size="sm">{words}</Text>
        {isUnfinished(job) && (
          <Text size="sm" c="dimmed">
            {formats.percent(share)}
          </Text>
        )}
        {failed > 0 && <Text size="sm">{say('failed', { count: formats.number(failed) })}</Text>}
      </Group>
    </Stack>
  );
}
