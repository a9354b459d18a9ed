import { Page } from '@packproof/ui';
import { useSession } from '../../session/session';

export function HomePage() {
  const { member } = useSession();
  return (
    <Page title={member.organisation.name}>
      <p>{member.name}</p>
    </Page>
  );
}
