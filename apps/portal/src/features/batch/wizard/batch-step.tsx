import { Select, SimpleGrid, Text, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useDebouncedValue } from '@mantine/hooks';
import { isLot } from '@packproof/gs1';
import { Problem, useFormats, useLanguage, useSay } from '@packproof/ui';
import { useEffect, useRef, useState } from 'react';
import { useAnswer } from '../../../ask';
import { nameIn } from '../../../names';
import { useSession } from '../../../session/session';
import { LAST_BATCH, LOT, ONE_PRODUCT, OWN_PRODUCTS, type ProductChoice } from './documents';
import { expiryAfter, shelfLife } from './shelf-life';
import { StepForm } from './step-form';
import type { StepProps } from './step-props';
import { texts } from './texts';

/** What is made, under which lot, until when it keeps. */
export function BatchStep({ draft, change, onNext }: StepProps) {
  const say = useSay(texts);
  const formats = useFormats();
  const [checked, setChecked] = useState(false);
  const { gtin, lot, expiry } = draft;
  const usual = useUsualExpiry(gtin);
  const [settled] = useDebouncedValue(lot.trim(), 300);
  const known = useAnswer('batches', LOT, { gtin, lot: settled }, { enabled: gtin !== '' && isLot(settled) });
  const tranche = settled === lot.trim() ? known.data?.batch : undefined;

  // One more tranche of a lot has that lot's expiry; a new lot keeps as long as the last one. Proposed once: who clears
  // the field means it.
  const proposed = tranche?.expiry ?? usual?.date;
  const proposedFor = useRef('');
  useEffect(() => {
    const key = `${gtin} ${tranche?.lot ?? ''}`;
    if (!proposed || proposedFor.current === key) return;
    proposedFor.current = key;
    if (tranche || expiry === '') change({ expiry: proposed });
  }, [proposed, tranche, gtin, expiry, change]);

  const adviceOn = () => {
    if (expiry !== '' && expiry < new Date().toISOString().slice(0, 10)) return say('expiryPast');
    return !tranche && usual && expiry === usual.date ? say('asLast', { lot: usual.lot }) : say('expiryAdvice');
  };
  const faults = {
    gtin: gtin === '' && say('chooseProduct'),
    lot: lot.trim() === '' ? say('missing') : !isLot(lot.trim()) && say('lotRule'),
    expiry: expiry === '' && say('missing'),
  };
  return (
    <StepForm
      title={say('batch')}
      onSubmit={() => {
        setChecked(true);
        if (faults.gtin || faults.lot || faults.expiry) return false;
        change({ lot: lot.trim() });
        onNext();
        return true;
      }}
    >
      <ProductChoiceField
        value={gtin}
        onChange={(value) => change({ gtin: value, expiry: '' })}
        fault={checked && faults.gtin}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label={say('lot')}
          description={say('lotAdvice')}
          value={lot}
          onChange={(event) => change({ lot: event.currentTarget.value })}
          error={checked && faults.lot}
          maxLength={40}
          autoComplete="off"
          spellCheck={false}
          required
        />
        <DateInput
          label={say('expiry')}
          description={adviceOn()}
          value={expiry || null}
          onChange={(value) => change({ expiry: value ?? '' })}
          valueFormat="YYYY-MM-DD"
          placeholder="YYYY-MM-DD"
          error={checked && faults.expiry}
          readOnly={Boolean(tranche)}
          required
        />
      </SimpleGrid>
      {tranche && (
        <Text role="status">
          {say('tranche', {
            lot: tranche.lot,
            packs: formats.number(tranche.packs),
            expiry: formats.date(tranche.expiry),
          })}
        </Text>
      )}
      {known.error && <Problem error={known.error} onRetry={() => void known.refetch()} />}
    </StepForm>
  );
}

function useUsualExpiry(gtin: string): { date: string; lot: string } | undefined {
  const { data } = useAnswer('batches', LAST_BATCH, { gtin }, { enabled: gtin !== '' });
  const last = data?.batches.nodes[0];
  if (!last?.commissionedAt) return undefined;
  const date = expiryAfter(new Date(), shelfLife(last.commissionedAt, last.expiry));
  return date === undefined ? undefined : { date, lot: last.lot };
}

interface ProductChoiceFieldProps {
  readonly value: string;
  readonly onChange: (gtin: string) => void;
  readonly fault: string | false;
}

/** One's own products that are on the market; with very many of them, what was typed is looked for. */
function ProductChoiceField({ value, onChange, fault }: ProductChoiceFieldProps) {
  const say = useSay(texts);
  const language = useLanguage();
  const { member } = useSession();
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search.trim(), 250);
  const owner = member.organisation.gln;
  const all = useAnswer('products', OWN_PRODUCTS, { owner, search: null });
  const many = all.data?.products.pageInfo.hasNextPage ?? false;
  const found = useAnswer('products', OWN_PRODUCTS, { owner, search: settled }, { enabled: many && settled !== '' });
  const chosen = useAnswer('products', ONE_PRODUCT, { gtin: value }, { enabled: value !== '' });

  const choices = new Map<string, ProductChoice>();
  for (const each of all.data?.products.nodes ?? []) choices.set(each.gtin, each);
  for (const each of found.data?.products.nodes ?? []) choices.set(each.gtin, each);
  const own = chosen.data?.product;
  if (own && own.owner.gln === owner && !own.withdrawn) choices.set(own.gtin, own);

  const only = !many && all.data?.products.nodes.length === 1 ? all.data.products.nodes[0]?.gtin : undefined;
  useEffect(() => {
    if (only && value === '') onChange(only);
  }, [only, value, onChange]);

  if (all.error) return <Problem error={all.error} onRetry={() => void all.refetch()} />;
  return (
    <Select
      label={say('product')}
      description={choices.size === 0 && all.data ? say('noProducts') : undefined}
      data={[...choices.values()].map((each) => ({
        value: each.gtin,
        label: [nameIn(each, language), each.strength, each.gtin].filter(Boolean).join(' · '),
      }))}
      value={value || null}
      onChange={(gtin) => onChange(gtin ?? '')}
      searchable
      onSearchChange={setSearch}
      nothingFoundMessage={say('noSuchProduct')}
      error={fault}
      allowDeselect={false}
      required
    />
  );
}
