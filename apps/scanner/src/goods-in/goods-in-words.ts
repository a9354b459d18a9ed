import type { LanguageDoor } from '../language';
import type { Line } from '../list/line';
import { wordsOfLine } from '../list/line-words';
import { type Standing } from '../list/standing';
import type { Words } from '../words';

/** The room's own words where the catalogue's are about handing over. */
export function goodsInWords(line: Line, { kind, outcome }: Standing, door: LanguageDoor): Words {
  const { say } = door;
  if (kind === 'done') return { title: say('received'), advice: say('receivedAdvice') };
  if (kind === 'ready' && outcome === 'NOT_RECEIVED') {
    return { title: say('counted'), advice: say('countedAdvice') };
  }
  if (kind === 'waiting' && line.verification) return { title: say('awaitingData'), advice: say('awaitingDataAdvice') };
  if (outcome === 'ACTIVE') return { title: say('inStock'), advice: say('inStockAdvice') };
  return wordsOfLine(line, door);
}
