import { ActionIcon, Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { Code, useSay, useWord, Word } from '@packproof/ui';
import { IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { thingOf } from '../../../goods/links';
import type { ExceptionSeen } from '../documents';
import { codesOf } from '../typed-codes';
import { texts } from './texts';

const KINDS = ['MISSING', 'DAMAGED', 'OVERAGE', 'WRONG_ITEM'] as const;

export interface Reported {
  readonly scan: string;
  readonly kind: ExceptionSeen['kind'];
  readonly note: string;
}

interface SingleItemsProps {
  readonly items: readonly Reported[];
  readonly onChange: (items: readonly Reported[]) => void;
}

/** What is not right inside of units, or came too much: by code. */
export function SingleItems({ items, onChange }: SingleItemsProps) {
  const say = useSay(texts);
  const word = useWord();
  const [kind, setKind] = useState<Reported['kind']>('MISSING');
  const [code, setCode] = useState('');
  const [fault, setFault] = useState<'noCode' | 'notRead' | 'twice'>();
  const field = useRef<HTMLInputElement>(null);

  function add() {
    const [read, ...more] = codesOf(code);
    const wrong = !read ? 'noCode' : !read.ok || more.length > 0 ? 'notRead' : undefined;
    const twice = read && items.some(({ scan }) => thingOf(scan).text === thingOf(read.scan).text);
    setFault(wrong ?? (twice ? 'twice' : undefined));
    field.current?.focus();
    if (wrong || twice || !read) return;
    onChange([...items, { scan: read.scan, kind, note: '' }]);
    setCode('');
  }
  const onEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    add();
  };

  return (
    <Stack gap="xs" component="fieldset" m={0} p={0} bd={0}>
      <Text component="legend" fw={700} mb="xs">
        {say('single')}
      </Text>
      <Text size="sm" c="dimmed">
        {say('singleLead')}
      </Text>
      <Group align="flex-start" gap="xs">
        <NativeSelect
          label={say('kind')}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as Reported['kind'])}
          data={KINDS.map((value) => ({ value, label: word('ExceptionKind', value) }))}
        />
        <TextInput
          ref={field}
          label={say('code')}
          value={code}
          onChange={(event) => {
            setCode(event.currentTarget.value);
            setFault(undefined);
          }}
          onKeyDown={onEnter}
          error={fault && say(fault)}
          spellCheck={false}
          autoComplete="off"
          style={{ flex: '1 1 14rem' }}
        />
        <Button variant="default" mt={25} onClick={add}>
          {say('add')}
        </Button>
      </Group>
      {items.map((item, i) => {
        const { text } = thingOf(item.scan);
        return (
          <Group key={item.scan} gap="xs" wrap="nowrap" align="center">
            <Text size="sm" style={{ flex: 1 }}>
              <Word kind="ExceptionKind" value={item.kind} />: <Code>{text}</Code>
            </Text>
            <TextInput
              aria-label={`${say('note')}: ${text}`}
              placeholder={say('note')}
              value={item.note}
              onChange={(event) => {
                const note = event.currentTarget.value;
                onChange(items.map((other, j) => (j === i ? { ...other, note } : other)));
              }}
              maxLength={500}
              style={{ flex: 1 }}
            />
            <ActionIcon
              variant="subtle"
              aria-label={say('remove', { name: text })}
              onClick={() => onChange(items.filter((_, j) => j !== i))}
            >
              <IconTrash size={18} aria-hidden="true" />
            </ActionIcon>
          </Group>
        );
      })}
    </Stack>
  );
}
