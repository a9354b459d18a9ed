import { describe, expect, it } from 'vitest';
import { testDatabase } from './testing';

describe('testDatabase', () => {
  it('hands out a migrated database of its own', async () => {
    const { pool, config } = await testDatabase();
    const { rows } = await pool.query('select current_database() as name, count(*) as entries from ledger.entry');
    expect(rows).toEqual([{ name: config.database, entries: 0 }]);
  });
});
