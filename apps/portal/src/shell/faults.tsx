import { Button, Group } from '@mantine/core';
import { Page, ProblemPage, useSay } from '@packproof/ui';
import { Link, useRouteError } from 'react-router';
import { texts } from './texts';

export function NotFound() {
  const say = useSay(texts);
  return (
    <Page title={say('notFound')} lead={say('notFoundAdvice')}>
      <Group>
        <Button component={Link} to="/">
          {say('toHome')}
        </Button>
      </Group>
    </Page>
  );
}

/** A fault of a page itself: the menu stays, so that one can go on. */
export function PageFault() {
  const error = useRouteError();
  console.error(error);
  return <ProblemPage error={error} onRetry={() => location.reload()} />;
}
