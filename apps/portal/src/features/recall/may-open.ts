import { useSession } from '../../session/session';

/** For whom the screen offers to open a recall: a product's owner or a regulator. The ledger decides. */
export function useMayOpen(): boolean {
  const { is, mayWrite } = useSession();
  return is('REGULATOR', 'MANUFACTURER') && mayWrite;
}
