import { Inject, Injectable } from '@nestjs/common';
import {
  type Assessment,
  assessPack,
  assessUnit,
  type Gln,
  type GoodsFacts,
  type Parameters,
  tellableParams,
  type VerifyPurpose,
} from '@packproof/contract';
import { type GoodReading, type ScanFault, SEPARATOR } from '@packproof/gs1';
import { type Outcome, type PackOutcome, precedence, type Severity, severityOf } from '@packproof/outcomes';
import type { PackFound, Queries, ReadingFacts, UnitFound } from '@packproof/read-model';
import { QUERIES } from '../tokens';
import { readScan, repairsOf } from './scan-target';

export interface VerifyQuestion {
  asker: Gln;
  /** The asker's place, for the undo. */
  askerAt?: Gln;
  purpose: VerifyPurpose;
  /** RFC 3339, UTC; now unless told. */
  time?: string;
}

/** The answer to one scan, with what was found on the way. */
export interface Verified {
  scan: string;
  outcome: PackOutcome;
  others: PackOutcome[];
  severity: Severity;
  params: Parameters;
  repaired: boolean;
  read?: GoodReading;
  faults: readonly ScanFault[];
  facts?: ReadingFacts;
  pack?: PackFound & { gtin: string; serial: string };
  unit?: UnitFound & { sscc: string };
  assessment?: Assessment;
  /** The maker's list is not here yet: that a serial is unknown says nothing. */
  awaitingPayload: boolean;
}

/** What a wrong or incomplete reading can also cause: another reading of the same scan may be the right one. */
const PERHAPS_MISREAD: ReadonlySet<Outcome> = new Set([
  'UNKNOWN_PRODUCT',
  'UNKNOWN_BATCH',
  'UNKNOWN_SERIAL',
  'UNKNOWN_UNIT',
  'BATCH_MISMATCH',
  'EXPIRY_MISMATCH',
]);

/** Station 6 of a pack's life: one round trip of look-ups, judged by the contract, told by the catalogue. */
@Injectable()
export class Verifier {
  constructor(@Inject(QUERIES) private readonly queries: Queries) {}

  async verify(scans: readonly string[], question: VerifyQuestion): Promise<Verified[]> {
    const read = scans.map(readScan);
    const targets = read.flatMap(({ target }) => (target ? [target] : []));
    const heldBefore = question.purpose === 'RETURN';
    const found =
      targets.length > 0 ? await this.queries.verifyFacts(targets, { asker: question.asker, heldBefore }) : [];
    let next = 0;
    const answers = read.map((one): Verified => {
      const facts = one.target ? found[next++] : undefined;
      if (facts && one.read) return judge(one.scan, one.read, facts, question);
      const outcome = one.read ? 'NOT_A_MEDICINE_CODE' : 'UNREADABLE';
      return { ...one, ...bare(outcome), repaired: false, params: faultParams(one.faults), awaitingPayload: false };
    });
    return this.#repair(answers, question);
  }

  /** A repaired reading counts only if exactly one candidate is on record (outcomes.md). */
  async #repair(answers: Verified[], question: VerifyQuestion): Promise<Verified[]> {
    const doubtful = answers.flatMap((answer, at) => {
      const doubt = answer.outcome === 'UNREADABLE' || (PERHAPS_MISREAD.has(answer.outcome) && !isIntact(answer));
      return doubt ? [{ at, candidates: repairsOf(answer.scan) }] : [];
    });
    const targets = doubtful.flatMap(({ candidates }) => candidates.map(({ target }) => target));
    if (targets.length === 0) return answers;
    const heldBefore = question.purpose === 'RETURN';
    const facts = await this.queries.verifyFacts(targets, { asker: question.asker, heldBefore });
    const repaired = [...answers];
    let next = 0;
    for (const { at, candidates } of doubtful) {
      const { scan } = answers[at]!;
      const onRecord = candidates
        .map(({ candidate }) => judge(scan, candidate, facts[next++]!, question))
        .filter(({ outcome }) => !PERHAPS_MISREAD.has(outcome));
      if (new Set(onRecord.map(identity)).size === 1) repaired[at] = { ...onRecord[0]!, repaired: true };
    }
    return repaired;
  }
}

