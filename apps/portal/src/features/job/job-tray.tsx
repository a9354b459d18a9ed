import { ActionIcon, Indicator } from '@mantine/core';
import { useFormats, useSay } from '@packproof/ui';
import { IconProgress } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { useAnswer } from '../../ask';
import { RUNNING_JOBS } from './documents';
import { texts } from './texts';

/** How much is still being done, from any page; not there while nothing is. */
export function JobTray() {
  const say = useSay(texts);
  const formats = useFormats();
  const cache = useQueryClient();
  const { data } = useAnswer('jobs', RUNNING_JOBS, {});
  const running = data?.jobs.nodes.length ?? 0;
  const before = useRef(0);
  // One that has ended has made something.
  useEffect(() => {
    if (running < before.current) {
      for (const topic of ['batches', 'stock', 'packs']) void cache.invalidateQueries({ queryKey: [topic] });
    }
    before.current = running;
  }, [running, cache]);
  if (running === 0) return null;
  const count = `${formats.number(running)}${data?.jobs.pageInfo.hasNextPage ? '+' : ''}`;
  return (
    // A phone's header has no room for it: there the menu leads to the jobs.
    <Indicator label={count} size={18} color="pine" offset={4} visibleFrom="sm">
      <ActionIcon
        component={Link}
        to={running === 1 ? `/jobs/${data?.jobs.nodes[0]?.id}` : '/jobs?state=OPEN'}
        variant="default"
        size="lg"
        aria-label={say('running', { count })}
      >
        <IconProgress size={20} stroke={1.75} aria-hidden="true" />
      </ActionIcon>
    </Indicator>
  );
}
