import { Inject, Injectable } from '@nestjs/common';
import type { Gln } from '@packproof/contract';
import type { Pool } from '@packproof/database';
import { POOL } from '../tokens';

/** Commands that register keys: genesis, registrations, rotations. */
const KEY_COMMANDS = ['genesis', 'registerOrganisation', 'rotateKey'];

/** Where the log says which keys are whose. */
@Injectable()
export class KeyEntries {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /**
   * Log indexes of genesis and of all that registered keys of these organisations or of whoever signed that, in order:
   * with them each signature can be followed down to genesis.
   */
  async of(glns: readonly Gln[]): Promise<number[]> {
    const { rows } = await this.pool.query<{ index: number }>({
      name: 'key-entries',
      text: `with recursive signer as (
               select unnest($1::text[]) as gln
               union
               select e.actor from signer s join read.entry e on s.gln = any (e.parties) and e.command = any ($2)
             )
             select distinct e.index from read.entry e
             where e.command = any ($2)
               and (e.command = 'genesis' or exists (select from signer s where s.gln = any (e.parties)))
             order by e.index`,
      values: [glns, KEY_COMMANDS],
    });
    return rows.map(({ index }) => index);
  }
}
