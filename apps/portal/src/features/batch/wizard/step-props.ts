import type { Draft } from './draft';

/** What each step of the wizard is given. */
export interface StepProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly onNext: () => void;
  readonly onBack: () => void;
}
