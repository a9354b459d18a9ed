import {
  type AcknowledgementRecord,
  type AnchorRecord,
  decodeContent,
  forEachInterval,
  type Hex,
  type RecallRecord,
} from '@packproof/contract';
import type { PoolClient } from '@packproof/database';
import type { Numbering } from './numbering';
import {
  ACKNOWLEDGEMENTS,
  type AcknowledgementRow,
  ANCHORS,
  type AnchorRow,
  RECALL_INTERVALS,
  RECALL_TARGETS,
  RECALLS,
  type RecallIntervalRow,
  type RecallRow,
  type RecallTargetRow,
} from './register-tables';
import { bytea } from './table';

/** Recalls, who acknowledged them, and anchors. A recall's targets never change after it was opened. */
export class RecallChanges {
  readonly #numbering: Numbering;
  readonly #recalls = new Map<Hex, RecallRow>();
  readonly #targets: RecallTargetRow[] = [];
  readonly #intervals: RecallIntervalRow[] = [];
  readonly #acknowledgements = new Map<string, AcknowledgementRow>();
  readonly #anchors = new Map<string, AnchorRow>();

  constructor(numbering: Numbering) {
    this.#numbering = numbering;
  }

  recall(record: RecallRecord, tx: Hex, index: number): void {
    const opened = this.#recalls.get(record.id)?.index ?? index;
    this.#recalls.set(record.id, toRow(record, opened));
    if (record.id === tx) this.#open(record);
  }

  #open(record: RecallRecord): void {
    const byBatch = new Map<Hex, RecallRecord['targets']>();
    for (const target of record.targets) byBatch.set(target.batch, [...(byBatch.get(target.batch) ?? []), target]);
    let position = 0;
    for (const [batch, targets] of byBatch) {
      const whole = targets.some(({ content }) => content === undefined);
      const intervals = whole ? [] : this.#joined(targets.map(({ content }) => content as string));
      this.#targets.push({
        recall: bytea(record.id),
        batch: this.#numbering.batch(batch),
        position: position++,
        whole,
        packs: whole ? null : intervals.reduce((sum, { first, end }) => sum + end - first, 0),
      });
      for (const { tranche, first, end } of intervals) {
        this.#intervals.push({ recall: bytea(record.id), tranche, first_leaf: first, end_leaf: end });
      }
    }
  }

  /** A batch may be named twice, with contents that overlap. */
  #joined(contents: string[]): { tranche: number; first: number; end: number }[] {
    const all: { tranche: number; first: number; end: number }[] = [];
    for (const content of contents) {
      forEachInterval(decodeContent(content), (id, first, end) => {
        all.push({ tranche: this.#numbering.tranche(id).number, first, end });
      });
    }
    all.sort((a, b) => a.tranche - b.tranche || a.first - b.first);
    const joined: typeof all = [];
    for (const next of all) {
      const last = joined.at(-1);
      if (last?.tranche === next.tranche && last.end >= next.first) last.end = Math.max(last.end, next.end);
      else joined.push(next);
    }
    return joined;
  }

  acknowledgement(record: AcknowledgementRecord): void {
    this.#acknowledgements.set(`${record.recall}/${record.gln}`, {
      recall: bytea(record.recall),
      gln: record.gln,
      lines: record.lines,
      acknowledged_at: record.time,
      tx: bytea(record.tx),
    });
  }

  anchor(record: AnchorRecord): void {
    this.#anchors.set(`${record.root}/${record.count}`, {
      root: bytea(record.root),
      count: record.count,
      anchored_by: record.by,
      anchored_at: record.time,
    });
  }

  async write(client: PoolClient): Promise<void> {
    await RECALLS.upsert(client, [...this.#recalls.values()]);
    await RECALL_TARGETS.insert(client, this.#targets);
    await RECALL_INTERVALS.insert(client, this.#intervals);
    await ACKNOWLEDGEMENTS.upsert(client, [...this.#acknowledgements.values()]);
    await ANCHORS.upsert(client, [...this.#anchors.values()]);
  }
}

const toRow = (record: RecallRecord, index: number): RecallRow => ({
  id: bytea(record.id),
  index,
  opened_by: record.openedBy,
  class: record.class,
  level: record.level,
  reason: record.reason,
  instructions: record.instructions ?? null,
  drill: record.drill,
  state: record.state,
  opened_at: record.openedAt,
  closed_at: record.closedAt ?? null,
  closing_note: record.closingNote ?? null,
});
