import { Button } from '@mantine/core';
import { Confirm, Page, useSay } from '@packproof/ui';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useSession } from '../../../session/session';
import { BatchStep } from './batch-step';
import { STEPS, type Step, useDraft } from './draft';
import { LabelsStep } from './labels-step';
import { PackingStep } from './packing-step';
import { SerialsStep } from './serials-step';
import type { StepProps } from './step-props';
import { texts } from './texts';
import './wizard.css';

const VIEWS: Readonly<Record<Step, (props: StepProps) => React.ReactNode>> = {
  batch: BatchStep,
  serials: SerialsStep,
  packing: PackingStep,
  labels: LabelsStep,
};

/** A batch from an empty form to the ledger. Each step can be gone back to; a reload loses nothing. */
export function NewBatch() {
  const say = useSay(texts);
  const { member } = useSession();
  const [params] = useSearchParams();
  const given = {
    ...(params.get('gtin') ? { gtin: params.get('gtin')! } : {}),
    ...(params.get('lot') ? { lot: params.get('lot')! } : {}),
  };
  const { draft, change, begin } = useDraft(member.id, given);
  const [asking, setAsking] = useState(false);
  const at = STEPS.indexOf(draft.step);
  const go = (to: number) => change({ step: STEPS[to] ?? draft.step });
  const View = VIEWS[draft.step];
  const body = useRef<HTMLDivElement>(null);
  const shown = useRef(draft.step);
  useEffect(() => {
    if (shown.current === draft.step) return;
    shown.current = draft.step;
    body.current?.focus();
  }, [draft.step]);
  return (
    <Page
      title={say('title')}
      lead={say('lead')}
      actions={
        (at > 0 || draft.lot !== '') && (
          <Button variant="subtle" onClick={() => setAsking(true)} disabled={draft.asked !== null}>
            {say('startOver')}
          </Button>
        )
      }
    >
      <nav aria-label={say('steps')} className="wizard-steps">
        <ol>
          {STEPS.map((step, index) => (
            <li key={step}>
              <button
                type="button"
                onClick={() => go(index)}
                disabled={index >= at || draft.asked !== null}
                aria-current={index === at ? 'step' : undefined}
              >
                <span aria-hidden="true">{index + 1}</span> {say(step)}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <div ref={body} tabIndex={-1} className="wizard-body">
        <View key={draft.step} draft={draft} change={change} onNext={() => go(at + 1)} onBack={() => go(at - 1)} />
      </div>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={say('startOverTitle')}
        action={say('startOver')}
        onConfirm={async () => begin()}
      >
        {say('startOverAdvice', { lot: draft.lot || '—' })}
      </Confirm>
    </Page>
  );
}
