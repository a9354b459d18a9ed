/** Common table expressions `held` and `below(number)`: the holders that an organisation has, or is to get, at any depth. */
export const heldBelow = (gln: string): string => `held as (
    select h.number from read.holder h where h.parent is null and h.custodian = ${gln}
    union
    select h.number from read.holder h where h.parent is null and h.transit_to = ${gln}
  ), below as (
    select number from held
    union all
    select h.number from below b join read.holder h on h.parent = b.number
  )`;
