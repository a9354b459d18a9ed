import { createHash } from 'node:crypto';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Assessment } from '@packproof/contract';
import type { Pool } from '@packproof/database';
import type { GoodReading } from '@packproof/gs1';
import { outcomeOf, type PackOutcome } from '@packproof/outcomes';
import type { Queries } from '@packproof/read-model';
import type { Caller } from '../identity/caller';
import { ExpiringCache } from '../identity/expiring-cache';
import { POOL, QUERIES } from '../tokens';
import { Alerts } from './alerts';

/** At which door it was noticed: `verify` for SUPPLY only, or by somebody who dispenses or receives on it. */
export type Door = 'verify' | 'dispense' | 'receive';

/** An answer about a scan, as the verifier gives it. */
export interface Noticed {
  outcome: PackOutcome;
  others: readonly PackOutcome[];
  read?: GoodReading | undefined;
  assessment?: Assessment | undefined;
  /** The maker's list is not here yet: that a serial is unknown then says nothing. */
  awaitingPayload: boolean;
}

/** Readings that came once are forgotten after this long: a scanning fault of yesterday is no second reading of today's. */
const REMEMBERED = '1 day';

const JUST_RAISED_MILLISECONDS = 2_000;

/** Decides whether an answer raises an alert (outcomes.md), after it was given: nobody waits for it. */
@Injectable()
export class AlertDesk implements OnApplicationShutdown {
  readonly #logger = new Logger('alerts');
  readonly #working = new Set<Promise<void>>();
  /** Causes that have just joined an open alert: a scan gun held on the same pack says nothing new. */
  readonly #justRaised = new ExpiringCache<true>(JUST_RAISED_MILLISECONDS, 10_000);

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(QUERIES) private readonly queries: Queries,
    private readonly alerts: Alerts,
  ) {}

  /** `at`: when it happened, RFC 3339; now unless told. */
  notice(noticed: Noticed, caller: Caller, door: Door, at = new Date().toISOString()): void {
    const code = suspicionIn(noticed, caller);
    if (code === undefined) return;
    const work = this.#consider(code, noticed.read!, caller, door, at).catch((error: unknown) => {
      this.#logger.error({ err: error, code }, 'an alert was not raised');
    });
    this.#working.add(work);
    void work.finally(() => this.#working.delete(work));
  }

  /** When everything noticed so far has been dealt with. */
  async settled(): Promise<void> {
    await Promise.all(this.#working);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.settled();
  }

  async #consider(code: PackOutcome, read: GoodReading, caller: Caller, door: Door, at: string): Promise<void> {
    const gtin = read.gtin!;
    if (
      outcomeOf(code).mayAlert === 'second-reading' &&
      door === 'verify' &&
      !(await this.#readBefore(read, caller, at))
    ) {
      return;
    }
    await this.#justRaised.get([code, gtin, read.serial, read.lot, caller.gln].join(' '), async () => {
      await this.#raise(code, read, caller, at);
      return true;
    });
  }

  async #raise(code: PackOutcome, read: GoodReading, caller: Caller, at: string): Promise<void> {
    const gtin = read.gtin!;
    const [product] = await this.queries.productsByGtin([gtin]);
    await this.alerts.raise({
      code,
      gtin,
      lot: read.lot,
      serial: read.serial,
      raisedBy: caller.gln,
      productOwner: product?.owner,
      at,
    });
  }

  /** Remembers the reading; true when the same came from this organisation before. */
  async #readBefore(read: GoodReading, caller: Caller, at: string): Promise<boolean> {
    const said = [read.gtin, read.serial, read.lot, read.expiry].map((part) => part ?? '').join('\x1d');
    const { rows } = await this.pool.query<{ times: number }>(
      `insert into app.odd_reading (organisation, fingerprint, first_at) values ($1, $2, $3)
       on conflict (organisation, fingerprint) do update set
         times = case when odd_reading.first_at < excluded.first_at - $4::interval then 1 else odd_reading.times + 1 end,
         first_at = case when odd_reading.first_at < excluded.first_at - $4::interval then excluded.first_at else odd_reading.first_at end
       returning times`,
      [caller.gln, createHash('sha256').update(said).digest(), at, REMEMBERED],
    );
    return rows[0]!.times > 1;
  }
}

/** The first truth that may raise an alert, in the table's order; undefined for none. */
function suspicionIn(
  { outcome, others, read, assessment, awaitingPayload }: Noticed,
  caller: Caller,
): PackOutcome | undefined {
  if (read?.gtin === undefined) return undefined;
  return [outcome, ...others].find((code) => {
    const { mayAlert } = outcomeOf(code);
    if (mayAlert === 'never') return false;
    if (mayAlert === 'elsewhere') return assessment?.end !== undefined && assessment.end.by !== caller.gln;
    if (mayAlert === 'second-reading') return !awaitingPayload;
    return true;
  });
}
