import { Avatar, Box, Menu, Text, UnstyledButton } from '@mantine/core';
import { useSay, Word } from '@packproof/ui';
import { IconLogout } from '@tabler/icons-react';
import { useSession } from '../session/session';
import { AppearanceItems } from './preferences-menu';
import { texts } from './texts';

/** Who is signed in, for whom, and the way out. */
export function AccountMenu() {
  const say = useSay(texts);
  const { member, signOut } = useSession();
  const initials = member.name
    .split(/\s+/)
    .map((part) => part[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <UnstyledButton aria-label={`${initials} · ${say('account', { name: member.name })}`}>
          <Avatar radius="xl" color="pine" variant="filled" size={34}>
            {initials}
          </Avatar>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className="account-who">
          <Text fw={700}>{member.name}</Text>
          <Text size="sm">{member.organisation.name}</Text>
          <Text size="sm" c="dimmed">
            <Word kind="OrganisationRole" value={member.organisation.role} /> ·{' '}
            <Word kind="MemberRole" value={member.role} />
          </Text>
        </div>
        <Menu.Divider />
        <Box hiddenFrom="xs">
          <AppearanceItems />
          <Menu.Divider />
        </Box>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden="true" />} onClick={() => void signOut()}>
          {say('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
