import { Inject, Injectable } from '@nestjs/common';
import { type Gln, organisationKey, type Sscc } from '@packproof/contract';
import type { Pool, PoolClient } from '@packproof/database';
import { makeSscc } from '@packproof/gs1';
import type { Ledger } from '@packproof/ledger';
import type { Queries } from '@packproof/read-model';
import { Refusal } from '../refusal';
import { LEDGER, POOL, QUERIES } from '../tokens';

/** Extension digit, prefix and serial reference: an SSCC without its check digit. */
const DIGITS = 17;
/** 0 stays unused: many a system takes it for "none". */
const FIRST_NUMBER = 1;
const LOOKED_UP_AT_ONCE = 5_000;

/** Hands out SSCCs under an organisation's own company prefixes, each once. */
@Injectable()
export class SsccAllocator {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(QUERIES) private readonly queries: Queries,
  ) {}

  /**
   * The next free ones, ascending under one prefix; numbers that are on record already, given by hand, are passed over.
   * @throws Refusal UNKNOWN_ORGANISATION; SSCC_FOREIGN where it has no company prefix; LIMIT_EXCEEDED where no prefix has
   * that many left
   */
  async next(gln: Gln, count: number, client: Pool | PoolClient = this.pool): Promise<Sscc[]> {
    if (count === 0) return [];
    const prefixes = await this.#prefixes(gln);
    const free: Sscc[] = [];
    while (free.length < count) {
      const made = await this.#take(prefixes, count - free.length, client);
      free.push(...(await this.#withoutThoseOnRecord(made)));
    }
    return free;
  }

  async #prefixes(gln: Gln): Promise<string[]> {
    const key = organisationKey(gln);
    const organisation = (await this.ledger.get([key])).get(key);
    if (!organisation) throw new Refusal('UNKNOWN_ORGANISATION', { gln });
    if (organisation.companyPrefixes.length === 0) throw new Refusal('SSCC_FOREIGN', { organisation: gln });
    return organisation.companyPrefixes;
  }

  /** From the first prefix that has so many left. */
  async #take(prefixes: readonly string[], count: number, client: Pool | PoolClient): Promise<Sscc[]> {
    for (const companyPrefix of prefixes) {
      const end = 10 ** (DIGITS - companyPrefix.length);
      const { rows } = await client.query<{ first: number }>({
        name: 'sscc-take',
        text: `insert into app.sscc_sequence as s (company_prefix, next_number) select $1, $2::bigint + $3 where $2 + $3 <= $4::bigint
               on conflict (company_prefix) do update set next_number = s.next_number + $3 where s.next_number + $3 <= $4
               returning next_number - $3 as first`,
        values: [companyPrefix, FIRST_NUMBER, count, end],
      });
      const first = rows[0]?.first;
      if (first !== undefined) return Array.from({ length: count }, (_, i) => ssccOf(companyPrefix, first + i));
    }
    throw new Refusal('LIMIT_EXCEEDED', { limit: 'SSCCs left under the company prefix', prefix: prefixes.join(', ') });
  }

  async #withoutThoseOnRecord(ssccs: readonly Sscc[]): Promise<Sscc[]> {
    const free: Sscc[] = [];
    for (let from = 0; from < ssccs.length; from += LOOKED_UP_AT_ONCE) {
      const some = ssccs.slice(from, from + LOOKED_UP_AT_ONCE);
      const found = await this.queries.locateUnits(some);
      for (const [i, sscc] of some.entries()) if (!found[i]) free.push(sscc);
    }
    return free;
  }
}

function ssccOf(companyPrefix: string, number: number): Sscc {
  const digits = String(number).padStart(DIGITS - companyPrefix.length, '0');
  return makeSscc({ companyPrefix, extensionDigit: digits[0]!, serialReference: digits.slice(1) });
}
