import { Inject, Injectable } from '@nestjs/common';
import type { Gtin } from '@packproof/contract';
import type { Queries } from '@packproof/read-model';
import type { SerialsInput } from '../../../generated/schema-types';
import type { Breather } from '../../breather';
import type { Caller } from '../../identity/caller';
import { Refusal } from '../../refusal';
import { QUERIES } from '../../tokens';
import { type BadSerial, checkSerials } from '../../uploads/serial-check';
import { Uploads } from '../../uploads/uploads';
import { SerialMaker } from './serial-maker';

/** Of one request. More of a lot is another request: one more tranche. */
export const MOST_PACKS = 1_000_000;
const LOOKED_UP_AT_ONCE = 5_000;

/** The serials of one request: the good ones in their order, and what is wrong with the others. */
export interface SerialSource {
  readonly count: number;
  /** By row, from 1. */
  readonly bad: readonly BadSerial[];
  /** Rows of `bad` that only the record says of. */
  readonly onRecord: readonly number[];
  /** Good ones number `start` up to but not including `end`. Generated ones are made when they are asked for. */
  take(start: number, end: number): Promise<string[]>;
}

@Injectable()
export class Serials {
  constructor(
    @Inject(QUERIES) private readonly queries: Queries,
    private readonly uploads: Uploads,
  ) {}

  /** How many rows or packs are asked for. @throws Refusal INVALID_INPUT, LIMIT_EXCEEDED, NOT_FOUND */
  async count(caller: Caller, { generate, list, upload }: SerialsInput): Promise<{ rows: number; badRows: number }> {
    if ([generate, list, upload].filter((each) => each != null).length !== 1) {
      throw new Refusal('INVALID_INPUT', { rule: 'exactly one of generate, list and upload' }, 'input.serials');
    }
    if (generate != null) return { rows: within(generate, 'input.serials.generate'), badRows: 0 };
    if (list != null) return { rows: within(list.length, 'input.serials.list'), badRows: 0 };
    const found = await this.uploads.count(caller, upload!);
    if (!found) throw new Refusal('NOT_FOUND', { kind: 'upload', id: upload! }, 'input.serials.upload');
    return { rows: within(found.rows, 'input.serials.upload'), badRows: found.badRows };
  }

  /**
   * @param known rows that were on record when the request was first looked at: they are not looked up again, or its own
   * packs would be found there.
   */
  async open(
    caller: Caller,
    request: { gtin: Gtin; serials: SerialsInput },
    breather: Breather,
    known?: readonly number[],
  ): Promise<SerialSource> {
    const { generate } = request.serials;
    if (generate != null) return this.#generated(request.gtin, generate, breather);
    const { good, bad } = await this.rows(caller, request.serials);
    const rows = rowsOf(good.length, bad);
    const taken = known ? new Set(known) : await this.#rowsOnRecord(request.gtin, good, rows, breather);
    const isFree = (_: unknown, i: number) => !taken.has(rows[i]!);
    const free = taken.size === 0 ? good : good.filter(isFree);
    const refused = good.flatMap((value, i): BadSerial[] =>
      taken.has(rows[i]!) ? [{ row: rows[i]!, value, code: 'ALREADY_EXISTS' }] : [],
    );
    return {
      count: free.length,
      bad: [...bad, ...refused].sort((a, b) => a.row - b.row),
      onRecord: [...taken],
      take: async (start, end) => free.slice(start, end),
    };
  }

  /** What the caller brought, before anything is looked up. */
  async rows(caller: Caller, { list, upload }: SerialsInput): Promise<{ good: string[]; bad: BadSerial[] }> {
    if (list != null) return checkSerials(list);
    const found = await this.uploads.open(caller, upload!);
    if (!found) throw new Refusal('NOT_FOUND', { kind: 'upload', id: upload! }, 'input.serials.upload');
    return found;
  }

  #generated(gtin: Gtin, count: number, breather: Breather): SerialSource {
    let maker: SerialMaker | undefined;
    const take = async (start: number, end: number) => {
      maker ??= new SerialMaker();
      const made: string[] = [];
      while (made.length < end - start) {
        const some: string[] = [];
        const wanted = Math.min(LOOKED_UP_AT_ONCE, end - start - made.length);
        while (some.length < wanted) some.push(maker.next());
        const taken = new Set(await this.queries.serialsOnRecord(gtin, some));
        for (const serial of some) if (!taken.has(serial)) made.push(serial);
        if (breather.due) await breather.breathe();
      }
      // It remembers all that it made: past the last one nobody needs that.
      if (end === count) maker = undefined;
      return made;
    };
    return { count, bad: [], onRecord: [], take };
  }

  async #rowsOnRecord(
    gtin: Gtin,
    good: readonly string[],
    rows: Uint32Array,
    breather: Breather,
  ): Promise<Set<number>> {
    const found = new Set<number>();
    for (let from = 0; from < good.length; from += LOOKED_UP_AT_ONCE) {
      const some = good.slice(from, from + LOOKED_UP_AT_ONCE);
      const taken = new Set(await this.queries.serialsOnRecord(gtin, some));
      for (const [i, serial] of some.entries()) if (taken.has(serial)) found.add(rows[from + i]!);
      if (breather.due) await breather.breathe();
    }
    return found;
  }
}

function within(count: number, field: string): number {
  if (count < 1) throw new Refusal('INVALID_INPUT', { rule: 'at least 1' }, field);
  if (count > MOST_PACKS) throw new Refusal('LIMIT_EXCEEDED', { limit: MOST_PACKS }, field);
  return count;
}

/** The row of each good one: rows are counted through, bad ones too. */
function rowsOf(count: number, bad: readonly BadSerial[]): Uint32Array {
  const rows = new Uint32Array(count);
  let row = 1;
  let next = 0;
  for (let i = 0; i < count; i++, row++) {
    while (bad[next]?.row === row) {
      next++;
      row++;
    }
    rows[i] = row;
  }
  return rows;
}
