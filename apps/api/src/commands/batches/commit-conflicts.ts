import { Inject, Injectable } from '@nestjs/common';
import type { Hex } from '@packproof/contract';
import type { Queries } from '@packproof/read-model';
import { Alerts } from '../../alerts/alerts';
import type { Caller } from '../../identity/caller';
import { QUERIES } from '../../tokens';

/** An owner that numbers a whole list twice is one cause; these name it well enough. */
const MOST_REPORTED = 100;

/**
 * One serial committed twice: no ledger that hides serials can forbid it, so whoever sees both lists says so. Here that
 * is the maker's own node, where another node of it, or another program, committed the same.
 */
@Injectable()
export class CommitConflicts {
  constructor(
    @Inject(QUERIES) private readonly queries: Queries,
    private readonly alerts: Alerts,
  ) {}

  /** @param at when the later of the two was committed. @returns how many were found */
  async report(maker: Caller, tranches: readonly Hex[], at: string): Promise<number> {
    if (tranches.length === 0) return 0;
    const conflicts = await this.queries.packConflicts(tranches, MOST_REPORTED);
    for (const { gtin, serial, lot } of conflicts) {
      await this.alerts.raise({
        code: 'COMMITTED_TWICE',
        gtin,
        lot,
        serial,
        raisedBy: maker.gln,
        productOwner: maker.gln,
        at,
      });
    }
    return conflicts.length;
  }
}
