import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { Refused } from '@packproof/client';
import { Problem, screenTexts, useFormats, useSay, useWord } from '@packproof/ui';
import { type FormEvent, useState } from 'react';
import { CopyField, linkOf } from '../../../copying/copy-field';
import { isEmail } from '../../../session/email';
import { useSession } from '../../../session/session';
import { useAct } from '../act';
import { INVITE, type Invitation, type Person, ROLES, type Role } from './documents';
import { texts } from './texts';

interface InviteProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly people: readonly Person[];
}

/** Nothing is sent: the link is handed over by whoever invites. */
export function Invite({ opened, onClose, people }: InviteProps) {
  const say = useSay(texts);
  const close = useSay(screenTexts)('close');
  const { member } = useSession();
  const [made, setMade] = useState<Invitation>();
  const leave = () => {
    setMade(undefined);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={leave}
      title={
        <Text fw={700} size="lg" component="span">
          {made
            ? say('linkMade', { email: made.email })
            : say('inviteTitle', { organisation: member.organisation.name })}
        </Text>
      }
      closeButtonProps={{ 'aria-label': close }}
      size="lg"
      centered
    >
      {made ? <Made invitation={made} onClose={leave} /> : <Ask people={people} onMade={setMade} />}
    </Modal>
  );
}

function Ask({
  people,
  onMade,
}: {
  readonly people: readonly Person[];
  readonly onMade: (invitation: Invitation) => void;
}) {
  const say = useSay(texts);
  const word = useWord();
  const act = useAct(INVITE, ['people']);
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('OPERATOR');
  const [fault, setFault] = useState<'badEmail' | 'isMember'>();
  const [error, setError] = useState<unknown>();

  async function submit(event: FormEvent) {
    event.preventDefault();
    const address = email.trim().toLowerCase();
    const wrong = !isEmail(address)
      ? 'badEmail'
      : people.some((one) => one.email.toLowerCase() === address)
        ? 'isMember'
        : undefined;
    setFault(wrong);
    setError(undefined);
    if (wrong) return;
    try {
      onMade((await act.give({ email: address, role })).inviteMember);
    } catch (refusal) {
      const code = refusal instanceof Refused && refusal.field === 'email' ? refusal.code : undefined;
      // Joined or renamed meanwhile: said at the field, as what was found before asking.
      if (code === 'ALREADY_EXISTS') setFault('isMember');
      else if (code === 'INVALID_INPUT') setFault('badEmail');
      else setError(refusal);
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack>
        <TextInput
          type="email"
          label={say('email')}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={fault && say(fault)}
          autoComplete="off"
          required
          data-autofocus
        />
        <Radio.Group label={say('role')} value={role} onChange={(value) => setRole(value as Role)}>
          <Stack gap="sm" mt="xs">
            {ROLES.map((value) => (
              <Radio key={value} value={value} label={word('MemberRole', value)} description={say(value)} />
            ))}
          </Stack>
        </Radio.Group>
        {error !== undefined && <Problem error={error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={act.busy}>
            {say('makeLink')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Made({ invitation, onClose }: { readonly invitation: Invitation; readonly onClose: () => void }) {
  const say = useSay(texts);
  const formats = useFormats();
  return (
    <Stack>
      <Text>{say('linkAdvice', { time: formats.time(invitation.expiresAt) })}</Text>
      <CopyField label={say('link')} value={linkOf(invitation.url)} />
      <Group justify="flex-end">
        <Button onClick={onClose}>{say('done')}</Button>
      </Group>
    </Stack>
  );
}
