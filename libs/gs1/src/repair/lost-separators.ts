import { type ApplicationIdentifier, aiAt } from '../application-identifiers';
import { SEPARATOR } from '../element-string';
import type { ElementData } from '../format';
import { valueFaults } from '../values';

/**
 * AIs that may follow a lost separator, and how unlikely each is on a medicine. Others are not
 * looked for: digits that happen to be one would turn up in every second serial.
 */
const AFTER_A_LOST_SEPARATOR: ReadonlyMap<string, number> = new Map([
  ...['10', '17', '21'].map((ai) => [ai, 0] as const),
  ...['01', '11', '15', '30', '37', '240', '710', '711', '712', '713', '714', '715', '716', '717'].map(
    (ai) => [ai, 3] as const,
  ),
  ...['00', '02', '13', '16', '22', '241', '250', '400', '422', '7003', '8008'].map((ai) => [ai, 5] as const),
  ...['90', '91', '92', '93', '94', '95', '96', '97', '98', '99'].map((ai) => [ai, 6] as const),
]);

const MAX_TEXT = 240;
const MAX_RESULTS = 100;
const MAX_EXPANSIONS = 2000;

export interface Reassembled {
  readonly elements: readonly ElementData[];
  /** How many separators had to be put in. */
  readonly restored: number;
  readonly cost: number;
}

interface State {
  readonly at: number;
  readonly elements: readonly ElementData[];
  readonly restored: number;
  readonly cost: number;
}

/** Shared by the searches of one call, so that hostile input cannot multiply the work. */
export interface Budget {
  expansions: number;
}

/** States in the order of their cost, which is a small whole number. */
class Frontier {
  private readonly buckets: State[][] = [];
  private lowest = 0;

  push(state: State): void {
    const bucket = this.buckets[state.cost];
    if (bucket) bucket.push(state);
    else this.buckets[state.cost] = [state];
    this.lowest = Math.min(this.lowest, state.cost);
  }

  pop(): State | undefined {
    for (; this.lowest < this.buckets.length; this.lowest++) {
      const state = this.buckets[this.lowest]?.pop();
      if (state) return state;
    }
    return undefined;
  }
}

function ends(
  text: string,
  start: number,
  runEnd: number,
  { fixed, minLength, maxLength }: ApplicationIdentifier,
): number[] {
  if (fixed) return start + maxLength <= runEnd ? [start + maxLength] : [];
  const result: number[] = [];
  if (runEnd - start <= maxLength) result.push(runEnd);
  const last = Math.min(start + maxLength, runEnd - 1);
  for (let end = start + minLength; end <= last; end++) {
    const next = aiAt(text, end, runEnd);
    if (next && AFTER_A_LOST_SEPARATOR.has(next.ai)) result.push(end);
  }
  return result;
}

function* successors(text: string, state: State, year: number): Generator<State> {
  const separator = text.indexOf(SEPARATOR, state.at);
  const runEnd = separator < 0 ? text.length : separator;
  const identifier = aiAt(text, state.at, runEnd);
  if (!identifier || state.elements.some(({ ai }) => ai === identifier.ai)) return;
  const start = state.at + identifier.ai.length;
  for (const end of ends(text, start, runEnd, identifier)) {
    const value = text.slice(start, end);
    if (valueFaults(identifier, value, year)) continue;
    const elements = [...state.elements, { ai: identifier.ai, value }];
    const restored = !identifier.fixed && end < runEnd ? 1 : 0;
    const next = restored ? aiAt(text, end, runEnd) : undefined;
    yield {
      at: text[end] === SEPARATOR ? end + 1 : end,
      elements,
      restored: state.restored + restored,
      cost: state.cost + restored + (next ? AFTER_A_LOST_SEPARATOR.get(next.ai)! : 0),
    };
  }
}

/**
 * Every way in which `text` is a chain of sound elements if separators were lost between some of
 * them, the likely ones first; none of them an AI twice. Partners are not looked at here.
 */
export function reassemble(text: string, year: number, budget: Budget): Reassembled[] {
  const results: Reassembled[] = [];
  if (text.length > MAX_TEXT) return results;
  const frontier = new Frontier();
  frontier.push({ at: 0, elements: [], restored: 0, cost: 0 });
  for (let expansions = 0; expansions < MAX_EXPANSIONS && budget.expansions > 0; expansions++) {
    const state = frontier.pop();
    if (!state || results.length === MAX_RESULTS) break;
    budget.expansions--;
    if (state.at >= text.length) {
      if (state.elements.length > 0) results.push(state);
      continue;
    }
    for (const next of successors(text, state, year)) frontier.push(next);
  }
  return results;
}
