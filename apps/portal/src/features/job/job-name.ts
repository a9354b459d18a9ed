import { useSay } from '@packproof/ui';
import { texts } from './texts';

interface Named {
  readonly kind: string;
  readonly lot: string | null;
}

/** What a job does, and to what. */
export function useJobName(): (job: Named) => string {
  const say = useSay(texts);
  return ({ kind, lot }) => {
    if (kind === 'COMMISSION') return lot ? say('commissionOf', { lot }) : say('commission');
    return say('otherKind');
  };
}
