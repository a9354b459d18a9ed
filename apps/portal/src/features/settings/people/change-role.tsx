import { Radio, Stack, Text } from '@mantine/core';
import { Confirm, useSay, useWord } from '@packproof/ui';
import { useState } from 'react';
import { useNotify } from '../../../ask';
import { useSession } from '../../../session/session';
import { useAct } from '../act';
import { asConflict } from './change-refusal';
import { type Person, ROLES, type Role, SET_ROLE } from './documents';
import { LastAdmin } from './last-admin';
import { texts } from './texts';

export interface OnPersonProps {
  readonly person: Person;
  readonly isLastAdmin: boolean;
  readonly onClose: () => void;
}

export function ChangeRole({ person, isLastAdmin, onClose }: OnPersonProps) {
  const say = useSay(texts);
  const word = useWord();
  const notify = useNotify();
  const { member } = useSession();
  const act = useAct(SET_ROLE, ['people', 'me']);
  const [role, setRole] = useState<Role>(person.role);
  const { name } = person;
  return (
    <Confirm
      opened
      onClose={onClose}
      title={say('roleTitle', { name })}
      action={say('changeRole')}
      disabled={role === person.role || isLastAdmin}
      onConfirm={async () => {
        await act.give({ id: person.id, role }).catch(asConflict);
        notify.done(say('roleDone', { name, role: word('MemberRole', role) }));
      }}
    >
      <Stack>
        {isLastAdmin && <LastAdmin name={name} />}
        <Radio.Group value={role} onChange={(value) => setRole(value as Role)} aria-label={say('role')}>
          <Stack gap="sm">
            {ROLES.map((value) => (
              <Radio
                key={value}
                value={value}
                label={word('MemberRole', value)}
                description={say(value)}
                disabled={isLastAdmin && value !== person.role}
              />
            ))}
          </Stack>
        </Radio.Group>
        {person.email === member.email && role !== 'ADMIN' && <Text fw={600}>{say('ownRole')}</Text>}
      </Stack>
    </Confirm>
  );
}
