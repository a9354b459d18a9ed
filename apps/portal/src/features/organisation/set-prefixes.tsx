import { Stack, Text, TextInput } from '@mantine/core';
import { Refused } from '@packproof/client';
import { Confirm, useSay } from '@packproof/ui';
import { useState } from 'react';
import { useCommand, useNotify } from '../../ask';
import { SET_PREFIXES } from './documents';
import { readPrefixes } from './prefixes';
import type { ChangeProps } from './set-licence';
import { texts } from './texts';

export function SetPrefixes({ organisation, onClose }: ChangeProps) {
  const say = useSay(texts);
  const notify = useNotify();
  const { gln, name, companyPrefixes } = organisation;
  const command = useCommand(SET_PREFIXES, ['organisations', 'me']);
  const [typed, setTyped] = useState(companyPrefixes.join(', '));
  const read = readPrefixes(typed);
  return (
    <Confirm
      opened
      onClose={onClose}
      title={say('setPrefixesTitle', { name })}
      action={say('save')}
      disabled={!read.ok}
      onConfirm={async () => {
        if (!read.ok) return;
        await command.give({ input: { gln, companyPrefixes: [...read.prefixes] } }).catch(withoutKind);
        notify.done(say('prefixesSaved', { name }));
      }}
    >
      <Stack>
        <Text>{say('setPrefixesAdvice')}</Text>
        <TextInput
          label={say('prefixes')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          error={!read.ok && say('prefixWrong', { prefix: read.wrong })}
          inputMode="numeric"
        />
      </Stack>
    </Confirm>
  );
}

/** That it is a company prefix stands above; the kind that the door names has no words of its own. */
function withoutKind(error: unknown): never {
  if (!(error instanceof Refused)) throw error;
  const { kind: _, ...params } = error.params;
  throw new Refused(error.code, params, error.field, error.sent);
}
