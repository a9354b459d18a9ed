import type { Checkpoint } from '@packproof/merkle';
import { useSay } from '@packproof/ui';
import { IconCheck, IconClock, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { LogReader } from './log-reader';
import { texts } from './texts';

export interface EntryProofProps {
  readonly index: number;
  readonly checkpoint: Checkpoint | undefined;
  readonly reader: LogReader;
}

/** Whether an entry is in the tree, computed here from the log's own tiles. */
export function EntryProof({ index, checkpoint, reader }: EntryProofProps) {
  const say = useSay(texts);
  const size = checkpoint?.size ?? 0;
  const { data, isError } = useQuery({
    // A tree that has grown from this one holds the entry too: once checked is checked.
    queryKey: ['entry-proof', index],
    queryFn: () => reader.holds(index, checkpoint!),
    enabled: checkpoint !== undefined && index < size,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (data === true) {
    return (
      <span className="entry-proof entry-holds">
        <IconCheck size={18} aria-hidden="true" /> {say('holds')}
      </span>
    );
  }
  if (data === false || isError) {
    return (
      <span className="entry-proof entry-fails">
        <IconX size={18} aria-hidden="true" /> {say('fails')}
      </span>
    );
  }
  return (
    <span className="entry-proof">
      <IconClock size={18} aria-hidden="true" /> {say(index < size ? 'checking' : 'unchecked')}
    </span>
  );
}
