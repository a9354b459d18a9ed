import {
  ActionIcon,
  Group,
  Paper,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useFormats, useLanguage, useSay } from '@packproof/ui';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useAnswer } from '../../ask';
import { nameIn } from '../../names';
import { BATCHES_FOR_RECALL, type BatchChoice } from './documents';
import type { Extent, TargetDraft, TargetFault } from './targets';
import { texts } from './texts';

export interface TargetFieldsProps {
  readonly draft: TargetDraft;
  readonly fault: TargetFault | undefined;
  readonly onChange: (draft: TargetDraft) => void;
  readonly onRemove: (() => void) | undefined;
}

const EXTENTS: readonly Extent[] = ['whole', 'serials', 'units', 'shipment'];

/** One batch, and how much of it. */
export function TargetFields({ draft, fault, onChange, onRemove }: TargetFieldsProps) {
  const say = useSay(texts);
  const set = (change: Partial<TargetDraft>) => onChange({ ...draft, ...change });
  const told = fault && (fault.text === 'ssccFault' ? say('ssccFault', fault) : say(fault.text));
  const at = (...faults: TargetFault['text'][]) => (fault && faults.includes(fault.text) ? told : undefined);
  return (
    <Paper withBorder p="md" radius="md">
      <Stack>
        <Group align="flex-start" wrap="nowrap">
          <BatchSelect draft={draft} error={at('chooseBatch')} onChange={set} />
          {onRemove && (
            <ActionIcon
              variant="default"
              size="lg"
              mt={24}
              onClick={onRemove}
              aria-label={say('removeTarget', { lot: draft.lot || '–' })}
            >
              <IconTrash size={18} aria-hidden="true" />
            </ActionIcon>
          )}
        </Group>
        <SegmentedControl
          aria-label={say('extent')}
          value={draft.extent}
          onChange={(extent) => set({ extent: extent as Extent })}
          data={EXTENTS.map((value) => ({ value, label: say(value) }))}
          orientation="horizontal"
          className="recall-extents"
        />
        {draft.extent === 'serials' && (
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput
              label={say('serialFrom')}
              description={say('rangeAdvice')}
              value={draft.serialFrom}
              onChange={(event) => set({ serialFrom: event.currentTarget.value })}
              error={at('chooseRange')}
              spellCheck={false}
            />
            <TextInput
              label={say('serialTo')}
              description={say('rangeAdvice')}
              value={draft.serialTo}
              onChange={(event) => set({ serialTo: event.currentTarget.value })}
              spellCheck={false}
            />
          </SimpleGrid>
        )}
        {draft.extent === 'units' && (
          <Textarea
            label={say('ssccs')}
            value={draft.ssccs}
            onChange={(event) => set({ ssccs: event.currentTarget.value })}
            error={at('chooseUnits', 'ssccFault')}
            autosize
            minRows={3}
            spellCheck={false}
          />
        )}
        {draft.extent === 'shipment' && (
          <TextInput
            label={say('shipmentId')}
            description={say('shipmentAdvice')}
            value={draft.shipment}
            onChange={(event) => set({ shipment: event.currentTarget.value })}
            error={at('chooseShipment')}
            spellCheck={false}
          />
        )}
      </Stack>
    </Paper>
  );
}

interface BatchSelectProps {
  readonly draft: TargetDraft;
  readonly error: string | undefined;
  readonly onChange: (change: Partial<TargetDraft>) => void;
}

function BatchSelect({ draft, error, onChange }: BatchSelectProps) {
  const say = useSay(texts);
  const language = useLanguage();
  const formats = useFormats();
  const [search, setSearch] = useState(draft.lot);
  const [sought] = useDebouncedValue(search.split(' · ')[1] ?? search, 250);
  const { data } = useAnswer('batches', BATCHES_FOR_RECALL, { search: sought || null });
  const chosen = draft.gtin ? `${draft.gtin}/${draft.lot}` : null;
  const label = (batch: BatchChoice) =>
    say('batchOption', {
      product: nameIn(batch.product, language),
      lot: batch.lot,
      packs: formats.number(batch.packs),
    });
  const options = new Map<string, string>(
    (data?.batches.nodes ?? []).map((batch) => [`${batch.gtin}/${batch.lot}`, label(batch)] as const),
  );
  if (chosen && !options.has(chosen)) options.set(chosen, draft.label || draft.lot);
  return (
    <Select
      label={say('batch')}
      description={say('batchAdvice')}
      data={[...options].map(([value, text]) => ({ value, label: text }))}
      // The door has searched already.
      filter={({ options: all }) => all}
      value={chosen}
      onChange={(value) => {
        const [gtin = '', ...lot] = (value ?? '').split('/');
        onChange({ gtin, lot: lot.join('/'), label: value ? (options.get(value) ?? '') : '' });
      }}
      searchValue={search}
      onSearchChange={setSearch}
      nothingFoundMessage={say('nothingFound')}
      error={error}
      searchable
      required
      flex={1}
    />
  );
}
