import { Button, Group, Select, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useDebouncedCallback } from '@mantine/hooks';
import { screenTexts, useSay } from '@packproof/ui';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ListState } from './list-state';

export type Filter =
  | { readonly kind: 'search'; readonly id: string; readonly label: string }
  | {
      readonly kind: 'choice';
      readonly id: string;
      readonly label: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
    }
  | { readonly kind: 'date'; readonly id: string; readonly label: string };

/** The filters of a list, in a row; each says what it is about. */
export function ListFilters({ filters, state }: { readonly filters: readonly Filter[]; readonly state: ListState }) {
  const say = useSay(screenTexts);
  return (
    <Group gap="sm" align="flex-end">
      {filters.map((filter) => (
        <FilterField key={filter.id} filter={filter} state={state} />
      ))}
      {Object.keys(state.filters).length > 0 && (
        <Button variant="subtle" onClick={state.clear}>
          {say('clearFilters')}
        </Button>
      )}
    </Group>
  );
}

function FilterField({ filter, state }: { readonly filter: Filter; readonly state: ListState }) {
  const say = useSay(screenTexts);
  const value = state.filters[filter.id] ?? null;
  switch (filter.kind) {
    case 'search':
      return <SearchField filter={filter} value={value ?? ''} onChange={(text) => state.filter(filter.id, text)} />;
    case 'choice':
      return (
        <Select
          label={filter.label}
          placeholder={say('all')}
          data={[...filter.options]}
          value={value}
          onChange={(chosen) => state.filter(filter.id, chosen)}
          clearable
          clearButtonProps={{ 'aria-label': `${say('all')}: ${filter.label}` }}
          w={{ base: '100%', xs: 190 }}
        />
      );
    case 'date':
      return (
        <DateInput
          label={filter.label}
          value={value}
          onChange={(chosen) => state.filter(filter.id, chosen)}
          valueFormat="YYYY-MM-DD"
          placeholder="YYYY-MM-DD"
          clearable
          w={{ base: '100%', xs: 170 }}
        />
      );
  }
}

interface SearchFieldProps {
  readonly filter: Filter;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** Asks when typing pauses, not at each letter. */
function SearchField({ filter, value, onChange }: SearchFieldProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const later = useDebouncedCallback(onChange, 300);
  return (
    <TextInput
      label={filter.label}
      type="search"
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        later(event.currentTarget.value.trim());
      }}
      leftSection={<IconSearch size={16} aria-hidden="true" />}
      w={{ base: '100%', xs: 240 }}
    />
  );
}
