import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useSay } from '@packproof/ui';
import { useState } from 'react';
import { texts } from './texts';

interface SingleSubjectProps {
  readonly value: string;
  readonly onChange: (scan: string) => void;
  readonly found: boolean;
}

/** A pack or a unit, as a reader sends it or as somebody types it. */
export function SingleSubject({ value, onChange, found }: SingleSubjectProps) {
  const say = useSay(texts);
  const [text, setText] = useState(value);
  const later = useDebouncedCallback(onChange, 300);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onChange(text.trim());
      }}
    >
      <TextInput
        label={say('scan')}
        description={say('scanAdvice')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          later(event.currentTarget.value.trim());
        }}
        error={value !== '' && !found && say('scanFault')}
        autoComplete="off"
        spellCheck={false}
      />
    </form>
  );
}
