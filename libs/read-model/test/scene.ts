import type { Hex } from '@packproof/contract';
import { type TestDatabase, testDatabase } from '@packproof/database/testing';
import { MemoryLedger } from '@packproof/ledger';
import {
  aConsortium,
  aProduct,
  registerProducts,
  type TestBatch,
  TestClock,
  type TestConsortium,
  type TestProduct,
  testCryptography,
} from '@packproof/test-data';
import type { TranchePayload } from '../src/payload/payload-reader';
import type { ProjectorLog } from '../src/projection/projector-types';
import { createReadModel, type ReadModel, type ReadModelOptions } from '../src/read-model';

/** A founded ledger, a database, and a read model over both. Payloads are here once they are kept. */
export interface Scene extends ReadModel {
  database: TestDatabase;
  ledger: MemoryLedger;
  consortium: TestConsortium;
  clock: TestClock;
  product: TestProduct;
  warnings: object[];
  /** For a further read model of the same ledger. */
  options: Omit<ReadModelOptions, 'pool' | 'database'>;
  keep(...batches: TestBatch[]): void;
  forget(batch: TestBatch): void;
  /** A further read model of the same ledger and payloads in a database of its own. */
  another(ledger?: Pick<MemoryLedger, 'blocks' | 'height'>): Promise<ReadModel & { database: TestDatabase }>;
}

export async function aScene(): Promise<Scene> {
  const clock = new TestClock();
  const ledger = new MemoryLedger({
    cryptography: testCryptography(),
    randomBytes32: () => crypto.getRandomValues(new Uint8Array(32)),
    clock: () => clock.now(),
  });
  const consortium = await aConsortium({ clock }).found(ledger);
  const product = aProduct().by(consortium.manufacturer);
  await registerProducts(ledger, product);
  const kept = new Map<Hex, TranchePayload>();
  const payloads = { tranche: async (hash: Hex) => kept.get(hash) };
  const warnings: object[] = [];
  const log: ProjectorLog = {
    info: () => undefined,
    warn: (details) => warnings.push(details),
    error: (details) => warnings.push(details),
  };
  const options = { ledger, payloads, log, clock: () => clock.now() };
  const another = async (source: Pick<MemoryLedger, 'blocks' | 'height'> = ledger) => {
    const database = await testDatabase();
    const { pool, config } = database;
    return { database, ...createReadModel({ ...options, pool, database: config, ledger: source as MemoryLedger }) };
  };
  return {
    ...(await another()),
    ledger,
    consortium,
    clock,
    product,
    warnings,
    options,
    keep: (...batches) => {
      for (const batch of batches) kept.set(batch.payloadHash(), batch.payload());
    },
    forget: (batch) => void kept.delete(batch.payloadHash()),
    another,
  };
}
