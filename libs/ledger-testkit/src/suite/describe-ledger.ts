import { describe } from 'vitest';
import { describeAdversaries } from './adversaries';
import { describeBlocks } from './blocks';
import { describeItems } from './items';
import { describeKilling, type Killable } from './killing';
import { describeLifeOfAPack } from './life-of-a-pack';
import { describeRaces } from './races';
import { describeRefusals } from './refusals';
import { describeReplays } from './replays';
import { describeSignatures } from './signatures';
import { describeSize } from './size';
import type { LedgerFactory } from './stage';

export interface LedgerSuiteOptions {
  /** Sequences of adversaries through the adapter; default 10. */
  sequences?: number;
  /** For adapters that keep what they wrote outside of the process that wrote it. */
  killable?: () => Promise<Killable>;
}

/** The suite that every adapter passes whole. An adapter may add cases of its own, and leaves out none. */
export function describeLedger(name: string, factory: LedgerFactory, options: LedgerSuiteOptions = {}): void {
  describe(`${name} ledger`, () => {
    describeLifeOfAPack(factory);
    describeRefusals(factory);
    describeItems(factory);
    describeReplays(factory);
    describeSignatures(factory);
    describeRaces(factory);
    describeBlocks(factory);
    describeSize(factory);
    describeAdversaries(factory, options.sequences ?? 10);
    if (options.killable) describeKilling(options.killable);
  });
}
