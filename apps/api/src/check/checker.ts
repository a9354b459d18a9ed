import { Inject, Injectable } from '@nestjs/common';
import { goodsTruths } from '@packproof/contract';
import type { GoodReading, ScanFault } from '@packproof/gs1';
import { consumerPrecedence, consumerSeverityOf, type PackOutcome, type ParamValues } from '@packproof/outcomes';
import type { BatchRead, Product, Queries } from '@packproof/read-model';
import { Alerts } from '../alerts/alerts';
import { readScan } from '../queries/scan-target';
import { type Verified, Verifier } from '../queries/verifier';
import { QUERIES } from '../tokens';
import type { Answer, OnRecord } from './answer';
import { lastDayOf } from './expiry';
import type { Fields } from './typed-fields';

/** No organisation has this number: whoever asks without a login is the holder of nothing, and no pack is "here". */
const NOBODY = '';

/**
 * Answers about a pack to somebody who is nobody in particular. It writes nothing and raises nothing; where goods are
 * and who has them is not part of any answer. It knows its question by the code alone.
 */
@Injectable()
export class Checker {
  constructor(
    @Inject(QUERIES) private readonly queries: Queries,
    private readonly verifier: Verifier,
    private readonly alerts: Alerts,
  ) {}

  /** @param month YYYY-MM that was typed as expiry where the pack names no day */
  async check(scan: string, month?: string): Promise<Answer> {
    const { read, target, faults } = readScan(scan);
    // A shipping label is looked up for nobody: what is on its way where concerns its two ends.
    if (read?.sscc !== undefined) return answerOf(['NOT_A_MEDICINE_CODE'], { read });
    if (read?.gtin !== undefined && !target) return this.#batch(read, read.gtin);
    const verified = await this.#verify(scan, month);
    if (verified.unit) return answerOf(['UNREADABLE'], { scan, faults });
    return this.#pack(verified, month);
  }

