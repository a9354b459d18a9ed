import { Loader } from '@mantine/core';
import { Empty, Section, useFormats, useSay } from '@packproof/ui';
import { lazy, Suspense, useMemo } from 'react';
import { Timeline } from '../../goods/timeline';
import type { Step } from './documents';
import { journeyOf } from './map/places';
import { texts as mapTexts } from './map/texts';
import { entryOfStep } from './proof/entry-of-step';
import { texts as proofTexts } from './proof/texts';
import { Tick } from './proof/tick';
import type { ProofState } from './proof/use-proof';
import { useSteps } from './step-words';
import { texts } from './texts';
import './journey.css';

const JourneyMap = lazy(async () => ({ default: (await import('./map/journey-map')).JourneyMap }));

interface JourneySectionProps {
  readonly steps: readonly Step[];
  readonly proof: ProofState;
}

/** Map and timeline side by side: where it was, and what happened there. */
export function JourneySection({ steps, proof }: JourneySectionProps) {
  const say = useSay(texts);
  const sayMap = useSay(mapTexts);
  const journey = useMemo(() => journeyOf(steps), [steps]);
  const happenings = useSteps(steps).map((happening, i) => {
    const mark = journey.numbers[i];
    return {
      ...happening,
      ...(mark === undefined ? {} : { mark }),
      lines: [...(happening.lines ?? []), <Receipt key="receipt" step={steps[i]!} proof={proof} />],
    };
  });
  return (
    <Section title={say('journey')}>
      {steps.length === 0 ? (
        <Empty title={say('noJourney')} advice={say('noJourneyAdvice')} />
      ) : (
        <div className="journey">
          <div className="journey-where">
            {journey.places.length === 0 ? (
              <p>{sayMap('nowhere')}</p>
            ) : (
              <Suspense fallback={<Loader role="status" aria-label={sayMap('loading')} />}>
                <JourneyMap journey={journey} />
                <p className="journey-source">{say('journeyLead')}</p>
              </Suspense>
            )}
          </div>
          <Timeline label={say('timeline')} happenings={happenings} />
        </div>
      )}
    </Section>
  );
}

/** Since when a step is on the ledger, and whether its entry was checked here. */
function Receipt({ step, proof }: { readonly step: Step; readonly proof: ProofState }) {
  const say = useSay(proofTexts);
  const formats = useFormats();
  const { block, committedAt } = step.receipt;
  const entry = proof.state === 'holds' ? entryOfStep(step, proof.checked.entries) : undefined;
  return (
    <>
      <span className="proof-step">
        {say('recorded', { block: formats.number(Number(block)), when: formats.exactTime(committedAt) })}
      </span>
      {proof.state === 'holds' && (
        <span className="proof-step" data-proven={entry !== undefined}>
          {entry ? (
            <>
              <Tick />
              {say('stepHolds', { size: formats.number(proof.checked.size), index: formats.number(entry.index) })}
            </>
          ) : (
            say('stepNot')
          )}
        </span>
      )}
    </>
  );
}
