import { Refused } from '@packproof/client';
import { useQuery } from '@tanstack/react-query';
import { client } from '../../../doors';
import { PACK_PROOF } from '../documents';
import type { CheckedProof, ProofFault } from './check-proof';

export type ProofState =
  | { readonly state: 'checking' }
  /** There is none for who asks. */
  | { readonly state: 'none'; readonly error: unknown }
  | { readonly state: 'fails'; readonly file: unknown; readonly fault: Pick<ProofFault, 'what' | 'index'> }
  | { readonly state: 'holds'; readonly file: unknown; readonly vkey: string; readonly checked: CheckedProof };

/** Fetches a pack's proof and checks it here. What checks is loaded only now. */
export function useProof(gtin: string, serial: string): ProofState {
  const { data, error } = useQuery<ProofState>({
    queryKey: ['packs', 'proof', gtin, serial],
    queryFn: async ({ signal }) => {
      const [{ proof }, { checkProof, ProofFault }] = await Promise.all([
        client.request(PACK_PROOF, { gtin, serial }, { signal }),
        import('./check-proof'),
      ]);
      try {
        const checked = checkProof(proof);
        return { state: 'holds', file: proof, vkey: (proof as { vkey: string }).vkey, checked };
      } catch (fault) {
        if (fault instanceof ProofFault) return { state: 'fails', file: proof, fault };
        throw fault;
      }
    },
    retry: (count, problem) => problem instanceof Refused && problem.code === 'LEDGER_UNAVAILABLE' && count < 2,
  });
  if (error) return { state: 'none', error };
  return data ?? { state: 'checking' };
}
