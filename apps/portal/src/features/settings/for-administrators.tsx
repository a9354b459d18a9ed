import { Button } from '@mantine/core';
import { Empty, useSay } from '@packproof/ui';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useSession } from '../../session/session';
import { texts } from './texts';

/** What the doors answer administrators only; others are told whom to ask. */
export function ForAdministrators({ children }: { readonly children: ReactNode }) {
  const say = useSay(texts);
  const { isAdmin, member } = useSession();
  if (isAdmin) return children;
  return (
    <Empty
      title={say('administratorsOnly')}
      advice={say('administratorsOnlyAdvice', { organisation: member.organisation.name })}
      action={
        <Button component={Link} to="/settings/account" variant="default">
          {say('toAccount')}
        </Button>
      }
    />
  );
}
