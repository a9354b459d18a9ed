import { OutcomeTag, Tag, Word } from '@packproof/ui';
import type { BatchState } from './documents';

/** What stops a batch is an answer of the catalogue, in its colour; a batch that nothing stops is said quietly. */
export function BatchStateTag({ state }: { readonly state: BatchState }) {
  if (state !== 'ACTIVE') return <OutcomeTag code={state} />;
  return (
    <Tag tone="quiet">
      <Word kind="BatchState" value={state} />
    </Tag>
  );
}
