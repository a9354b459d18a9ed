import { Loader } from '@mantine/core';
import { Problem } from '@packproof/ui';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { client } from '../doors';
import './printing.css';

/** A label as it will be printed. `address`: of an SVG of /labels. A refusal is told in its place. */
export function LabelPreview({ address, title }: { readonly address: string; readonly title: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['samples', 'label', address],
    queryFn: async ({ signal }) =>
      (await client.rest(address, { signal, headers: { accept: 'image/svg+xml' } })).text(),
    staleTime: 60_000,
    placeholderData: (previous) => previous,
  });
  // Shown as an image, not as a part of the page: it has its own ids and styles.
  const source = useMemo(() => data && URL.createObjectURL(new Blob([data], { type: 'image/svg+xml' })), [data]);
  useEffect(() => () => void (source && URL.revokeObjectURL(source)), [source]);
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  return (
    <figure className="label-preview">
      {source ? <img src={source} alt={title} /> : <Loader />}
      <figcaption>{title}</figcaption>
    </figure>
  );
}
