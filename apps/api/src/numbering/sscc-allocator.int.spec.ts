import { organisationKey } from '@packproof/contract';
import { testDatabase } from '@packproof/database/testing';
import { companyPrefixCovers, isSscc } from '@packproof/gs1';
import { beforeAll, describe, expect, it } from 'vitest';
import { SsccAllocator } from './sscc-allocator';

const GLN = '4000000000006';

describe('SsccAllocator', () => {
  let pool: Awaited<ReturnType<typeof testDatabase>>['pool'];
  beforeAll(async () => {
    ({ pool } = await testDatabase());
  });

  const allocator = (companyPrefixes: string[] | undefined, onRecord: ReadonlySet<string> = new Set()) => {
    const key = organisationKey(GLN);
    const ledger = { get: async () => new Map(companyPrefixes ? [[key, { gln: GLN, companyPrefixes }]] : []) };
    const queries = {
      locateUnits: async (ssccs: string[]) => ssccs.map((sscc) => (onRecord.has(sscc) ? { sscc } : undefined)),
    };
    return new SsccAllocator(pool, ledger as never, queries as never);
  };

  it('hands out each number once, however many ask at once', async () => {
    const ssccs = allocator(['4012345']);
    const handed = (await Promise.all(Array.from({ length: 20 }, (_, i) => ssccs.next(GLN, i)))).flat();
    expect(handed).toHaveLength(190);
    expect(new Set(handed).size).toBe(190);
    expect(handed.every((sscc) => isSscc(sscc) && companyPrefixCovers('4012345', sscc))).toBe(true);
  });

  it('goes through the extension digits, and then says that there are none left', async () => {
    const prefix = '401234567890';
    const ssccs = allocator([prefix]);
    const all = await ssccs.next(GLN, 99_999);
    expect(new Set(all.map(([extension]) => extension)).size).toBe(10);
    expect(all.at(-1)).toMatch(/^9401234567890999/);
    await expect(ssccs.next(GLN, 1)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    const [next] = await allocator([prefix, '4098765']).next(GLN, 1);
    expect(next!.slice(1, 8)).toBe('4098765');
  });

  it('passes over numbers that are on record', async () => {
    const [first] = await allocator(['4055555']).next(GLN, 1);
    const following = (n: number) => allocator(['4055555']).next(GLN, n);
    await pool.query(`update app.sscc_sequence set next_number = 1 where company_prefix = '4055555'`);
    const fresh = await allocator(['4055555'], new Set([first!])).next(GLN, 3);
    expect(fresh).toHaveLength(3);
    expect(fresh).not.toContain(first);
    expect((await following(1))[0]! > fresh.at(-1)!).toBe(true);
  });

  it('needs an organisation with a prefix', async () => {
    await expect(allocator(undefined).next(GLN, 1)).rejects.toMatchObject({ code: 'UNKNOWN_ORGANISATION' });
    await expect(allocator([]).next(GLN, 1)).rejects.toMatchObject({ code: 'SSCC_FOREIGN' });
    expect(await allocator([]).next(GLN, 0)).toEqual([]);
  });
});
