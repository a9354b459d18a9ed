import { Inject, Injectable } from '@nestjs/common';
import type { LedgerEntry, Page, Queries, Viewer } from '@packproof/read-model';
import type { PublicLog } from '../log/public-log';
import { Refusal } from '../refusal';
import { PUBLIC_LOG, QUERIES } from '../tokens';

export interface LedgerHead {
  name: string;
  size: string;
  rootHash: string;
  at: string | null;
}

/** The public log's head, and its entries as members may know them. */
@Injectable()
export class LedgerPages {
  constructor(
    @Inject(PUBLIC_LOG) private readonly log: PublicLog | undefined,
    @Inject(QUERIES) private readonly queries: Queries,
  ) {}

  /**
   * As its latest signed checkpoint says (C2SP tlog-checkpoint: origin, size, root hash, a line each).
   * @throws Refusal LEDGER_UNAVAILABLE where the ledger has no log, or nothing is on it
   */
  async head(viewer: Viewer): Promise<LedgerHead> {
    const [note, [last]] = await Promise.all([
      this.log?.readCheckpoint(),
      this.queries.ledgerEntries(viewer, { first: 1 }),
    ]);
    const [name, size, rootHash] = note?.split('\n') ?? [];
    if (name === undefined || size === undefined || rootHash === undefined) throw new Refusal('LEDGER_UNAVAILABLE');
    return { name, size, rootHash, at: last?.committedAt ?? null };
  }

  /** @param before decimal. */
  async entries(viewer: Viewer, first: number, before: string | undefined): Promise<Page<LedgerEntry>> {
    const index = before === undefined ? undefined : /^\d{1,15}$/.test(before) ? Number(before) : Number.NaN;
    if (Number.isNaN(index)) {
      throw new Refusal('INVALID_INPUT', { rule: 'the index of an entry, as a decimal number' }, 'before');
    }
    const nodes = await this.queries.ledgerEntries(viewer, {
      first,
      ...(index === undefined ? {} : { before: index }),
    });
    const last = nodes.at(-1)?.index;
    return {
      nodes,
      ...(last === undefined ? {} : { endCursor: String(last) }),
      // Entries are numbered from 0 without a gap.
      hasNextPage: last !== undefined && last > 0,
    };
  }
}
