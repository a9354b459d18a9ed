import { SimpleGrid } from '@mantine/core';
import { useSay } from '@packproof/ui';
import {
  type Icon,
  IconAlertTriangle,
  IconBinaryTree2,
  IconBuildingWarehouse,
  IconPackage,
  IconPackageImport,
  IconPrinter,
  IconRoute,
  IconScan,
  IconTruckDelivery,
} from '@tabler/icons-react';
import { Link } from 'react-router';
import { type SessionDoor, useSession } from '../../session/session';
import { texts } from './texts';

type Key = 'newBatch' | 'ship' | 'counter' | 'goodsIn' | 'openRecall' | 'trace' | 'checkProofs' | 'labels' | 'stock';

const STEPS: Readonly<Record<Key, { readonly to: string; readonly icon: Icon; readonly isApp?: true }>> = {
  newBatch: { to: '/batches/new', icon: IconPackage },
  labels: { to: '/labels', icon: IconPrinter },
  ship: { to: '/shipments/new', icon: IconTruckDelivery },
  counter: { to: '/scan/', icon: IconScan, isApp: true },
  goodsIn: { to: '/scan/goods-in', icon: IconPackageImport, isApp: true },
  openRecall: { to: '/recalls/new', icon: IconAlertTriangle },
  trace: { to: '/batches', icon: IconRoute },
  stock: { to: '/stock', icon: IconBuildingWarehouse },
  checkProofs: { to: '/ledger', icon: IconBinaryTree2 },
};

const BY_ROLE: Readonly<Record<SessionDoor['member']['organisation']['role'], readonly Key[]>> = {
  MANUFACTURER: ['newBatch', 'labels', 'ship', 'openRecall'],
  DISTRIBUTOR: ['goodsIn', 'ship', 'stock'],
  PHARMACY: ['counter', 'goodsIn', 'stock'],
  HOSPITAL: ['counter', 'goodsIn', 'stock'],
  REGULATOR: ['openRecall', 'trace', 'checkProofs'],
  AUDITOR: ['checkProofs', 'trace'],
};

/** What people of this role come to do, one press away. */
export function Begin() {
  const say = useSay(texts);
  const { member } = useSession();
  return (
    <SimpleGrid component="nav" aria-label={say('begin')} cols={{ base: 1, xs: 2, md: 4 }} spacing="sm">
      {BY_ROLE[member.organisation.role].map((key) => {
        const { to, icon: Icon, isApp } = STEPS[key];
        const content = (
          <>
            <Icon size={28} stroke={1.6} aria-hidden="true" />
            <span className="begin-title">{say(key)}</span>
            <span className="begin-advice">{say(`${key}Advice`)}</span>
          </>
        );
        return isApp ? (
          <a key={key} href={to} className="begin">
            {content}
          </a>
        ) : (
          <Link key={key} to={to} className="begin">
            {content}
          </Link>
        );
      })}
    </SimpleGrid>
  );
}
