import { Loader } from '@mantine/core';
import { Refused } from '@packproof/client';
import { Code, Problem, useSay } from '@packproof/ui';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { client } from '../doors';
import { texts } from './texts';
import './printing.css';

interface LabelPreviewProps {
  /** Of an SVG of /labels. */
  readonly address: string;
  readonly title: string;
  /** What stands on it, for who cannot see it. */
  readonly lines?: readonly string[];
}

/** A label as it will be printed. A refusal is told in its place. */
export function LabelPreview({ address, title, lines }: LabelPreviewProps) {
  const say = useSay(texts);
  const { data, error, refetch } = useQuery({
    queryKey: ['samples', 'label', address],
    queryFn: async ({ signal }) =>
      (await client.rest(address, { signal, headers: { accept: 'image/svg+xml' } })).text(),
    staleTime: 60_000,
    placeholderData: (previous) => previous,
  });
  const source = useObjectUrl(data);
  if (error instanceof Refused && error.field === 'stock') {
    return (
      <p className="label-preview" role="alert">
        {say('doesNotFit')}
      </p>
    );
  }
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  return (
    <figure className="label-preview">
      {source ? <img src={source} alt={lines?.join(' ') ?? title} /> : <Loader />}
      <figcaption>{title}</figcaption>
      {lines && (
        <p className="label-preview-lines">
          {lines.map((line) => (
            <Code key={line}>{line}</Code>
          ))}
        </p>
      )}
    </figure>
  );
}

/** Shown as an image, not as a part of the page: it has its own ids and styles. */
function useObjectUrl(svg: string | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (svg === undefined) return;
    const made = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [svg]);
  return url;
}
