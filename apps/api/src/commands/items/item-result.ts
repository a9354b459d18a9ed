import type { Parameters } from '@packproof/contract';
import type { ScanFault } from '@packproof/gs1';
import type { Outcome } from '@packproof/outcomes';
import { type ReceiptSource, receiptSource } from '../../queries/receipt-source';
import type { ItemAnswer, Progress } from './item-run';
import type { Located } from './locator';

/** ItemResult of the schema, as the resolvers pass it on. */
export interface ItemResultSource {
  scan: string;
  ok: boolean;
  outcome: Outcome;
  params: Parameters;
  faults: readonly ScanFault[];
  pack?: { gtin: string; serial: string };
  sscc?: string;
  receipt: ReceiptSource | null;
}

export function itemResult(scan: string, answer: ItemAnswer | undefined, located?: Located): ItemResultSource {
  const { ok, outcome, params = {}, receipt } = answer ?? { ok: false, outcome: 'NOT_ATTEMPTED' as const };
  const { pack, unit, faults = [], params: known = {} } = located?.verified ?? {};
  return {
    scan,
    ok,
    outcome,
    params: { ...known, ...params },
    faults,
    ...(pack ? { pack: { gtin: pack.gtin, serial: pack.serial } } : {}),
    ...(unit ? { sscc: unit.sscc } : {}),
    receipt: receipt ? receiptSource(receipt) : null,
  };
}

export const itemResults = (scans: readonly string[], progress: Progress, located: ReadonlyMap<number, Located>) =>
  scans.map((scan, position) => itemResult(scan, progress.answers[position], located.get(position)));
