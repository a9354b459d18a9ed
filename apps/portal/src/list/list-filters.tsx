import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useDebouncedCallback, useDisclosure, useMediaQuery } from '@mantine/hooks';
import { screenTexts, useSay } from '@packproof/ui';
import { IconAdjustmentsHorizontal, IconSearch } from '@tabler/icons-react';
import { useEffect, useId, useState } from 'react';
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

export interface ListFiltersProps {
  readonly filters: readonly Filter[];
  readonly state: ListState;
  /** What a list can be ordered by: on a phone there are no heads of columns to press. */
  readonly orders: readonly { readonly field: string; readonly title: string }[];
}

/** The filters of a list, in a row; each says what it is about. On a phone all but the search wait behind a button. */
export function ListFilters({ filters, state, orders }: ListFiltersProps) {
  const say = useSay(screenTexts);
  const isPhone = useMediaQuery('(max-width: 36em)') ?? false;
  const [opened, { toggle }] = useDisclosure();
  const panel = useId();
  const searches = filters.filter(({ kind }) => kind === 'search').slice(0, 1);
  const others = filters.filter((filter) => !searches.includes(filter));
  const chosen = others.filter(({ id }) => state.filters[id]).length;
  const clear = Object.keys(state.filters).length > 0 && (
    <Button variant="subtle" onClick={state.clear}>
      {say('clearFilters')}
    </Button>
  );
  if (!isPhone || others.length + orders.length === 0) {
    return (
      <Group gap="sm" align="flex-end">
        {filters.map((filter) => (
          <FilterField key={filter.id} filter={filter} state={state} />
        ))}
        {clear}
      </Group>
    );
  }
  return (
    <Stack gap="sm" w="100%">
      {searches.map((filter) => (
        <FilterField key={filter.id} filter={filter} state={state} />
      ))}
      <Group gap="sm">
        <Button
          variant="default"
          leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden="true" />}
          aria-expanded={opened}
          aria-controls={panel}
          onClick={toggle}
        >
          {chosen > 0 ? `${say('filters')} (${chosen})` : say('filters')}
        </Button>
        {clear}
      </Group>
      <Stack id={panel} gap="sm" hidden={!opened} style={opened ? undefined : { display: 'none' }}>
        {others.map((filter) => (
          <FilterField key={filter.id} filter={filter} state={state} />
        ))}
        {orders.length > 0 && <OrderField orders={orders} state={state} />}
      </Stack>
    </Stack>
  );
}

function OrderField({ orders, state }: Pick<ListFiltersProps, 'orders' | 'state'>) {
  const say = useSay(screenTexts);
  const { sort } = state;
  return (
    <Select
      label={say('order')}
      data={orders.flatMap(({ field, title }) => [
        { value: field, label: say('ascending', { column: title }) },
        { value: `-${field}`, label: say('descending', { column: title }) },
      ])}
      value={sort ? `${sort.descending ? '-' : ''}${sort.field}` : null}
      onChange={(chosen) =>
        chosen && state.sortBy({ field: chosen.replace(/^-/, ''), descending: chosen.startsWith('-') })
      }
      allowDeselect={false}
    />
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
          clearButtonProps={{ 'aria-label': `${say('all')}: ${filter.label}` }}
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
