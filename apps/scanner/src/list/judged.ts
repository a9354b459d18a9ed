import type { LanguageDoor } from '../language';
import type { Words } from '../words';
import type { Line } from './line';
import type { Standing, StandingKind } from './standing';

/** A line with how it stands in its room, and the room's words about that. */
export interface Judged {
  readonly line: Line;
  readonly standing: Standing;
  readonly words: Words;
}

/** How a room looks at its lines. */
export interface Judge {
  readonly standing: (line: Line) => Standing;
  readonly words: (line: Line, standing: Standing, door: LanguageDoor) => Words;
}

export function judgeAll(lines: readonly Line[], judge: Judge, door: LanguageDoor): Judged[] {
  return lines.map((line) => {
    const standing = judge.standing(line);
    return { line, standing, words: judge.words(line, standing, door) };
  });
}

export const ofKind = (all: readonly Judged[], ...kinds: readonly StandingKind[]): Judged[] =>
  all.filter(({ standing }) => kinds.includes(standing.kind));
