import { useQuery } from '@tanstack/react-query';
import { read } from '../../session/post';

/** The door is there only while the demo is on. Asked under the same key as by the sign-in. */
export function useDemo(): boolean {
  const { data } = useQuery({
    queryKey: ['demo-people'],
    queryFn: () => read<readonly unknown[]>('/demo/people'),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (data?.length ?? 0) > 0;
}
