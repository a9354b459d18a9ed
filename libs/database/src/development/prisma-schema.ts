import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const SCHEMA_FOLDER = fileURLToPath(new URL('../../../../prisma/schema', import.meta.url));

/** The files of the Prisma schema, as its engine takes them. */
export async function readPrismaSchema(folder = SCHEMA_FOLDER): Promise<{ path: string; content: string }[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.prisma')).sort();
  return Promise.all(
    names.map(async (name) => ({ path: join(folder, name), content: await readFile(join(folder, name), 'utf8') })),
  );
}
