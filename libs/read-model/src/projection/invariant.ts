import type { Pool } from '@packproof/database';
import type { InvariantFault } from './projector-types';

/**
 * Ledger.md "The invariant": for every tranche the contents of all holders are a partition of [0, count). Reads the
 * intervals, and that each holder has as many packs in them as its content.
 */
export async function verifyInvariant(pool: Pool): Promise<InvariantFault[]> {
  const { rows } = await pool.query<InvariantFault>(
    `with steps as (
        select tranche, first_leaf, end_leaf, lag(end_leaf, 1, 0::bigint) over w as expected
        from read.interval window w as (partition by tranche order by first_leaf)
      ), ends as (
        select tranche, max(end_leaf) as last, bool_or(first_leaf <> expected or end_leaf <= first_leaf) as broken
        from steps group by tranche
      )
      select encode(t.tranche_id, 'hex') as "trancheId",
        case when e.tranche is null then 'none of its packs is in any holder'
          when e.broken then 'the contents of its holders overlap, or leave something out'
          else 'the contents of its holders end at ' || e.last || ' of ' || t.count end as fault
      from read.tranche t left join ends e on e.tranche = t.number
      where e.tranche is null or e.broken or e.last <> t.count
      union all
      select distinct encode(t.tranche_id, 'hex'), 'holder ' || h.id || ' has ' || h.packs || ' packs and ' || s.packs || ' in intervals'
      from read.holder h
      join (select holder, sum(end_leaf - first_leaf) as packs, min(tranche) as tranche from read.interval group by holder) s
        on s.holder = h.number
      join read.tranche t on t.number = s.tranche
      where s.packs <> h.packs
      union all
      select '', 'holder ' || h.id || ' has ' || h.packs || ' packs and no interval'
      from read.holder h where h.packs > 0 and not exists (select from read.interval i where i.holder = h.number)`,
  );
  return rows;
}
