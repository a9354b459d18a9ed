import { Injectable } from '@nestjs/common';
import { decodeContent, forEachInterval, type Gln, type Hex } from '@packproof/contract';
import { fromUtf8, utf8 } from '@packproof/merkle';
import { Breather } from '../../breather';
import { csvLine } from '../../jobs/csv';
import { PayloadStore } from '../../payloads/payload-store';
import { decodeTranche, type StoredTranche } from '../../payloads/tranche-payload';
import type { BadSerial } from '../../uploads/serial-check';
import type { Commissioned } from './batch-commissioner';

interface Kept {
  badRows: readonly BadSerial[];
  payloads: readonly Hex[];
}

const HEADER = ['row', 'serial', 'outcome', 'sscc'] as const;
const LINES_AT_A_TIME = 1_000;

/**
 * results.csv of a commission job: bad rows with their numbers, then the packs in packing order, each with the innermost
 * unit that it is in. The serial lists are stored already: they are not stored a second time, but read when asked for.
 */
@Injectable()
export class CommissionResults {
  constructor(private readonly payloads: PayloadStore) {}

  kept({ badRows, payloads }: Commissioned): Uint8Array {
    return utf8(JSON.stringify({ badRows, payloads } satisfies Kept));
  }

  async *lines(maker: Gln, bytes: Uint8Array): AsyncGenerator<string> {
    const { badRows, payloads } = JSON.parse(fromUtf8(bytes)) as Kept;
    yield csvLine(HEADER);
    const breather = new Breather();
    for (let i = 0; i < badRows.length; i += LINES_AT_A_TIME) {
      const some = badRows.slice(i, i + LINES_AT_A_TIME);
      yield some.map(({ row, value, code }) => csvLine([row, value, code, ''])).join('');
      if (breather.due) await breather.breathe();
    }
    for (const hash of payloads) {
      const payload = await this.payloads.open(hash, maker);
      if (payload) yield* packLines(decodeTranche(payload), breather);
    }
  }
}

async function* packLines({ serials, units }: StoredTranche, breather: Breather): AsyncGenerator<string> {
  const ssccs = innermostUnits(units, serials.length);
  for (let from = 0; from < serials.length; from += LINES_AT_A_TIME) {
    let text = '';
    for (let leaf = from; leaf < Math.min(from + LINES_AT_A_TIME, serials.length); leaf++) {
      text += csvLine(['', serials[leaf]!, 'ACCEPTED', ssccs[leaf] ?? '']);
    }
    yield text;
    if (breather.due) await breather.breathe();
  }
}

function innermostUnits(units: StoredTranche['units'], count: number): (string | undefined)[] {
  const ssccs = new Array<string | undefined>(count).fill(undefined);
  const fill = ({ sscc, content, units: inside }: StoredTranche['units'][number]): void => {
    forEachInterval(decodeContent(content), (_, start, end) => ssccs.fill(sscc, start, end));
    inside.forEach(fill);
  };
  units.forEach(fill);
  return ssccs;
}
