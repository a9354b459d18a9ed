import { Button, Loader, Stack } from '@mantine/core';
import { Confirm, Empty, Problem, Section, useFormats, useSay, useWord } from '@packproof/ui';
import { type ReactNode, useState } from 'react';
import { useAnswer, useNotify } from '../../../ask';
import { CopyField, linkOf } from '../../../copying/copy-field';
import { useAct } from '../act';
import { CANCEL_INVITATION, INVITATIONS, type Invitation } from './documents';
import { texts } from './texts';

export function Invitations({ invite }: { readonly invite: ReactNode }) {
  const say = useSay(texts);
  const word = useWord();
  const formats = useFormats();
  const notify = useNotify();
  const { data, error, refetch } = useAnswer('people', INVITATIONS, {});
  const act = useAct(CANCEL_INVITATION, ['people']);
  const [asking, setAsking] = useState<Invitation>();
  const email = asking?.email ?? '';
  return (
    <Section title={say('invitations')}>
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loader />}
      {data?.invitations.length === 0 && (
        <Empty title={say('noInvitations')} advice={say('noInvitationsAdvice')} action={invite} />
      )}
      <ul className="settings-lines">
        {data?.invitations.map((invitation) => (
          <li key={invitation.id}>
            <Stack gap="xs" flex={1} miw={260}>
              <div>
                <div className="settings-line-title">{invitation.email}</div>
                <div className="settings-line-note">
                  {say('until', {
                    role: word('MemberRole', invitation.role),
                    time: formats.time(invitation.expiresAt),
                  })}
                </div>
              </div>
              <CopyField label={say('linkOf', { email: invitation.email })} value={linkOf(invitation.url)} />
            </Stack>
            <Button
              variant="default"
              onClick={() => setAsking(invitation)}
              aria-label={`${say('cancelInvitation')}: ${invitation.email}`}
            >
              {say('cancelInvitation')}
            </Button>
          </li>
        ))}
      </ul>
      <Confirm
        opened={asking !== undefined}
        onClose={() => setAsking(undefined)}
        title={say('cancelTitle', { email })}
        action={say('cancelInvitation')}
        onConfirm={async () => {
          if (!asking) return;
          await act.give({ id: asking.id });
          notify.done(say('cancelled', { email }));
        }}
      >
        {say('cancelAdvice', { email })}
      </Confirm>
    </Section>
  );
}
