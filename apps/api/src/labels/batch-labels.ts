import type { StreamableFile } from '@nestjs/common';
import { Refusal } from '../refusal';
import type { LabelContent } from './content';
import type { Drawing } from './drawing';
import { dotsPerMillimetre, integer, isSingle, known, oneOf, type Query, stock, template, text } from './parameters';
import type { BatchPart, LabelRecords } from './records';
import { stockOf } from './stocks';

const PARAMETERS = ['template', 'unitTemplate', 'stock', 'dpi', 'units', 'packs', 'from', 'count', 'first', 'after'];
/** Labels on one document where pages are asked for; the rest by its `Link: rel="next"`. */
const MOST_ON_A_PAGE = 500;
const MOST = 999_999_999;

/** All labels of a batch, or the part that was asked for, as one stream. */
export async function batchLabels(
  records: LabelRecords,
  batch: { gtin: string; lot: string },
  query: Query,
  format: 'pdf' | 'zpl',
  base: string,
): Promise<{ labels: StreamableFile; next?: string }> {
  known(query, PARAMETERS);
  const units = oneOf(query, 'units', ['cases', 'pallets', 'all']);
  const withPacks = oneOf(query, 'packs', ['true', 'false']) !== 'false';
  if (!withPacks && units === undefined) {
    throw new Refusal('INVALID_INPUT', { rule: 'cases, pallets or all, where packs=false' }, 'units');
  }
  const first = integer(query, 'first', 1, MOST_ON_A_PAGE);
  const after = text(query, 'after');
  const part: BatchPart = {
    ...batch,
    from: integer(query, 'from', 1, MOST) ?? 1,
    count: first ?? integer(query, 'count', 1, MOST) ?? MOST,
    ...(after ? { after } : {}),
  };
  const paper = stock(query, 'batch') ?? (format === 'pdf' ? stockOf('a4') : undefined);
  if (format === 'zpl' && paper && !isSingle(paper)) {
    throw new Refusal('INVALID_INPUT', { rule: 'single labels, where a label printer is to print them' }, 'stock');
  }
  const look = { stock: paper, base, density: dotsPerMillimetre(query) };
  // With units alone `template` is theirs.
  const ofPacks: Drawing = { ...look, template: template(withPacks ? query : {}, 'pack') };
  const ofUnits: Drawing = {
    ...look,
    template: template(query, 'unit', withPacks || query.unitTemplate !== undefined ? 'unitTemplate' : 'template'),
  };
  const of = (content: LabelContent) => (content.for === 'pack' ? ofPacks : ofUnits);
  const { drawMany, laidOut } = await import('./drawing');

  const found = await records.pageOfBatch({ ...part, first: Math.min(part.count, 1) });
  if (found.packs.length === 0) throw new Refusal('NOT_FOUND', { kind: 'batch', id: batch.lot });
  // Whether it fits is known before the answer begins.
  if (withPacks) laidOut(found.packs[0]!, ofPacks);
  if (units) for await (const unit of records.unitsOfBatch({ ...part, count: 1 }, 'all')) laidOut(unit, ofUnits);
  const contents = (async function* () {
    if (units) yield* records.unitsOfBatch(part, units);
    if (withPacks) yield* records.packsOfBatch(part);
  })();
  const next = first === undefined ? undefined : await nextPage(records, part, query, format, first);
  return {
    labels: drawMany(`Labels of batch ${batch.lot}`, contents, of, format, paper),
    ...(next ? { next } : {}),
  };
}

async function nextPage(
  records: LabelRecords,
  part: BatchPart,
  query: Query,
  format: string,
  first: number,
): Promise<string | undefined> {
  const { endCursor } = await records.pageOfBatch({ ...part, first });
  if (endCursor === undefined) return undefined;
  const kept = Object.entries(query).filter(([name]) => !['from', 'after', 'first'].includes(name));
  const asked = new URLSearchParams([...(kept as [string, string][]), ['first', String(first)], ['after', endCursor]]);
  return `/labels/batch/${part.gtin}/${encodeURIComponent(part.lot)}.${format}?${asked}`;
}
