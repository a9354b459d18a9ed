import { candidateReadings, parseScan } from '@packproof/gs1';
import type { Measure } from './measure';

const TODAY = { today: '2026-02-01' };
const PACK = ']d2010952123454321317271231' + '10LOT42A\u001d21SN00000012345';
const UNIT = ']C100006141411234567890';
const BRACKETED = '(01)09521234543213(17)271231(10)LOT42A(21)SN00000012345';
const LINK = 'https://id.gs1.org/01/09521234543213/10/LOT42A/21/SN00000012345?17=271231';
const GLUED = PACK.replace('\u001d', '');

// What a reader would do that looks for nothing but the four elements, and checks nothing.
const PACK_PATTERN = /^\]d201(\d{14})17(\d{6})10([^\u001d]{1,20})\u001d21([^\u001d]{1,20})$/;

let kept = 0;

/** Nanoseconds a call: the best of several rounds, so that a busy neighbour does not count. */
function nanoseconds(call: () => unknown, rounds: number, calls: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const start = process.hrtime.bigint();
    for (let i = 0; i < calls; i++) if (call()) kept++;
    best = Math.min(best, Number(process.hrtime.bigint() - start) / calls);
  }
  return best;
}

/**
 * How long the strict parser takes for each form, and the repair of a lost separator, beside one
 * regular expression over the same pack code. `--quick` does a tenth of the work.
 */
export async function run(args: string[]): Promise<Measure[]> {
  const calls = args.includes('--quick') ? 20_000 : 200_000;
  const floor = nanoseconds(() => PACK_PATTERN.exec(PACK), 7, calls);
  const strict = (measure: string, scan: string, aim?: string): Measure => {
    if (!parseScan(scan, TODAY).ok) throw new Error(`${scan} cannot be read.`);
    const value = nanoseconds(() => parseScan(scan, TODAY), 7, calls) / 1000;
    return {
      bench: 'gs1',
      measure,
      value,
      unit: 'µs',
      ...(aim === undefined ? {} : { aim }),
      floor: floor / 1000,
      ratio: (value * 1000) / floor,
    };
  };
  const repair = nanoseconds(() => candidateReadings(GLUED, TODAY).length, 3, calls / 200) / 1000;
  const results: Measure[] = [
    strict('parse a pack code ]d2 01 17 10 21', PACK, '<= 5'),
    strict('parse a unit ]C1 00', UNIT),
    strict('parse a bracketed pack', BRACKETED),
    strict('parse a Digital Link URI', LINK),
    {
      bench: 'gs1',
      measure: 'repair a lost separator',
      value: repair,
      unit: 'µs',
      floor: floor / 1000,
      ratio: (repair * 1000) / floor,
    },
  ];
  if (kept === 0) throw new Error('Nothing was read.');
  return results;
}
