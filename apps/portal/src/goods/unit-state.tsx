import { Tag, type Tone, Word } from '@packproof/ui';
import type { UnitNode } from './documents';

const TONES: Readonly<Record<UnitNode['state'], Tone>> = {
  AT_REST: 'plain',
  IN_TRANSIT: 'busy',
  DISPUTED: 'plain',
  QUARANTINED: 'plain',
  DECOMMISSIONED: 'quiet',
  EMPTY: 'quiet',
};

export function UnitState({ state }: { readonly state: UnitNode['state'] }) {
  return (
    <Tag tone={TONES[state]}>
      <Word kind="UnitState" value={state} />
    </Tag>
  );
}
