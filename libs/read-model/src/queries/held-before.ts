/** tranche and leaf in one number, as the index over read.interval_past has them. */
const leafNumber = (tranche: string, leaf: string) => `((${tranche}::bigint << 32) + ${leaf})`;
export const PAST_LEAVES =
  'int8range((v.tranche::bigint << 32) + v.first_leaf, (v.tranche::bigint << 32) + v.end_leaf)';

/** A set of (holder, since, until): every holder that ever had the leaf, child records' parents included. */
export const whereabouts = (tranche: string, leaf: string): string => `(
    with recursive held as (
      select v.holder, v.since, v.until from read.interval_past v where ${PAST_LEAVES} @> ${leafNumber(tranche, leaf)}
      union all
      select * from (
        select v.holder, v.since, null::bigint from read.interval v
        where v.tranche = ${tranche} and v.first_leaf <= ${leaf} order by v.first_leaf desc limit 1
      ) present
    ), up as (
      select holder, since, until from held
      union all
      select hp.parent, greatest(u.since, hp.since), least(u.until, hp.until)
      from up u join read.holder_parent hp
        on hp.holder = u.holder and (u.until is null or hp.since < u.until) and (hp.until is null or hp.until > u.since)
    )
    select holder, since, until from up
  )`;

/** Whether an organisation ever answered for the leaf. */
export const heldBefore = (tranche: string, leaf: string, gln: string): string => `exists (
    select from ${whereabouts(tranche, leaf)} w join read.holder_custody hc
      on hc.holder = w.holder and (w.until is null or hc.since < w.until) and (hc.until is null or hc.until > w.since)
    where hc.custodian = ${gln}
  )`;
