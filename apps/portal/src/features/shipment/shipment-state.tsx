import { Tag, type Tone, Word } from '@packproof/ui';
import type { ShipmentRow } from './documents';

const TONES: Readonly<Record<ShipmentRow['state'], Tone>> = {
  IN_TRANSIT: 'busy',
  PARTLY_RECEIVED: 'busy',
  RECEIVED: 'done',
  CANCELLED: 'quiet',
};

export function ShipmentState({ state }: { readonly state: ShipmentRow['state'] }) {
  return (
    <Tag tone={TONES[state]}>
      <Word kind="ShipmentState" value={state} />
    </Tag>
  );
}
