import { client } from '../../../doors';
import type { Upload } from './draft';

const PATIENCE = 5 * 60_000;

/** @throws Refused */
export async function sendSerials(csv: Blob, name: string): Promise<Upload> {
  const response = await client.rest('/uploads', {
    method: 'POST',
    body: csv,
    headers: { 'content-type': 'text/csv' },
    patience: PATIENCE,
  });
  const { id, rows, badRows, errors } = (await response.json()) as Omit<Upload, 'name'>;
  return { id, name, rows, badRows, errors };
}
