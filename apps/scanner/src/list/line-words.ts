import { type LanguageDoor, TIME_ZONE } from '../language';
import { type Words, wordsOfRefusal, wordsOfVerification } from '../words';
import type { Line } from './line';

/** The catalogue's words about a line: of the command, of the refusal, or of the answer. */
export function wordsOfLine(line: Line, { language, say }: LanguageDoor): Words {
  const reader = { language, timeZone: TIME_ZONE };
  const { end, refusal, verification } = line;
  if (line.asking) return { title: say('checking'), advice: '' };
  if (end) return wordsOfRefusal({ code: end.outcome, params: {} }, verification, reader);
  if (refusal) return wordsOfRefusal(refusal, verification, reader);
  return verification ? wordsOfVerification(verification, line.language, reader) : { title: '', advice: '' };
}
