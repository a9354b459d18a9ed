import type { TadaDocumentNode } from '@packproof/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../../doors';
import type { Topic } from '../../live';

/** Changes something that is no entry of the ledger: people, invitations, keys for machines. */
export function useAct<Result, Variables>(document: TadaDocumentNode<Result, Variables>, touches: readonly Topic[]) {
  const cache = useQueryClient();
  const mutation = useMutation<Result, Error, Variables>({
    mutationFn: (variables) => client.request(document, variables),
    onSettled: () => Promise.all(touches.map((topic) => cache.invalidateQueries({ queryKey: [topic] }))),
  });
  return { give: mutation.mutateAsync, busy: mutation.isPending };
}
