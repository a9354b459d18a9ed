import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useSay, useWord } from '@packproof/ui';
import { useEffect, useState } from 'react';
import { useAnswer } from '../../../ask';
import { useSession } from '../../../session/session';
import { PARTNERS, type Partner } from '../documents';
import { texts } from './texts';

interface AddresseeProps {
  readonly value: string | null;
  readonly onChange: (gln: string | null) => void;
  readonly error: string | undefined;
}

/** Searched for at the API: there may be thousands of pharmacies. */
export function Addressee({ value, onChange, error }: AddresseeProps) {
  const say = useSay(texts);
  const word = useWord();
  const own = useSession().member.organisation.gln;
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<Partner>();
  const [search] = useDebouncedValue(typed, 200);
  // What stands in the field after a choice is its label, not what is sought. A GLN that came in the address is looked up.
  const sought = chosen && typed === label(chosen) ? '' : search.trim() || (chosen ? '' : (value ?? ''));
  const { data } = useAnswer('organisations', PARTNERS, { search: sought || null, first: 30, after: null });
  const found = (data?.organisations.nodes ?? []).filter(({ gln }) => gln !== own);
  const known = chosen && !found.some(({ gln }) => gln === chosen.gln) ? [chosen, ...found] : found;
  const named = value && !chosen ? found.find(({ gln }) => gln === value) : undefined;
  useEffect(() => {
    if (named) setChosen(named);
  }, [named]);
  return (
    <Select
      label={say('to')}
      placeholder={say('toAdvice')}
      searchable
      required
      data={known.map((partner) => ({ value: partner.gln, label: label(partner) }))}
      filter={({ options }) => options}
      searchValue={typed}
      onSearchChange={setTyped}
      value={value}
      onChange={(gln) => {
        setChosen(known.find((one) => one.gln === gln));
        onChange(gln);
      }}
      nothingFoundMessage={data && say('nobodyFound')}
      error={error}
      maxDropdownHeight={320}
    />
  );

  function label({ name, role }: Partner): string {
    return `${name} · ${word('OrganisationRole', role)}`;
  }
}
