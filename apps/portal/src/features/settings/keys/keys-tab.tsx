import { ForAdministrators } from '../for-administrators';
import { ApiKeys } from './api-keys';
import { SigningKey } from './signing-key';

/** Keys with which machines ask, and the key with which the organisation signs. */
export function KeysTab() {
  return (
    <ForAdministrators>
      <ApiKeys />
      <SigningKey />
    </ForAdministrators>
  );
}
