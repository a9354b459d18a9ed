import { Page, useSay } from '@packproof/ui';
import {
  type Icon,
  IconBuildingWarehouse,
  IconKey,
  IconShieldLock,
  IconUserCircle,
  IconUsers,
} from '@tabler/icons-react';
import { Navigate, NavLink, Outlet } from 'react-router';
import { useSession } from '../../session/session';
import { texts } from './texts';
import './settings.css';

type Tab = 'people' | 'keys' | 'places' | 'security' | 'account';

const TABS: readonly (readonly [Tab, Icon, forAdministrators?: boolean])[] = [
  ['people', IconUsers, true],
  ['keys', IconKey, true],
  ['places', IconBuildingWarehouse],
  ['security', IconShieldLock],
  ['account', IconUserCircle],
];

/** Settings of the organisation, which its administrators change, and of one's own account. */
export function SettingsPage() {
  const say = useSay(texts);
  const { member, isAdmin } = useSession();
  return (
    <Page title={say('title')} lead={member.organisation.name}>
      <nav aria-label={say('title')} className="settings-tabs">
        {TABS.filter(([, , forAdministrators]) => isAdmin || !forAdministrators).map(([tab, Icon]) => (
          <NavLink key={tab} to={tab} replace>
            <Icon size={18} stroke={1.75} aria-hidden="true" />
            {say(tab)}
          </NavLink>
        ))}
      </nav>
      <Outlet />
    </Page>
  );
}

export function FirstTab() {
  const { isAdmin } = useSession();
  return <Navigate to={isAdmin ? 'people' : 'account'} replace />;
}
