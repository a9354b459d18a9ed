import type { PoolClient } from '@packproof/database';

/**
 * Inserts `incoming` (serial, leaf) of a tranche where some serials are on record already or come twice. The earliest
 * (tranche, leaf) is the pack, whatever arrived first; the others are kept as conflicts.
 */
export async function settleConflicts(
  client: PoolClient,
  { number, gtin }: { number: number; gtin: string },
): Promise<void> {
  const values = [gtin, number];
  await client.query(
    'create temporary table claims (serial text collate "C", tranche integer, leaf integer, old boolean) on commit drop',
  );
  // All that claim a serial which has more than one claim.
  await client.query(
    `insert into claims
      select p.serial, p.tranche, p.leaf, true
        from read.pack p where p.gtin = $1 and p.serial in (select serial from incoming)
      union all
      select i.serial, $2, i.leaf, false from incoming i
        where exists (select from read.pack p where p.gtin = $1 and p.serial = i.serial)
          or exists (select from incoming j where j.serial = i.serial and j.leaf <> i.leaf)`,
    values,
  );
  await client.query(
    `with ranked as (
        select *, row_number() over (partition by serial order by tranche, leaf) as place from claims
      )
      insert into read.pack_conflict (gtin, serial, tranche, leaf)
        select $1, serial, tranche, leaf from ranked where place > 1`,
    [gtin],
  );
  await client.query(
    `delete from read.pack p using read.pack_conflict c
      where p.gtin = $1 and c.gtin = p.gtin and c.serial = p.serial and c.tranche = p.tranche and c.leaf = p.leaf
        and p.serial in (select serial from claims)`,
    [gtin],
  );
  await client.query(
    `insert into read.pack (gtin, serial, tranche, leaf)
      select $1, i.serial, $2, i.leaf from incoming i
      where not exists (
        select from read.pack_conflict c
        where c.gtin = $1 and c.serial = i.serial and c.tranche = $2 and c.leaf = i.leaf
      )`,
    values,
  );
}

/** Deletes the packs of a tranche; a serial that another tranche claims too is that one's now. */
export async function removePacks(client: PoolClient, tranche: number): Promise<void> {
  await client.query('delete from read.pack_conflict where tranche = $1', [tranche]);
  const { rows: heirs } = await client.query<{ gtin: string; serial: string; tranche: number; leaf: number }>(
    `select distinct on (c.gtin, c.serial) c.gtin, c.serial, c.tranche, c.leaf::integer as leaf
      from read.pack_conflict c join read.pack p on p.gtin = c.gtin and p.serial = c.serial
      where p.tranche = $1 order by c.gtin, c.serial, c.tranche, c.leaf`,
    [tranche],
  );
  await client.query('delete from read.pack where tranche = $1', [tranche]);
  if (heirs.length === 0) return;
  const values = [JSON.stringify(heirs)];
  const heirRows = 'json_to_recordset($1::json) as h(gtin text, serial text, tranche integer, leaf integer)';
  await client.query(
    `delete from read.pack_conflict c using ${heirRows}
      where c.gtin = h.gtin and c.serial = h.serial and c.tranche = h.tranche and c.leaf = h.leaf`,
    values,
  );
  await client.query(`insert into read.pack (gtin, serial, tranche, leaf) select * from ${heirRows}`, values);
}
