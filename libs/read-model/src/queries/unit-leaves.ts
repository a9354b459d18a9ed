/**
 * Common table expressions about units that are asked for as `asked(n, id)`, holder ids:
 * `found(n, holder, tranche, root, index)`: the record of that id; or, for an inner unit without one, the record that
 *   it is inside, and its place in the payload's tree. A record that is empty gives way to an inner unit that is not.
 * `members(n, holder, depth)`: of a record itself (0) and all child records, parents before children.
 * `leaves(n, tranche, first_leaf, end_leaf)`: what is in it now at any depth.
 */
export const UNIT_LEAVES = `
  recorded as (
    select a.n, h.number as holder, h.packs = 0 and h.children = 0 as empty
    from asked a join read.holder h on h.id = a.id
  ), climb as (
    select a.n, u.tranche, u.root as unit_root, u.index as unit_index, u.root, 0 as above
    from asked a join read.inner_unit u on a.id = 'sscc:' || u.sscc and u.sscc = substr(a.id, 6)
    where not exists (select from recorded r where r.n = a.n and not r.empty)
    union all
    select c.n, c.tranche, c.unit_root, c.unit_index, u.root, c.above + 1
    from climb c join read.inner_unit u on u.tranche = c.tranche and u.inner_root = c.root
    where c.above < 6
  ), inside as (
    select distinct on (c.n) c.n, h.number as holder, c.tranche, c.unit_root as root, c.unit_index as index
    from climb c join read.holder h on h.inner_root = c.root
    where exists (
      select from read.inner_unit_interval v join read.interval i
        on i.holder = h.number and i.tranche = v.tranche and i.first_leaf < v.end_leaf and i.end_leaf > v.first_leaf
      where v.root = c.unit_root and v.index = c.unit_index and v.tranche = c.tranche
    )
    order by c.n, h.number
  ), found as (
    select n, holder, tranche, root, index from inside
    union all
    select r.n, r.holder, null, null, null from recorded r where not exists (select from inside i where i.n = r.n)
  ), members as (
    select n, holder, 0 as depth from found where root is null
    union all
    select m.n, h.number, m.depth + 1 from members m join read.holder h on h.parent = m.holder
  ), leaves as (
    select m.n, i.tranche, i.first_leaf, i.end_leaf
    from members m join read.interval i on i.holder = m.holder
    union all
    select f.n, i.tranche, greatest(i.first_leaf, v.first_leaf), least(i.end_leaf, v.end_leaf)
    from found f
    join read.inner_unit_interval v on v.root = f.root and v.index = f.index and v.tranche = f.tranche
    join read.interval i
      on i.holder = f.holder and i.tranche = v.tranche and i.first_leaf < v.end_leaf and i.end_leaf > v.first_leaf
  )`;

/** `counted(n, tranche, packs, ended)` of `leaves`: all of them, and those that ended one by one. */
export const LEAVES_COUNTED = `
  counted as (
    select l.n, l.tranche, sum(l.end_leaf - l.first_leaf)::bigint as packs, sum(e.ended)::bigint as ended
    from leaves l cross join lateral (
      select count(*) as ended from read.pack_state s
      where s.tranche = l.tranche and s.leaf >= l.first_leaf and s.leaf < l.end_leaf and s.end_as is not null
    ) e
    group by l.n, l.tranche
  )`;
