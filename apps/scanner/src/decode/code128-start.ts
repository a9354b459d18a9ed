import { Code128Reader } from '@zxing/library';

/** As much of the library's reader as is used and mended here; it keeps these private to itself. */
interface Insides {
  findStartPattern(row: Row): Int32Array;
  patternMatchVariance(counters: Int32Array, pattern: Int32Array, most: number): number;
  readonly CODE_PATTERNS: readonly Int32Array[];
  readonly MAX_AVG_VARIANCE: number;
  readonly MAX_INDIVIDUAL_VARIANCE: number;
}

interface Row {
  get(x: number): boolean;
  getSize(): number;
  getNextSet(from: number): number;
  isRange(from: number, to: number, value: boolean): boolean;
}

const START_A = 103;
const START_C = 105;
/** Bars and spaces of a start character. */
const RUNS = 6;

/**
 * @zxing/library 0.23 finds the start of a Code 128 only at the first dark pixel of a row: its window of six runs is cut
 * to four when it moves on, and what is counted beyond is lost. A carton, a table or print to the left of the label hides
 * the code from it.
 */
export function mendStartPattern(): void {
  const reader = Code128Reader as unknown as Insides;
  reader.findStartPattern = (row) => {
    const width = row.getSize();
    const runs: number[] = [];
    let from = row.getNextSet(0);
    let begins = from;
    for (let x = from + 1; x < width; x++) {
      if (row.get(x) === row.get(begins)) continue;
      runs.push(x - begins);
      begins = x;
      if (runs.length < RUNS) continue;
      const code = bestStart(reader, Int32Array.from(runs));
      // ISO/IEC 15417 asks for ten modules of quiet zone; the library is content with half a character.
      const quiet = Math.max(0, Math.floor(from - (x - from) / 2));
      if (code !== null && row.isRange(quiet, from, false)) return Int32Array.from([from, x, code]);
      from += runs[0]! + runs[1]!;
      runs.splice(0, 2);
    }
    throw new Error('no start pattern');
  };
}

function bestStart(reader: Insides, runs: Int32Array): number | null {
  let best: number | null = null;
  let least = reader.MAX_AVG_VARIANCE;
  for (let code = START_A; code <= START_C; code++) {
    const variance = reader.patternMatchVariance(runs, reader.CODE_PATTERNS[code]!, reader.MAX_INDIVIDUAL_VARIANCE);
    if (variance >= least) continue;
    least = variance;
    best = code;
  }
  return best;
}
