import { notifications } from '@mantine/notifications';
import { Refused, type TadaDocumentNode } from '@packproof/client';
import { screenTexts, tell, useLanguage, useSay } from '@packproof/ui';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { client } from './doors';
import type { Topic } from './live';

/** Where an answer is kept, and how it is asked for: for whoever needs it outside of a page's rendering. */
export function answerOf<Result, Variables>(
  topic: Topic,
  document: TadaDocumentNode<Result, Variables>,
  variables: Variables,
) {
  return queryOptions<Result>({
    queryKey: [topic, nameOf(document), variables],
    queryFn: ({ signal }) => client.request(document, variables, { signal }),
  });
}

/**
 * Asks a question and keeps the answer under a topic: an event about the topic asks again.
 *
 *     const { data, error, refetch } = useAnswer('recalls', RECALL, { id });
 */
export function useAnswer<Result, Variables>(
  topic: Topic,
  document: TadaDocumentNode<Result, Variables>,
  variables: Variables,
  options: { readonly enabled?: boolean; readonly refetchInterval?: number } = {},
) {
  return useQuery<Result>({ ...answerOf(topic, document, variables), ...options });
}

export interface CommandOf<Result, Variables> {
  /** Gives the command; throws Refused. Asked again after an unknown outcome, it is the same command. */
  readonly give: (variables: Omit<Variables, 'commandId'>) => Promise<Result>;
  readonly busy: boolean;
}

/**
 * A command. Its document takes `$commandId: ID` and passes it in `options`: a command whose answer was lost is given
 * again under the same id, so that it is done once. What it `touches` is asked again.
 */
export function useCommand<Result, Variables extends { commandId?: string | null | undefined }>(
  document: TadaDocumentNode<Result, Variables>,
  touches: readonly Topic[],
): CommandOf<Result, Variables> {
  const cache = useQueryClient();
  const pending = useRef<{ id: string; what: string } | undefined>(undefined);
  const mutation = useMutation<Result, Error, Omit<Variables, 'commandId'>>({
    mutationFn: async (variables) => {
      const what = JSON.stringify(variables);
      if (pending.current?.what !== what) pending.current = { id: crypto.randomUUID(), what };
      const all = { ...variables, commandId: pending.current.id } as unknown as Variables;
      try {
        const result = await client.request(document, all);
        pending.current = undefined;
        return result;
      } catch (error) {
        if (!(error instanceof Refused) || error.code !== 'OUTCOME_UNKNOWN') pending.current = undefined;
        throw error;
      }
    },
    onSettled: () => Promise.all(touches.map((topic) => cache.invalidateQueries({ queryKey: [topic] }))),
  });
  return { give: mutation.mutateAsync, busy: mutation.isPending };
}

/** Says in passing that something was done, or was refused. */
export function useNotify() {
  const language = useLanguage();
  const closeButtonProps = { 'aria-label': useSay(screenTexts)('close') };
  return {
    done: (title: string, message?: React.ReactNode) =>
      notifications.show({ title, message: message ?? '', autoClose: 8000, withBorder: true, closeButtonProps }),
    refused: (error: unknown) => {
      const { title, advice } = tell(error, language);
      notifications.show({
        title,
        message: advice,
        autoClose: 12_000,
        withBorder: true,
        role: 'alert',
        closeButtonProps,
      });
    },
  };
}

function nameOf(document: { readonly definitions: readonly object[] }): string {
  const [operation] = document.definitions as readonly { name?: { value: string } }[];
  const name = operation?.name?.value;
  if (!name) throw new Error('a document has a name: query Products { … }');
  return name;
}
