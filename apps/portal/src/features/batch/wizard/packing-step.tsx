import { NumberInput, SegmentedControl, SimpleGrid } from '@mantine/core';
import { useSay } from '@packproof/ui';
import { useState } from 'react';
import type { Count, PackingDraft } from './draft';
import { isCount } from './packing';
import { PackingPreview } from './packing-preview';
import { packsOf } from './request';
import { StepForm } from './step-form';
import type { StepProps } from './step-props';
import { texts } from './texts';

/** How many packs go into a case, how many cases on a pallet; what comes of it is seen at once. */
export function PackingStep({ draft, change, onNext, onBack }: StepProps) {
  const say = useSay(texts);
  const { packing } = draft;
  const [checked, setChecked] = useState(false);
  const set = (part: Partial<PackingDraft>) => change({ packing: { ...packing, ...part } });
  const fault = (value: Count) => (value === '' ? say('missing') : !isCount(value) && say('wholeNumber'));
  const faults = [
    packing.how !== 'LOOSE' && fault(packing.packsPerCase),
    packing.how === 'PALLETS' && fault(packing.casesPerPallet),
  ] as const;
  const field = (name: 'packsPerCase' | 'casesPerPallet', error: string | false) => (
    <NumberInput
      label={say(name)}
      value={packing[name]}
      onChange={(value) => set({ [name]: typeof value === 'number' ? value : '' })}
      allowDecimal={false}
      inputMode="numeric"
      allowNegative={false}
      hideControls
      error={checked && error}
      required
    />
  );
  return (
    <StepForm
      title={say('packing')}
      onBack={onBack}
      onSubmit={() => {
        setChecked(true);
        if (faults[0] || faults[1]) return false;
        onNext();
        return true;
      }}
    >
      <SegmentedControl
        aria-label={say('packing')}
        value={packing.how}
        onChange={(how) => set({ how: how as PackingDraft['how'] })}
        data={[
          { value: 'PALLETS', label: say('casesAndPallets') },
          { value: 'CASES', label: say('casesOnly') },
          { value: 'LOOSE', label: say('loose') },
        ]}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {packing.how !== 'LOOSE' && field('packsPerCase', faults[0])}
        {packing.how === 'PALLETS' && field('casesPerPallet', faults[1])}
      </SimpleGrid>
      <PackingPreview packs={packsOf(draft)} packing={packing} />
    </StepForm>
  );
}
