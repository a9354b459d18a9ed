import { describe, expect, it } from 'vitest';
import { readPrismaSchema } from './development/prisma-schema';
import { schemaDifference } from './development/schema-engine';
import { testDatabase } from './testing';

describe('the Prisma schema', () => {
  it('is what the committed migrations make', async () => {
    const { config } = await testDatabase();
    expect(await schemaDifference(config, await readPrismaSchema())).toBe('');
  });

  it('differs as soon as a column does', async () => {
    const { config, pool } = await testDatabase();
    await pool.query('alter table ledger.entry drop column nonce');
    expect(await schemaDifference(config, await readPrismaSchema())).toContain('ADD COLUMN     "nonce" BYTEA NOT NULL');
  });
});
