import { presentYear } from '../dates';
import { formatElementString } from '../format';
import { MAX_SCAN_LENGTH, parseScan } from '../parse-scan';
import type { GoodReading, ScanOptions } from '../reading';
import { codesApart } from './codes-apart';
import { type Budget, reassemble } from './lost-separators';
import { bareKeys, bracketings, rearrangedUris } from './other-forms';
import { costOf, type Repair, repaired, type Variant } from './repairs';
import { separators, spellings, tradeItem, withoutIdentifier } from './spellings';

export const MAX_CANDIDATES = 64;
const MAX_EXPANSIONS = 8000;
// Further than this from today an expiry date is more likely to be part of a serial.
const PLAUSIBLE_YEARS = { back: 5, ahead: 10 };

/** A reading of what may have been meant. Positions in its elements count in `text`. */
export interface CandidateReading extends GoodReading {
  /** What was assumed, in the order in which it was applied; never empty. */
  readonly repairs: readonly Repair[];
  /** The repaired scan: `parseScan` reads exactly this candidate from it. */
  readonly text: string;
}

interface Ranked {
  readonly candidate: CandidateReading;
  readonly cost: number;
}

const contentOf = ({ elements }: GoodReading): string =>
  [...new Set(elements.map(({ ai, value }) => `${ai}\u0000${value}`))].sort().join('\u0001');

/** How unlikely a reading is for what it says, whatever was assumed: whole packs first. */
function oddity({ gtin, serial, lot, expiry }: GoodReading, year: number): number {
  let cost = gtin !== undefined && serial !== undefined ? 0 : 4;
  if (lot === undefined) cost += 2;
  else if (lot.length < 3) cost += 1;
  if (serial !== undefined && serial.length < 4) cost += 2;
  if (expiry === undefined) return cost + 2;
  const ahead = Number(expiry.slice(0, 4)) - year;
  return ahead < -PLAUSIBLE_YEARS.back || ahead > PLAUSIBLE_YEARS.ahead ? cost + 4 : cost;
}

class Search {
  private readonly found = new Map<string, Ranked>();
  private readonly budget: Budget = { expansions: MAX_EXPANSIONS };
  private readonly tried = new Set<string>();

  constructor(
    private readonly options: ScanOptions,
    private readonly year: number,
    private readonly strict: string | undefined,
  ) {}

  /** Takes the variant as a candidate if the strict parser reads it. */
  private offer(variant: Variant): boolean {
    const reading = parseScan(variant.text, this.options);
    if (!reading.ok) return false;
    const content = contentOf(reading);
    if (content === this.strict || variant.repairs.length === 0) return true;
    const cost = costOf(variant.repairs) + oddity(reading, this.year);
    const earlier = this.found.get(content);
    if (!earlier || cost < earlier.cost) {
      this.found.set(content, { candidate: { ...reading, repairs: variant.repairs, text: variant.text }, cost });
    }
    return true;
  }

  /** One code, however it is written. Was anything read? */
  read(variant: Variant): boolean {
    if (this.tried.has(variant.text)) return false;
    this.tried.add(variant.text);
    let any = this.offer(variant);
    const bare = withoutIdentifier(variant);
    if (bare !== variant) any = this.offer(bare) || any;
    for (const other of [...bareKeys(bare), ...rearrangedUris(bare, this.options), ...bracketings(bare)]) {
      any = this.offer(other) || any;
    }
    for (const tidy of separators(bare)) {
      any = this.offer(tidy) || any;
      any = this.glued(tidy) || any;
    }
    return any;
  }

  /** The digits of an EAN, UPC or ITF-14 barcode: nothing else can be meant. */
  tradeItem(item: Variant): void {
    for (const key of bareKeys(item)) this.offer(key);
  }

  private glued(variant: Variant): boolean {
    let any = false;
    for (const { elements, restored } of reassemble(variant.text, this.year, this.budget)) {
      if (restored === 0) continue;
      const text = formatElementString(elements, this.options.today);
      any = this.offer(repaired(variant, text, ...new Array<Repair>(restored).fill('SEPARATOR_RESTORED'))) || any;
    }
    return any;
  }

  /** Codes that were scanned into one field: each counts only if all of them can be read. */
  apart(variant: Variant): void {
    for (const parts of codesApart(variant)) {
      const trial = new Search(this.options, this.year, undefined);
      trial.budget.expansions = Math.min(this.budget.expansions, 500);
      if (!parts.every((part) => trial.read(part))) continue;
      for (const part of parts) this.read(part);
    }
  }

  ranked(): CandidateReading[] {
    return [...this.found.values()]
      .sort((a, b) => a.cost - b.cost)
      .slice(0, MAX_CANDIDATES)
      .map(({ candidate }) => candidate);
  }
}

/**
 * What may have been meant by a scan that the strict parser refuses, or that is on no record: the
 * readings that the grammar allows if separators were lost, caps lock was on, the keyboard has
 * another layout, two codes went into one field, and so on. The likely ones come first, 64 at
 * most; each is valid for the strict parser; the strict reading is not among them. Nothing here
 * says that any of them is true: the caller keeps those on record, exactly one or none.
 *
 * @throws RangeError only if `options.today` is given and is no date.
 */
export function candidateReadings(text: string, options: ScanOptions = {}): CandidateReading[] {
  const strict = parseScan(text, options);
  if (typeof text !== 'string' || text.length === 0 || text.length > MAX_SCAN_LENGTH) return [];
  const search = new Search(options, presentYear(options.today), strict.ok ? contentOf(strict) : undefined);
  const item = tradeItem({ text: text.trim(), repairs: [] });
  if (item) search.tradeItem(item);
  for (const variant of item ? [] : spellings(text)) {
    search.read(variant);
    search.apart(variant);
  }
  return search.ranked();
}
