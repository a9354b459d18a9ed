import { Text } from '@mantine/core';
import { useSay } from '@packproof/ui';
import { texts } from './texts';

/** Why the only administrator can neither go nor become anything else, said before it is tried. */
export function LastAdmin({ name }: { readonly name: string }) {
  const say = useSay(texts);
  return (
    <div role="note">
      <Text fw={700}>{say('lastAdmin', { name })}</Text>
      <Text>{say('lastAdminAdvice')}</Text>
    </div>
  );
}
