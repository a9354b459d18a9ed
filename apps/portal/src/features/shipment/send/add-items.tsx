import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useFormats, useSay } from '@packproof/ui';
import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react';
import { codesOf } from '../typed-codes';
import { FromStock } from './from-stock';
import { texts } from './texts';

interface AddItemsProps {
  /** Answers how many of them were there before. */
  readonly onAdd: (scans: readonly string[]) => number;
}

/** A reader ends each code with Enter; a list is pasted as it is. What is no code stays in the field, to be put right. */
export function AddItems({ onAdd }: AddItemsProps) {
  const say = useSay(texts);
  const formats = useFormats();
  const [many, setMany] = useState(false);
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string>();
  const [twice, setTwice] = useState(0);
  const [choosing, setChoosing] = useState(false);
  const line = useRef<HTMLInputElement>(null);
  const lines = useRef<HTMLTextAreaElement>(null);

  function add(from: string) {
    const codes = codesOf(from);
    const bad = codes.filter(({ ok }) => !ok);
    setTwice(onAdd(codes.filter(({ ok }) => ok).map(({ scan }) => scan)));
    setFault(
      codes.length === 0
        ? say('nothingTyped')
        : bad[0]
          ? say('notRead', { text: bad[0].scan.slice(0, 60) })
          : undefined,
    );
    setText(bad.map(({ scan }) => scan).join('\n'));
    if (bad.length > 1) setMany(true);
    (line.current ?? lines.current)?.focus();
  }
  const onEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    add(text);
  };
  // A line field would glue the lines of a list together.
  const onPaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text');
    if (!/[\r\n]/.test(pasted.trim())) return;
    event.preventDefault();
    add(pasted);
  };
  const props = {
    label: say('code'),
    description: say('codeAdvice'),
    value: text,
    error: fault,
    spellCheck: false,
    autoComplete: 'off',
  };
  return (
    <Stack gap="xs">
      {many ? (
        <Textarea
          {...props}
          ref={lines}
          onChange={(event) => setText(event.currentTarget.value)}
          autosize
          minRows={4}
          maxRows={12}
        />
      ) : (
        <TextInput
          {...props}
          ref={line}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setFault(undefined);
          }}
          onKeyDown={onEnter}
          onPaste={onPaste}
        />
      )}
      <Group gap="xs">
        <Button variant="default" onClick={() => add(text)}>
          {say('add')}
        </Button>
        <Button variant="subtle" onClick={() => setMany(!many)}>
          {say(many ? 'addOne' : 'addMany')}
        </Button>
        <Button variant="subtle" onClick={() => setChoosing(true)}>
          {say('fromStock')}
        </Button>
      </Group>
      <Text size="sm" role="status">
        {twice > 0 && say('twice', { count: formats.number(twice) })}
      </Text>
      {choosing && <FromStock onAdd={onAdd} onClose={() => setChoosing(false)} />}
    </Stack>
  );
}
