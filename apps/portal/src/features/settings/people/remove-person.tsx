import { Text } from '@mantine/core';
import { Confirm, useSay } from '@packproof/ui';
import { useNotify } from '../../../ask';
import { useSession } from '../../../session/session';
import { useAct } from '../act';
import { asConflict } from './change-refusal';
import type { OnPersonProps } from './change-role';
import { REMOVE } from './documents';
import { LastAdmin } from './last-admin';
import { texts } from './texts';

export function RemovePerson({ person, isLastAdmin, onClose }: OnPersonProps) {
  const say = useSay(texts);
  const notify = useNotify();
  const { member } = useSession();
  const act = useAct(REMOVE, ['people', 'me']);
  const { name } = person;
  return (
    <Confirm
      opened
      onClose={onClose}
      title={say('removeTitle', { name })}
      action={say('remove')}
      disabled={isLastAdmin}
      onConfirm={async () => {
        await act.give({ id: person.id }).catch(asConflict);
        notify.done(say('removed', { name }));
      }}
    >
      {isLastAdmin ? (
        <LastAdmin name={name} />
      ) : (
        <Text>{say('removeAdvice', { name, organisation: member.organisation.name })}</Text>
      )}
    </Confirm>
  );
}
