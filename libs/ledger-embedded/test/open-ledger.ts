import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { Pool } from '@packproof/database';
import { onTestFinished } from 'vitest';
import { createEmbeddedLedger, type EmbeddedLedger, type EmbeddedLedgerOptions } from '../src/embedded-ledger';
import type { LogSigner } from '../src/log-signer';
import { nodeCryptography } from '../src/node-cryptography';
import { toyRules } from './toy-rules';

/** A log key made of one repeated byte: every process of a test has the same. */
export function testSigner(byte = 5): LogSigner {
  const seed = Buffer.alloc(32, byte);
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return { publicKey: new Uint8Array(spki.subarray(-32)), sign: (message) => new Uint8Array(sign(null, message, key)) };
}

export const ORIGIN = 'packproof.invalid/0123456789abcdef';

export function ledgerOptions(pool: Pool, over: Partial<EmbeddedLedgerOptions> = {}): EmbeddedLedgerOptions {
  return { pool, cryptography: nodeCryptography(), signer: testSigner(), origin: ORIGIN, rules: toyRules, ...over };
}

/** A ledger over toy rules that is closed before the test's database is dropped. */
export async function openLedger(pool: Pool, over: Partial<EmbeddedLedgerOptions> = {}): Promise<EmbeddedLedger> {
  const ledger = await createEmbeddedLedger(ledgerOptions(pool, over));
  onTestFinished(() => ledger.close());
  return ledger;
}