/**
 * The reader's own identifier in its own case, and separators where they belong: no caps lock, no other keyboard, nothing
 * lost. There is nothing to repair, whatever the record says.
 */
const isIntact = ({ scan, read }: Verified) => read?.symbologyIdentifier !== undefined && scan.includes(SEPARATOR);

const identity = ({ pack, unit }: Verified) => (pack ? `${pack.gtin} ${pack.serial}` : (unit?.sscc ?? ''));

function judge(scan: string, read: GoodReading, facts: ReadingFacts, question: VerifyQuestion): Verified {
  const time = question.time ?? new Date().toISOString();
  const asked = { ...question, time, ...('heldBefore' in facts ? { heldBefore: facts.heldBefore } : {}) };
  const answer = { scan, read, faults: [], facts, repaired: false, awaitingPayload: false };
  if ('sscc' in facts.reading) {
    const { reading, unit } = facts as ReadingFacts & { unit?: UnitFound; reading: { sscc: string } };
    const assessment = assessUnit(unit?.facts, asked);
    return {
      ...answer,
      ...assessed(assessment, unit?.facts.goods ?? [], question.asker, [], { sscc: reading.sscc }),
      ...(unit ? { unit: { ...unit, sscc: reading.sscc } } : {}),
    };
  }
  const { reading, product, batchRead, pack, awaitingPayload } = facts as Extract<
    ReadingFacts,
    { awaitingPayload: boolean }
  >;
  const params: Parameters = { gtin: reading.gtin, serial: reading.serial };
  if (read.lot !== undefined) params.lot = read.lot;
  if (!product) return { ...answer, ...bare('UNKNOWN_PRODUCT'), params: { gtin: reading.gtin } };
  const differs: PackOutcome[] = [];
  if (read.lot !== undefined && !batchRead) differs.push('UNKNOWN_BATCH');
  if (!pack) {
    if (differs.length === 0 || batchRead) differs.push('UNKNOWN_SERIAL');
    return { ...answer, ...bare(...differs), params, awaitingPayload };
  }
  if (read.lot !== undefined && read.lot !== pack.batch.lot) {
    differs.push('BATCH_MISMATCH');
    Object.assign(params, { read: read.lot, recorded: pack.batch.lot });
  }
  if (read.expiry !== undefined && read.expiry !== pack.batch.expiry) {
    if (differs.length === 0) Object.assign(params, { read: read.expiry, recorded: pack.batch.expiry });
    differs.push('EXPIRY_MISMATCH');
  }
  const assessment = assessPack(pack.facts, asked);
  return {
    ...answer,
    ...assessed(assessment, [pack.facts], question.asker, differs, params),
    pack: { ...pack, gtin: reading.gtin, serial: reading.serial },
  };
}

/** What the reading itself contradicts stands before and beside what the record says. */
function assessed(
  assessment: Assessment,
  goods: readonly GoodsFacts[],
  asker: Gln,
  differs: readonly PackOutcome[],
  params: Parameters,
) {
  const truths = [assessment.outcome, ...assessment.others].filter(
    (truth) => differs.length === 0 || truth !== 'ACTIVE',
  );
  const [outcome, ...others] = precedence([...differs, ...truths]) as [PackOutcome, ...PackOutcome[]];
  const isRecords = outcome === assessment.outcome;
  return {
    outcome,
    others,
    severity: isRecords ? assessment.severity : severityOf(outcome),
    params: { ...params, ...(isRecords ? tellableParams(assessment, goods, asker) : {}) },
    assessment,
  };
}

function bare(...truths: PackOutcome[]): Pick<Verified, 'outcome' | 'others' | 'severity' | 'params'> {
  const [outcome, ...others] = precedence(truths) as [PackOutcome, ...PackOutcome[]];
  return { outcome, others, severity: severityOf(outcome), params: {} };
}

function faultParams([fault]: readonly ScanFault[]): Parameters {
  return fault ? { position: fault.position, ...(fault.ai === undefined ? {} : { ai: fault.ai }) } : {};
}
