import { isOutcome, type Outcome } from '@packproof/outcomes';
import { OutcomeTag, Tag, useWord, type WordKey, words } from '@packproof/ui';
import type { Sample } from './samples';

/** What speaks against a pack, as the counter says it; of others their state. */
export function SampleTag({ sample }: { readonly sample: Sample }) {
  const word = useWord();
  const { state } = sample;
  const against = outcomeAgainst(sample, new Date().toISOString().slice(0, 10));
  if (against) return <OutcomeTag code={against} />;
  return isPackState(state) ? <Tag tone={state === 'ACTIVE' ? 'done' : 'quiet'}>{word('PackState', state)}</Tag> : null;
}

export function outcomeAgainst({ recalled, expiry, state }: Sample, today: string): Outcome | undefined {
  if (recalled) return 'RECALLED';
  if (expiry < today) return 'EXPIRED';
  return state !== null && state !== 'ACTIVE' && isOutcome(state) ? state : undefined;
}

type PackState = Extract<WordKey, `PackState.${string}`> extends `PackState.${infer State}` ? State : never;

const isPackState = (state: string | null): state is PackState =>
  (words.keys as readonly string[]).includes(`PackState.${state}`);
