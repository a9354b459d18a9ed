import type { Cryptography, StateKey, StateRecord } from '@packproof/contract';
import type { Block, Ledger } from '@packproof/ledger';
import {
  aBatch,
  aConsortium,
  aProduct,
  type BatchBuilder,
  type Clock,
  registerProducts,
  type TestBatch,
  TestClock,
  type TestConsortium,
  type TestProduct,
  testCryptography,
} from '@packproof/test-data';
import { afterAll, beforeAll } from 'vitest';

/** What an adapter is given: its time, hashes and signatures, and randomness. */
export interface LedgerSetting {
  /** Milliseconds since 1970. Executors take no other clock. */
  clock: () => number;
  cryptography: Cryptography;
  /** 32 bytes for the nonces of entries; an adapter may have its own. */
  randomBytes32: () => Uint8Array;
}

export interface OpenedLedger {
  ledger: Ledger;
  /** Closes it and throws away what it kept. */
  dispose(): Promise<void>;
}

/** Makes an empty ledger. Called in hooks and in tests. */
export type LedgerFactory = (setting: LedgerSetting) => Promise<OpenedLedger>;

/** A founded ledger with members, one product of each manufacturer, and a clock that stands still. */
export interface Stage {
  ledger: Ledger;
  clock: TestClock;
  consortium: TestConsortium;
  product: TestProduct;
  otherProduct: TestProduct;
  /** A batch of the product that nobody has seen yet, committed. */
  newBatch(shape?: (batch: BatchBuilder) => BatchBuilder): Promise<TestBatch>;
  dispose(): Promise<void>;
}

const cryptography = testCryptography();

/** @param time a clock that cannot be moved, for ledgers with processes of their own. */
export async function openStage(factory: LedgerFactory, seed: string | number = 'stage', time?: Clock): Promise<Stage> {
  const still = new TestClock();
  const clock = time ?? still;
  const consortium = aConsortium({ clock, seed });
  const setting = { clock: () => clock.now(), cryptography, randomBytes32: consortium.random.bytes32 };
  const { ledger, dispose } = await factory(setting);
  await consortium.found(ledger);
  const product = aProduct().by(consortium.manufacturer);
  const otherProduct = aProduct().by(consortium.otherManufacturer);
  await registerProducts(ledger, product, otherProduct);
  let lots = 0;
  return {
    ledger,
    clock: still,
    consortium,
    product,
    otherProduct,
    newBatch(shape = (batch) => batch.packs(16).perBundle(2).perCase(4).perPallet(2)) {
      lots += 1;
      return shape(aBatch().of(product).lot(`LOT-${lots}`))
        .made()
        .commissionedOn(ledger);
    },
    dispose,
  };
}

/** One stage for all tests of a block, opened before the first and thrown away after the last. */
export function sharedStage(factory: LedgerFactory): () => Stage {
  let stage: Stage | undefined;
  beforeAll(async () => {
    stage = await openStage(factory);
  });
  afterAll(() => stage?.dispose());
  return () => stage!;
}

export async function allBlocks(ledger: Ledger, from = 0): Promise<Block[]> {
  const blocks: Block[] = [];
  for await (const block of ledger.blocks(from, { follow: false })) blocks.push(block);
  return blocks;
}

/** World state as the writes of blocks say it. */
export function folded(blocks: readonly Block[]): Map<StateKey, StateRecord> {
  return new Map(blocks.flatMap(({ entries }) => entries.flatMap(({ writes }) => writes)));
}
