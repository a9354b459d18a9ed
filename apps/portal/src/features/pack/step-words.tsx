import { Code, useSay, useWord, type WordKey, words } from '@packproof/ui';
import { Link } from 'react-router';
import type { Happening } from '../../goods/timeline';
import type { Step } from './documents';
import { texts } from './texts';

/** How a state that is noted on the ledger is called: it is the value of one of these. */
const NOTED = ['PackState', 'ExceptionResolution', 'ExceptionKind'] as const;

/** A note of the ledger in words; a reason that somebody wrote is shown as it was written. */
export function useNoteText(): (note: string | null) => string | undefined {
  const say = useSay(words) as (key: WordKey) => string;
  return (note) => {
    if (!note) return undefined;
    const key = NOTED.map((kind) => `${kind}.${note}` as WordKey).find((one) => words.keys.includes(one));
    return key ? say(key) : note;
  };
}

export const stepKey = (step: Step, i: number): string => `${step.receipt.transactionId} ${step.type} ${i}`;

/** Steps as a timeline shows them: what, who, where, in what, why. */
export function useSteps(steps: readonly Step[], own?: string | null): Happening[] {
  const say = useSay(texts);
  const word = useWord();
  const noteText = useNoteText();
  return steps.map((step, i) => {
    const { type, occurredAt, organisation, to, location, sscc, note } = step;
    const who = organisation?.name;
    return {
      key: stepKey(step, i),
      at: occurredAt,
      title: word('TraceEventType', type),
      lines: [
        who && to ? say('fromTo', { from: who, to: to.name }) : (who ?? say('notTold')),
        location && say('at', { place: location.name }),
        sscc && sscc !== own && (
          <>
            {say('inUnit')} <Link to={`/units/${sscc}`}>{<Code>{sscc}</Code>}</Link>
          </>
        ),
        noteText(note),
      ],
    };
  });
}
