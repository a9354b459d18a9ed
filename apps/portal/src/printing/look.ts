import type { Language } from '@packproof/outcomes';
import { useQuery } from '@tanstack/react-query';
import { client } from '../doors';

interface Named {
  readonly id: string;
  readonly title: Readonly<Record<Language, string>>;
}

/** Millimetres. */
interface Size {
  readonly width: number;
  readonly height: number;
}

export interface LabelTemplate extends Named {
  readonly carriers: readonly string[];
  /** Null: as large as what is on it. */
  readonly size: Size | null;
  readonly for: readonly ('pack' | 'unit' | 'batch')[];
}

export interface LabelStock extends Named {
  readonly page: Size;
  /** Null: each label as large as it is. */
  readonly label: Size | null;
  readonly perPage: number | null;
}

/** What GET /labels/templates offers. */
export interface LabelChoices {
  readonly templates: readonly LabelTemplate[];
  readonly stocks: readonly LabelStock[];
  /** Dots an inch. */
  readonly dpi: readonly number[];
}

export function useLabelChoices() {
  return useQuery({
    queryKey: ['samples', 'label choices'],
    queryFn: async ({ signal }) => (await (await client.rest('/labels/templates', { signal })).json()) as LabelChoices,
    staleTime: 3_600_000,
  });
}

/** Of a label printer: one label at a time, as large as the stock. */
export const isSingle = ({ perPage }: LabelStock): boolean => perPage === 1;

/** A stock whose labels can hold the template, as far as sizes tell; what it cannot hold after all the API says. */
export const holds = (stock: LabelStock, template: LabelTemplate): boolean =>
  !stock.label ||
  !template.size ||
  (stock.label.width >= template.size.width && stock.label.height >= template.size.height);

export const labelAddress = (
  path: string,
  parameters: Readonly<Record<string, string | number | undefined>>,
): string => {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) asked.set(name, String(value));
  const query = asked.toString();
  return query ? `${path}?${query}` : path;
};
