import { hash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  batchIdOf,
  batchKey,
  type Content,
  decodeContent,
  EMPTY_CONTENT,
  type EncodedContent,
  encodeContent,
  type Hex,
  Refusal as RuleRefusal,
  subtract,
  unite,
} from '@packproof/contract';
import { isLot } from '@packproof/gs1';
import type { Ledger } from '@packproof/ledger';
import type { Queries, SelectedContent } from '@packproof/read-model';
import type { RecallTargetInput } from '../../../generated/schema-types';
import type { Caller } from '../../identity/caller';
import { Refusal } from '../../refusal';
import { LEDGER, QUERIES } from '../../tokens';

const sha256 = (data: Uint8Array): Uint8Array => hash('sha256', data, 'buffer');

export interface RecallTarget {
  batch: Hex;
  /** Absent: the whole batch. */
  content?: EncodedContent;
}

export interface PlannedTargets {
  targets: RecallTarget[];
  /** Where in the request each batch is named first. */
  positions: number[];
}

/** Serials, ranges, units and shipments as the ledger takes them: which leaves of which batch. */
@Injectable()
export class RecallTargets {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(QUERIES) private readonly queries: Queries,
  ) {}

  /** A batch that is named several times is one target with all that was named. @throws Refusal with the field */
  async plan(caller: Caller, inputs: readonly RecallTargetInput[]): Promise<PlannedTargets> {
    const byBatch = new Map<Hex, { whole: boolean; content: Content; position: number }>();
    for (const [position, input] of inputs.entries()) {
      const field = `input.batches[${position}]`;
      const batch = await this.#batchId(input, field);
      const known = byBatch.get(batch) ?? { whole: false, content: EMPTY_CONTENT, position };
      const named = await this.#named(caller, input, field);
      if (!named) known.whole = true;
      else known.content = union(known.content, named);
      byBatch.set(batch, known);
    }
    const targets = [...byBatch].map(([batch, { whole, content, position }]): RecallTarget => {
      if (whole) return { batch };
      return { batch, content: told(`input.batches[${position}]`, () => encodeContent(content)) };
    });
    return { targets, positions: [...byBatch.values()].map(({ position }) => position) };
  }

  async #batchId({ gtin, lot }: RecallTargetInput, field: string): Promise<Hex> {
    const id = isLot(lot) ? batchIdOf(sha256, gtin, lot) : undefined;
    const key = id && batchKey(id);
    if (!id || !key || !(await this.ledger.get([key])).has(key)) {
      throw new Refusal('UNKNOWN_BATCH', { gtin, lot }, `${field}.lot`);
    }
    return id;
  }

  /** Everything that the target names of its batch; undefined where it names the batch alone. */
  async #named(caller: Caller, input: RecallTargetInput, field: string): Promise<Content | undefined> {
    const { gtin, lot, serials, serialFrom, serialTo, ssccs, shipment } = input;
    const batch = { gtin, lot };
    const parts: Content[] = [];
    if (serials != null) parts.push(await this.#ofSerials(batch, serials, field));
    if (serialFrom != null || serialTo != null) {
      const selection = requireRange(serialFrom, serialTo, field);
      parts.push(
        requirePacks(
          await this.queries.contentOfSerials(batch, selection),
          `${field}.serialFrom`,
          'serials from there on',
        ),
      );
    }
    if (ssccs != null) {
      await this.#requireUnits(ssccs, field);
      const found = await this.queries.contentOfUnits(batch, { ssccs });
      parts.push(requirePacks(found, `${field}.ssccs`, 'packs of this batch in the units'));
    }
    if (shipment != null) {
      const viewer = { gln: caller.gln, role: caller.organisationRole };
      const [known] = await this.queries.shipmentsById(viewer, [shipment]);
      if (!known) throw new Refusal('NOT_FOUND', { kind: 'shipment', id: shipment }, `${field}.shipment`);
      const found = await this.queries.contentOfUnits(batch, { shipment });
      parts.push(requirePacks(found, `${field}.shipment`, 'packs of this batch in the shipment'));
    }
    return parts.length === 0 ? undefined : parts.reduce(union);
  }

  async #ofSerials(batch: { gtin: string; lot: string }, serials: readonly string[], field: string): Promise<Content> {
    const at = `${field}.serials`;
    if (serials.length === 0) throw new Refusal('INVALID_INPUT', { rule: 'at least one serial' }, at);
    const found = await toldAsync(at, () => this.queries.contentOfSerials(batch, { serials }));
    const [first] = found?.unknown ?? serials;
    if (first !== undefined) {
      const unknown = [...(found?.unknown ?? serials)];
      const params = { gtin: batch.gtin, lot: batch.lot, serial: first, serials: unknown };
      throw new Refusal('UNKNOWN_SERIAL', params, `${at}[${serials.indexOf(first)}]`);
    }
    return requirePacks(found, at, 'packs of this batch');
  }

  async #requireUnits(ssccs: readonly string[], field: string): Promise<void> {
    if (ssccs.length === 0) throw new Refusal('INVALID_INPUT', { rule: 'at least one SSCC' }, `${field}.ssccs`);
    const found = await this.queries.locateUnits(ssccs);
    const unknown = found.indexOf(undefined);
    if (unknown >= 0) throw new Refusal('UNKNOWN_UNIT', { sscc: ssccs[unknown]! }, `${field}.ssccs[${unknown}]`);
  }
}

function requireRange(from: string | null | undefined, to: string | null | undefined, field: string) {
  const rule =
    from == null || to == null
      ? 'a range has a first and a last serial'
      : from.length !== to.length
        ? 'the first and the last serial of a range have the same length'
        : from > to
          ? 'the first serial is not after the last'
          : undefined;
  if (rule !== undefined)
    throw new Refusal('INVALID_INPUT', { rule }, `${field}.${from == null ? 'serialFrom' : 'serialTo'}`);
  return { from: from!, to: to! };
}

function requirePacks(found: SelectedContent | undefined, field: string, kind: string): Content {
  if (!found || found.packs === 0) throw new Refusal('NOT_FOUND', { kind }, field);
  return told(field, () => decodeContent(found.content));
}

/** What is in either; what is in both counts once. */
const union = (a: Content, b: Content): Content => unite(a, subtract(b, a))!;

/** Limits of the ledger's records, told at the caller's field. */
function told<T>(field: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asRefusal(error, field);
  }
}

async function toldAsync<T>(field: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asRefusal(error, field);
  }
}

const asRefusal = (error: unknown, field: string): unknown =>
  error instanceof RuleRefusal ? new Refusal(error.outcome, error.params, field) : error;
