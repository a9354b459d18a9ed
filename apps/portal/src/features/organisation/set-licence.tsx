import { Stack, Text, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { Confirm, useSay } from '@packproof/ui';
import { useState } from 'react';
import { useCommand, useNotify } from '../../ask';
import { type Organisation, SET_LICENCE } from './documents';
import { texts } from './texts';

export interface ChangeProps {
  readonly organisation: Organisation;
  readonly onClose: () => void;
}

export function SetLicence({ organisation, onClose }: ChangeProps) {
  const say = useSay(texts);
  const notify = useNotify();
  const { gln, name, licence } = organisation;
  const command = useCommand(SET_LICENCE, ['organisations', 'me']);
  const [number, setNumber] = useState(licence?.number ?? '');
  const [validUntil, setValidUntil] = useState<string | null>(licence?.validUntil ?? null);
  const isPast = validUntil !== null && validUntil < new Date().toISOString().slice(0, 10);
  return (
    <Confirm
      opened
      onClose={onClose}
      title={say('setLicenceTitle', { name })}
      action={say('save')}
      disabled={number.trim() === '' || validUntil === null}
      onConfirm={async () => {
        if (validUntil === null) return;
        await command.give({ input: { gln, licence: { number: number.trim(), validUntil } } });
        notify.done(say('licenceSaved', { name }));
      }}
    >
      <Stack>
        <Text>{say('setLicenceAdvice')}</Text>
        <TextInput
          label={say('licenceNumber')}
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
          maxLength={200}
          required
        />
        <DateInput
          label={say('validUntil')}
          value={validUntil}
          onChange={setValidUntil}
          valueFormat="YYYY-MM-DD"
          required
        />
        {isPast && (
          <Text role="alert" fw={600}>
            {say('setPast', { name })}
          </Text>
        )}
      </Stack>
    </Confirm>
  );
}
