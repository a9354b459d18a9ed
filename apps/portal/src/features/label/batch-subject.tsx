import { NumberInput, SegmentedControl, Select, SimpleGrid } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Problem, useFormats, useLanguage, useSay } from '@packproof/ui';
import { useState } from 'react';
import { useAnswer } from '../../ask';
import { nameIn } from '../../names';
import { LABEL_BATCHES, type LabelSample } from './documents';
import { PARTS, type Part } from './subject';
import { texts } from './texts';

interface BatchSubjectProps {
  readonly gtin: string;
  readonly lot: string;
  readonly part: Part;
  readonly from: string;
  readonly count: string;
  readonly batch: LabelSample | undefined;
  readonly onChange: (values: Record<string, string>) => void;
}

/** A batch's packs, cases or pallets; all of them, or some in packing order. */
export function BatchSubject({ gtin, lot, part, from, count, batch, onChange }: BatchSubjectProps) {
  const say = useSay(texts);
  const formats = useFormats();
  const language = useLanguage();
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search.trim(), 250);
  const found = useAnswer('batches', LABEL_BATCHES, { search: settled || null });
  const label = (each: Pick<LabelSample, 'lot' | 'product'>) => `${each.lot} · ${nameIn(each.product, language)}`;
  const options = new Map<string, string>();
  if (batch) options.set(`${batch.gtin} ${batch.lot}`, label(batch));
  for (const each of found.data?.batches.nodes ?? []) options.set(`${each.gtin} ${each.lot}`, label(each));
  const number = (value: string | number) => (typeof value === 'number' && value > 0 ? String(value) : '');
  if (found.error) return <Problem error={found.error} onRetry={() => void found.refetch()} />;
  return (
    <>
      <Select
        label={say('batch')}
        placeholder={say('batchAdvice')}
        data={[...options].map(([value, text]) => ({ value, label: text }))}
        value={batch ? `${gtin} ${lot}` : null}
        onChange={(chosen) => {
          if (!chosen) return;
          const at = chosen.indexOf(' ');
          onChange({ gtin: chosen.slice(0, at), lot: chosen.slice(at + 1), from: '', count: '' });
        }}
        // The door has looked: what it found is shown, whatever is typed.
        filter={({ options: all }) => all}
        searchable
        onSearchChange={(text) => setSearch([...options.values()].includes(text) ? '' : text)}
        nothingFoundMessage={say('noBatch')}
        allowDeselect={false}
      />
      {batch && (
        <>
          <SegmentedControl
            aria-label={say('part')}
            value={part}
            onChange={(value) => onChange({ part: value === 'packs' ? '' : value })}
            data={PARTS.map((value) => ({ value, label: say(value) }))}
          />
          {part === 'packs' && (
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <NumberInput
                label={say('from')}
                description={say('fromAdvice')}
                value={from === '' ? '' : Number(from)}
                onChange={(value) => onChange({ from: number(value) })}
                min={1}
                allowDecimal={false}
                inputMode="numeric"
                hideControls
              />
              <NumberInput
                label={say('count')}
                description={say('countAdvice', { packs: formats.number(batch.packs) })}
                value={count === '' ? '' : Number(count)}
                onChange={(value) => onChange({ count: number(value) })}
                min={1}
                allowDecimal={false}
                inputMode="numeric"
                hideControls
              />
            </SimpleGrid>
          )}
        </>
      )}
    </>
  );
}
