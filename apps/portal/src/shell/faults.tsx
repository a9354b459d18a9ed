import { Button } from '@mantine/core';
import { Empty, ProblemPage, useSay } from '@packproof/ui';
import { Link, useRouteError } from 'react-router';
import { texts } from './texts';

export function NotFound() {
  const say = useSay(texts);
  return (
    <Empty
      title={say('notFound')}
      advice={say('notFoundAdvice')}
      action={
        <Button component={Link} to="/">
          {say('toHome')}
        </Button>
      }
    />
  );
}

/** A fault of a page itself: the menu stays, so that one can go on. */
export function PageFault() {
  const error = useRouteError();
  console.error(error);
  return <ProblemPage error={error} onRetry={() => location.reload()} />;
}
