import { TextInput } from '@mantine/core';
import { parseScan } from '@packproof/gs1';
import { useSay } from '@packproof/ui';
import { IconSearch } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { texts } from './texts';

/** Whatever a reader types or a person knows: a pack's or unit's code leads to it, other words to the batches. */
export function Finder() {
  const say = useSay(texts);
  const navigate = useNavigate();
  const [text, setText] = useState('');
  function find(event: FormEvent) {
    event.preventDefault();
    const sought = text.trim();
    if (sought === '') return;
    setText('');
    void navigate(addressOf(sought));
  }
  return (
    <search className="shell-finder">
      <form onSubmit={find}>
        <TextInput
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          placeholder={say('find')}
          aria-label={say('find')}
          leftSection={<IconSearch size={18} aria-hidden="true" />}
          spellCheck={false}
          autoComplete="off"
        />
      </form>
    </search>
  );
}

export function addressOf(sought: string): string {
  const read = parseScan(/^\d{18}$/.test(sought) ? `(00)${sought}` : sought);
  if (read.ok && read.sscc) return `/units/${read.sscc}`;
  if (read.ok && read.gtin && read.serial) return `/packs/${read.gtin}/${encodeURIComponent(read.serial)}`;
  return `/batches?search=${encodeURIComponent(sought)}`;
}
