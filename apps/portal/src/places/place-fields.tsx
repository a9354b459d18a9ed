import { ActionIcon, Group, Paper, SimpleGrid, TextInput, type TextInputProps } from '@mantine/core';
import { useSay } from '@packproof/ui';
import { IconTrash } from '@tabler/icons-react';
import type { GlnFault } from './gln';
import type { PlaceDraft, PlaceFaults } from './place';
import { texts } from './texts';

export interface PlaceFieldsProps {
  readonly draft: PlaceDraft;
  readonly faults?: PlaceFaults | undefined;
  readonly onChange: (draft: PlaceDraft) => void;
  readonly onRemove?: (() => void) | undefined;
}

/** A place: its GLN checked, its name, its point on the map. */
export function PlaceFields({ draft, faults = {}, onChange, onRemove }: PlaceFieldsProps) {
  const say = useSay(texts);
  const change = (part: Partial<PlaceDraft>) => onChange({ ...draft, ...part });
  return (
    <Paper withBorder p="md" radius="md">
      <Group align="flex-start" wrap="nowrap">
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }} flex={1}>
          <GlnField value={draft.gln} fault={faults.gln} onText={(gln) => change({ gln })} />
          <TextInput
            label={say('name')}
            value={draft.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
            error={faults.name && say('nameMissing')}
            maxLength={200}
            required
          />
          <TextInput
            label={say('latitude')}
            placeholder={say('degrees')}
            value={draft.latitude}
            onChange={(event) => change({ latitude: event.currentTarget.value })}
            error={faults.latitude && say(faults.latitude.fault === 'together' ? 'together' : 'latitudeFault')}
            inputMode="decimal"
          />
          <TextInput
            label={say('longitude')}
            placeholder={say('degrees')}
            value={draft.longitude}
            onChange={(event) => change({ longitude: event.currentTarget.value })}
            error={faults.longitude && say(faults.longitude.fault === 'together' ? 'together' : 'longitudeFault')}
            inputMode="decimal"
          />
        </SimpleGrid>
        {onRemove && (
          <ActionIcon
            variant="default"
            size="lg"
            mt={24}
            onClick={onRemove}
            aria-label={say('remove', { name: draft.name.trim() || say('thisPlace') })}
          >
            <IconTrash size={18} aria-hidden="true" />
          </ActionIcon>
        )}
      </Group>
    </Paper>
  );
}

export interface GlnFieldProps extends Omit<TextInputProps, 'onChange' | 'error'> {
  readonly value: string;
  readonly fault: GlnFault | { readonly fault: 'twice' | 'taken' } | undefined;
  readonly onText: (typed: string) => void;
}

export function GlnField({ fault, onText, ...input }: GlnFieldProps) {
  const say = useSay(texts);
  return (
    <TextInput
      label={say('gln')}
      {...input}
      onChange={(event) => onText(event.currentTarget.value)}
      error={
        fault && (fault.fault === 'checkDigit' ? say('checkDigit', { expected: fault.expected }) : say(fault.fault))
      }
      inputMode="numeric"
      autoComplete="off"
      required
    />
  );
}