  async #verify(scan: string, month: string | undefined): Promise<Verified> {
    const question = { asker: NOBODY, purpose: 'INFORMATION' } as const;
    const [verified] = await this.verifier.verify([scan], question);
    const recorded = verified!.pack?.batch.expiry;
    if (month === undefined || recorded === undefined || recorded.startsWith(month)) return verified!;
    const dated = `${scan}(17)${lastDayOf(month).slice(2).replaceAll('-', '')}`;
    const [again] = await this.verifier.verify([dated], question);
    return again!;
  }

  async #pack(verified: Verified, month: string | undefined): Promise<Answer> {
    const { pack, read, assessment, scan, faults } = verified;
    const product = verified.facts && 'product' in verified.facts ? verified.facts.product : undefined;
    if (!pack || !product || !read) {
      return answerOf([verified.outcome, ...verified.others], { scan, faults, ...(read ? { read } : {}) });
    }
    const supplied = assessment?.end?.as === 'DISPENSED' ? assessment.end.time : undefined;
    const cause = { code: 'ALREADY_DISPENSED_ELSEWHERE', gtin: pack.gtin, serial: pack.serial } as const;
    // Of what is read at the same moment for every pack on record, supplied or not, nothing tells by how long it takes.
    const [isOfferedAgain, maker] = await Promise.all([
      this.alerts.isOpen(cause, supplied ?? new Date().toISOString()),
      this.#maker(product),
    ]);
    const truths = [verified.outcome, ...verified.others]
      // Of a pack on record it is said that its lot is another one; whether there is such a lot is no answer to that.
      .filter((code) => code !== 'UNKNOWN_BATCH')
      .map((code) => (code === 'ALREADY_DISPENSED_ELSEWHERE' && !isOfferedAgain ? 'ALREADY_DISPENSED_HERE' : code));
    const { batch, serial, facts } = pack;
    const recall = facts.batch.recalls.find(({ covers }) => covers);
    const differs = {
      ...(read.lot !== undefined && read.lot !== batch.lot ? { lot: read.lot } : {}),
      ...(read.expiry !== undefined && read.expiry !== batch.expiry ? { expiry: month ?? read.expiry } : {}),
    };
    return {
      ...answerOf(truths, { read }),
      params: {
        suppliedOn: supplied?.slice(0, 10),
        expiry: batch.expiry,
        instructions: recall?.level === 'PATIENT' ? recall.instructions : undefined,
      },
      onRecord: { ...maker, lot: batch.lot, expiry: batch.expiry, serial },
      ...(Object.keys(differs).length > 0 ? { differs } : {}),
      ...(supplied === undefined ? {} : { suppliedOn: supplied.slice(0, 10) }),
    };
  }

  /** A code without a serial number: what holds for the product, or for all packs of the batch. */
  async #batch(read: GoodReading, gtin: string): Promise<Answer> {
    const [product] = await this.queries.productsByGtin([gtin]);
    if (!product) return answerOf(['UNKNOWN_PRODUCT'], { read });
    const { lot } = read;
    if (lot === undefined) {
      const truths: PackOutcome[] = product.withdrawn ? ['WITHDRAWN'] : [];
      return { ...answerOf(orNoPack(truths), { read }), onRecord: await this.#maker(product) };
    }
    const key = { gtin, lot };
    const [[facts], [recalls = []], onRecord] = await Promise.all([
      this.queries.verifyFacts([{ ...key, serial: '' }], { asker: NOBODY }),
      this.queries.recallsOfBatches({ gln: NOBODY, role: 'PHARMACY' }, [key]),
      this.#maker(product),
    ]);
    const batch = facts && 'batchRead' in facts ? facts.batchRead : undefined;
    if (!batch) return answerOf(['UNKNOWN_BATCH'], { read });
    const blocking = recalls
      .filter(({ drill, state }) => !drill && state !== 'LIFTED')
      .map((recall) => ({ ...recall, covers: coversAll(recall.targets, batch) }));
    const today = new Date().toISOString().slice(0, 10);
    const truths = goodsTruths(
      {
        product: product.withdrawn ? { withdrawn: { reason: product.withdrawn.reason } } : {},
        batch: {
          expiry: batch.expiry,
          holds: batch.holds,
          recalls: blocking.map(({ id, covers }) => ({ recall: id, covers })),
        },
      },
      today,
    );
    const differs = read.expiry !== undefined && read.expiry !== batch.expiry;
    const recall = blocking.find(({ covers }) => covers);
    return {
      ...answerOf(orNoPack(differs ? ['EXPIRY_MISMATCH', ...truths] : truths), { read }),
      params: { expiry: batch.expiry, instructions: recall?.level === 'PATIENT' ? recall.instructions : undefined },
      onRecord: { ...onRecord, lot: batch.lot, expiry: batch.expiry },
      ...(differs ? { differs: { expiry: read.expiry! } } : {}),
      partlyRecalled: blocking.length > 0 && !recall,
    };
  }

  async #maker({ gtin, owner, name, nameZh, strength }: Product): Promise<OnRecord> {
    const [maker] = await this.queries.organisationsByGln([owner]);
    return {
      gtin,
      name,
      ...(nameZh === undefined ? {} : { nameZh }),
      ...(strength === undefined ? {} : { strength }),
      ...(maker ? { maker: maker.name } : {}),
    };
  }
}

const coversAll = (targets: readonly { lot: string; gtin: string; whole: boolean }[], { gtin, lot }: BatchRead) =>
  targets.some((target) => target.gtin === gtin && target.lot === lot && target.whole);

/** Where nothing speaks against a batch or product, a serial number is still needed. */
const orNoPack = (truths: readonly PackOutcome[]): readonly PackOutcome[] =>
  truths.length > 0 ? truths : ['NOT_A_MEDICINE_CODE'];

interface Told {
  read?: GoodReading;
  scan?: string;
  faults?: readonly ScanFault[];
}

function answerOf(truths: readonly PackOutcome[], { read, scan, faults = [] }: Told): Answer {
  const [outcome, ...others] = consumerPrecedence(truths) as [PackOutcome, ...PackOutcome[]];
  const [fault] = faults;
  return {
    outcome,
    others,
    severity: consumerSeverityOf(outcome),
    params: {} as ParamValues,
    asked: askedBy(read),
    partlyRecalled: false,
    ...(outcome === 'UNREADABLE' && fault && scan !== undefined ? { unreadable: { text: scan, fault } } : {}),
  };
}

function askedBy(read: GoodReading | undefined): Fields {
  const { gtin = '', serial = '', lot = '', expiry = '' } = read ?? {};
  return { gtin, serial, lot, expiry };
}
