import { AppShell, Burger, Group, NavLink, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useOnline, useSay } from '@packproof/ui';
import { IconScan } from '@tabler/icons-react';
import { useEffect } from 'react';
import { Link, Outlet, useLocation } from 'react-router';
import type { MenuEntry } from '../feature';
import { features } from '../features';
import { JobTray } from '../features/job/job-tray';
import { useLive } from '../live';
import { Session, useSession } from '../session/session';
import { SignIn } from '../session/sign-in';
import { AccountMenu } from './account-menu';
import { Finder } from './finder';
import { Mark } from './mark';
import { Preferences } from './preferences-menu';
import { texts } from './texts';
import './shell.css';

export function Shell() {
  return (
    <Session signedOut={<SignIn />}>
      <Frame />
    </Session>
  );
}

function Frame() {
  const say = useSay(texts);
  const word = say as (key: MenuEntry['text']) => string;
  const session = useSession();
  const { pathname } = useLocation();
  const [opened, { toggle, close }] = useDisclosure();
  const online = useOnline();
  useLive();
  // Another page closes the menu of a phone.
  useEffect(() => close(), [pathname, close]);

  const entries = features.flatMap(({ menu }) => (menu && (menu.for?.(session) ?? true) ? [menu] : []));
  return (
    <AppShell
      header={{ height: 60 }}
      navbar={{ width: 224, breakpoint: 'md', collapsed: { mobile: !opened } }}
      padding={{ base: 'md', md: 'xl' }}
    >
      <a className="skip" href="#content">
        {say('skip')}
      </a>
      <AppShell.Header className="shell-header">
        <Group gap="xs" wrap="nowrap">
          <Burger opened={opened} onClick={toggle} hiddenFrom="md" size="sm" aria-label={say('menu')} />
          <Link to="/" className="shell-brand" aria-label="PackProof">
            <Mark />
            <Text fw={750} size="lg" visibleFrom="sm" component="span">
              PackProof
            </Text>
          </Link>
        </Group>
        <Finder />
        <Group gap="xs" wrap="nowrap">
          <JobTray />
          {/* On a phone the appearance is in the account's menu. */}
          <Preferences phone={false} />
          <AccountMenu />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className="shell-menu" aria-label={say('mainMenu')}>
        {entries.map(({ path, text, icon: Icon }) => (
          <NavLink
            key={path}
            component={Link}
            to={path}
            label={word(text)}
            leftSection={<Icon size={20} stroke={1.75} aria-hidden="true" />}
            active={path === '/' ? pathname === '/' : pathname === path || pathname.startsWith(`${path}/`)}
            aria-current={pathname === path ? 'page' : undefined}
          />
        ))}
        <NavLink
          href="/scan/"
          label={say('scanner')}
          leftSection={<IconScan size={20} stroke={1.75} aria-hidden="true" />}
        />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        {!online && (
          <p className="shell-offline" role="alert">
            {say('offline')}
          </p>
        )}
        <Outlet />
      </AppShell.Main>
    </AppShell>
  );
}
