import { testDatabase } from '@packproof/database/testing';
import { describe, expect, it } from 'vitest';
import { asOrganisation, type RowsOf } from './own-rows';

const MAKER: RowsOf = { gln: '4012345000009', organisationRole: 'MANUFACTURER' };
const OTHER: RowsOf = { gln: '4098765000010', organisationRole: 'MANUFACTURER' };
const REGULATOR: RowsOf = { gln: '4000000000006', organisationRole: 'REGULATOR' };

describe('rows of an organisation', () => {
  it('are all that a statement without WHERE finds, changes or adds', async () => {
    const { pool } = await testDatabase();
    const job = (gln: string) =>
      `insert into app.job (id, organisation, kind, state, input, caller) values ('${gln}', '${gln}', 'k', 'QUEUED', '{}', '{}')`;
    for (const { gln } of [MAKER, OTHER]) await pool.query(job(gln));
    await pool.query(
      `insert into app.alert (id, cause, code, state, gtin, raised_by, product_owner, raised_at, last_at)
       values ('a', 'c', 'STOLEN', 'NEW', '09506000134352', $1, $1, now(), now())`,
      [MAKER.gln],
    );
    await pool.query(`insert into app.alert_pack values ('a', '09506000134352', 'S', now())`);
    const ids = (of: RowsOf, table: string) =>
      asOrganisation(pool, of, async (client) => (await client.query(`select * from app.${table}`)).rowCount);
    expect([await ids(MAKER, 'job'), await ids(REGULATOR, 'job')]).toEqual([1, 0]);
    for (const table of ['alert', 'alert_pack']) {
      expect([await ids(MAKER, table), await ids(OTHER, table), await ids(REGULATOR, table)]).toEqual([1, 0, 1]);
    }
    const changed = await asOrganisation(pool, OTHER, (client) =>
      client.query(`update app.job set state = 'CANCELLED'`),
    );
    expect(changed.rowCount).toBe(1);
    const { rows } = await pool.query('select organisation, state from app.job order by organisation');
    expect(rows).toEqual([
      { organisation: MAKER.gln, state: 'QUEUED' },
      { organisation: OTHER.gln, state: 'CANCELLED' },
    ]);
    const foreign = asOrganisation(pool, OTHER, (client) => client.query(job('4055555000001')));
    await expect(foreign).rejects.toThrow(/row-level security/);
    await expect(asOrganisation(pool, OTHER, (client) => client.query('select * from app.apikey'))).rejects.toThrow(
      /permission denied/,
    );
  });

  it('leave no trace of whose they were on the connection', async () => {
    const { pool } = await testDatabase();
    await asOrganisation(pool, MAKER, async () => undefined);
    const { rows } = await pool.query(
      `select current_user = session_user as own, current_setting('packproof.gln', true) as gln`,
    );
    expect(rows[0].own).toBe(true);
    expect(rows[0].gln ?? '').toBe('');
  });

  it('refuse what is no GLN before it gets into a statement', async () => {
    const { pool } = await testDatabase();
    await expect(
      asOrganisation(pool, { ...MAKER, gln: "'; drop table app.job; --" }, async () => undefined),
    ).rejects.toThrow('is not a GLN');
  });
});
