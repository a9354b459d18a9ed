import type { PoolClient } from '@packproof/database';
import { toJson } from './table';

/** What was in a holder right after an entry, child records included. */
export interface InsideThen {
  packs: number;
  owners: string[];
}

type Holding = { holder: number } | { tranche: number; leaf: number };

/**
 * Questions about holders at a moment of the log, which need other rows than the blocks at hand: gathered while folding,
 * asked in one statement each when those blocks' holders are written. They look at spans, so the answers do not depend
 * on how many blocks are projected together.
 */
export class Lookups {
  readonly #inside: { holder: number; at: number; then: (inside: InsideThen) => void }[] = [];
  readonly #custodian: { holding: Holding; at: number; then: (custodian: string) => void }[] = [];

  inside(holder: number, at: number, then: (inside: InsideThen) => void): void {
    this.#inside.push({ holder, at, then });
  }

  custodian(holding: Holding, at: number, then: (custodian: string) => void): void {
    this.#custodian.push({ holding, at, then });
  }

  async ask(client: PoolClient): Promise<void> {
    await this.#askInside(client);
    await this.#askCustodian(client);
  }

  async #askInside(client: PoolClient): Promise<void> {
    if (this.#inside.length === 0) return;
    const { rows } = await client.query<InsideThen & { n: number }>({
      name: 'read_inside_then',
      text: `with recursive asked as (
          select * from json_to_recordset($1::json) as q(n integer, holder bigint, at bigint)
        ), inside as (
          select n, holder, at from asked
          union all
          select i.n, p.holder, i.at
          from inside i join read.holder_parent p
            on p.parent = i.holder and p.since <= i.at and (p.until is null or p.until > i.at)
        ), leaves as (
          select i.n, v.tranche, v.end_leaf - v.first_leaf as packs
          from inside i join read.interval v on v.holder = i.holder and v.since <= i.at
          union all
          select i.n, v.tranche, v.end_leaf - v.first_leaf
          from inside i join read.interval_past v on v.holder = i.holder and v.since <= i.at and v.until > i.at
        ), tranches as (
          select n, tranche, sum(packs) as packs from leaves group by n, tranche
        )
        select s.n, sum(s.packs)::bigint as packs, array_agg(distinct p.owner order by p.owner) as owners
        from tranches s join read.tranche t on t.number = s.tranche join read.product p on p.gtin = t.gtin
        group by s.n`,
      values: [toJson(this.#inside.map(({ holder, at }, n) => ({ n, holder, at })))],
    });
    const found = new Map(rows.map((row) => [row.n, row]));
    this.#inside.forEach(({ then }, n) => {
      const row = found.get(n);
      then({ packs: row?.packs ?? 0, owners: row?.owners ?? [] });
    });
  }

  async #askCustodian(client: PoolClient): Promise<void> {
    if (this.#custodian.length === 0) return;
    const { rows } = await client.query<{ n: number; custodian: string }>({
      name: 'read_custodian_then',
      text: `with recursive asked as (
          select * from json_to_recordset($1::json) as q(n integer, holder bigint, tranche integer, leaf bigint, at bigint)
        ), own as (
          select n, holder, at from asked where holder is not null
          union all
          select a.n, v.holder, a.at from asked a join lateral (
            select v.holder from read.interval v
            where v.tranche = a.tranche and v.first_leaf <= a.leaf and v.end_leaf > a.leaf and v.since <= a.at
            union all
            select v.holder from read.interval_past v
            where int8range((v.tranche::bigint << 32) + v.first_leaf, (v.tranche::bigint << 32) + v.end_leaf)
                @> ((a.tranche::bigint << 32) + a.leaf) and v.since <= a.at and v.until > a.at
          ) v on true
        ), upward as (
          select n, holder, at from own
          union all
          select u.n, p.parent, u.at
          from upward u join read.holder_parent p
            on p.holder = u.holder and p.since <= u.at and (p.until is null or p.until > u.at)
        )
        select u.n, c.custodian
        from upward u join read.holder_custody c
          on c.holder = u.holder and c.since <= u.at and (c.until is null or c.until > u.at)`,
      values: [toJson(this.#custodian.map(({ holding, at }, n) => ({ n, at, ...holding })))],
    });
    for (const { n, custodian } of rows) this.#custodian[n]?.then(custodian);
  }
}
