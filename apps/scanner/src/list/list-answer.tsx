import { Answer, AnswerRegion, type Fact } from '@packproof/ui';
import type { ReactNode } from 'react';
import { factsOf } from '../facts';
import { useLanguage } from '../language';
import { ReadText } from '../read-text';
import type { Judged } from './judged';

export interface ListAnswerProps {
  readonly shown: Judged | undefined;
  /** How often the shown thing was scanned again. */
  readonly again: number;
  readonly inside: boolean;
  readonly idle: { readonly title: string; readonly advice: string };
  readonly notes?: readonly ReactNode[];
}

/** The last scan's answer: the same large card as at the counter, a little lower, because the list stands below it. */
export function ListAnswer({ shown, again, inside, idle, notes = [] }: ListAnswerProps) {
  const door = useLanguage();
  const { say, language } = door;
  const { outcome, severity } = shown?.standing ?? {};
  if (!shown || !outcome || !severity) {
    return (
      <AnswerRegion label={say('answerRegion')} busy={shown !== undefined}>
        <div className="idle idle-low">
          <p className="idle-title">{shown ? say('checking') : idle.title}</p>
          {shown ? <ReadText text={shown.line.scan} /> : <p>{idle.advice}</p>}
        </div>
      </AnswerRegion>
    );
  }
  const { line, words } = shown;
  const all = [...(again > 0 ? [say(inside ? 'scannedInside' : 'scannedAgain')] : []), ...notes];
  if (line.verification?.repaired) all.push(say('repaired'));
  return (
    <AnswerRegion label={say('answerRegion')} outcome={outcome} severity={severity}>
      <div className="answer-low">
        <Answer
          key={`${line.id}-${again}`}
          language={language}
          severity={severity}
          title={words.title}
          advice={words.advice}
          notes={all}
          facts={line.verification ? shortFacts(factsOf(line.verification, door)) : []}
        />
      </div>
    </AnswerRegion>
  );
}

/** Which thing it is; the rest stands at the counter and the check. */
const shortFacts = (facts: readonly Fact[]): Fact[] => facts.slice(0, 5);
