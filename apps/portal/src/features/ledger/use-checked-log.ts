import type { Checkpoint } from '@packproof/merkle';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { client, subscriber } from '../../doors';
import { type Memory, recall, remember, type Tree } from '../../log/memory';
import { LEDGER_GREW } from './documents';
import { LogReader } from './log-reader';

/** What this page found when it checked the ledger. */
export interface CheckedLog {
  readonly key: string;
  readonly checkpoint: Checkpoint | undefined;
  readonly finding: 'first-visit' | 'grew' | 'forked' | 'not-signed' | 'key-changed';
  /** As it was at the visit before. */
  readonly before: Tree | undefined;
}

const readResource = async (path: string): Promise<Uint8Array> => {
  const response = await client.rest(`/log/${path}`, { cache: path.startsWith('tile/') ? 'force-cache' : 'no-store' });
  return new Uint8Array(await response.arrayBuffer());
};

/** The log, opened and compared with what this device saw before; again whenever it grows. */
export function useCheckedLog() {
  const cache = useQueryClient();
  const reader = useMemo(() => new LogReader(readResource), []);
  const memory = useMemo(() => recall(), []);
  useEffect(() => {
    const again = () => void cache.invalidateQueries({ queryKey: ['ledger'] });
    return subscriber.subscribe(LEDGER_GREW, {}, { next: again, again });
  }, [cache]);
  const query = useQuery({
    queryKey: ['ledger', 'checked'],
    queryFn: () => check(reader, memory),
    placeholderData: (previous: CheckedLog | undefined) => previous,
  });
  return { ...query, reader };
}

async function check(reader: LogReader, memory: Memory | undefined): Promise<CheckedLog> {
  const key = await reader.key();
  const before = memory?.tree;
  if (memory && memory.key !== key) return { key, checkpoint: undefined, finding: 'key-changed', before };
  const opened = await reader.open(key).catch((error: unknown) => {
    // What the network did is told as such; only what the log said can be wrong.
    if ((error as Error).name === 'Refused') throw error;
    return undefined;
  });
  if (!opened) return { key, checkpoint: undefined, finding: 'not-signed', before };
  const { checkpoint } = opened;
  // Another process may be a moment behind: what is smaller than what was seen is asked for again, not accused.
  if (before && checkpoint.size < before.size) throw new Error('the checkpoint is older than what was seen');
  const grew = !before || (await reader.grewFrom(before, checkpoint));
  if (!grew) return { key, checkpoint, finding: 'forked', before };
  remember(key, checkpoint);
  return { key, checkpoint, finding: before ? 'grew' : 'first-visit', before };
}
