import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import {
  canonicalJson,
  formatCheckpoint,
  formatVerifierKey,
  inclusionPath,
  logEntry,
  noteKeyId,
  signNote,
  toBase64,
  toHex,
  treeRoot,
  utf8,
} from '@packproof/merkle';
import { describe, expect, it } from 'vitest';
import { checkProof, type ProofFault } from './check-proof';
import { entryOfStep } from './entry-of-step';

const secret = new Uint8Array(32).fill(7);
const key = { name: 'log.example/test', type: 1, publicKey: ed25519.getPublicKey(secret) } as const;
const vkey = formatVerifierKey(sha256, key);

const pack = { gtin: '09521234543213', serial: 'SERIAL1', lot: 'LOT1', expiry: '2031-12-31', salt: '' };
const tranche = { root: 'ab'.repeat(32), count: 4, leaf: 2, path: [] };

const record = (command: string, actor: string, second: number, body: object = {}) => ({
  envelope: { command, actor, body },
  recordedAt: `2026-11-25T02:47:0${second}.000Z`,
  results: [{ ok: true }],
});
const { gtin, lot, expiry } = pack;
const RECORDS = [
  record('genesis', '9521000000001', 0),
  record('commission', '9521001000000', 1, { items: [{ gtin, lot, expiry, root: tranche.root, count: 4 }] }),
  record('ship', '9521001000000', 2),
  record('anchor', '9521000000001', 3),
  record('receive', '9521003000008', 4),
];

/** A log of five entries as it is published, and a proof that brings four of them. */
function aProof(records: readonly object[] = RECORDS) {
  const data = records.map((each) => utf8(canonicalJson(each)));
  const nonces = data.map((_, i) => new Uint8Array(32).fill(i + 1));
  const leaves = data.map((bytes, i) => logEntry(sha256, nonces[i]!, bytes));
  const checkpoint = signNote({
    text: formatCheckpoint({ origin: key.name, size: leaves.length, root: treeRoot(sha256, leaves) }),
    name: key.name,
    keyId: noteKeyId(sha256, key),
    sign: (message) => ed25519.sign(message, secret),
  });
  const entries = [0, 1, 2, 4].map((index) => ({
    index,
    nonce: toBase64(nonces[index]!),
    record: toBase64(data[index]!),
    path: inclusionPath(sha256, leaves, index).map(toHex),
  }));
  return { type: 'packproof/proof/v1', pack, tranche, entries, checkpoint, vkey };
}

const faultOf = (value: unknown): Pick<ProofFault, 'what' | 'index'> => {
  try {
    checkProof(value);
  } catch (fault) {
    const { what, index } = fault as ProofFault;
    return { what, ...(index === undefined ? {} : { index }) };
  }
  throw new Error('it held');
};

describe('a proof', () => {
  it('holds, and says which entries are in which log', () => {
    const { log, size, entries, commission } = checkProof(aProof());
    expect([log, size]).toEqual(['log.example/test', 5]);
    expect(entries.map(({ index, command }) => [index, command])).toEqual([
      [0, 'genesis'],
      [1, 'commission'],
      [2, 'ship'],
      [4, 'receive'],
    ]);
    expect(commission.index).toBe(1);
  });

  it('does not hold once a single byte of a record is another', () => {
    const proof = aProof();
    const forged = RECORDS.map((each, i) => (i === 2 ? { ...each, recordedAt: '2026-11-25T02:47:09.000Z' } : each));
    proof.entries[2]!.record = toBase64(utf8(canonicalJson(forged[2]!)));
    expect(faultOf(proof)).toEqual({ what: 'entry', index: 2 });
  });

  it('does not hold for an entry at another place, or in another order', () => {
    const moved = aProof();
    moved.entries[3]!.index = 3;
    expect(faultOf(moved)).toEqual({ what: 'entry', index: 3 });
    const turned = aProof();
    turned.entries.reverse();
    expect(faultOf(turned)).toEqual({ what: 'entry', index: 2 });
  });

  it('does not hold under a checkpoint that another key signed', () => {
    const stranger = { ...key, publicKey: ed25519.getPublicKey(new Uint8Array(32).fill(8)) };
    expect(faultOf({ ...aProof(), vkey: formatVerifierKey(sha256, stranger) })).toEqual({ what: 'checkpoint' });
    const { checkpoint, ...rest } = aProof();
    expect(faultOf({ ...rest, checkpoint: checkpoint.replace('\n5\n', '\n6\n') })).toEqual({ what: 'checkpoint' });
  });

  it('does not hold where no accepted entry commissions just this lot', () => {
    expect(faultOf({ ...aProof(), pack: { ...pack, expiry: '2032-12-31' } })).toEqual({ what: 'commission' });
    const refused = RECORDS.map((each, i) => (i === 1 ? { ...each, results: [{ ok: false }] } : each));
    expect(faultOf(aProof(refused))).toEqual({ what: 'commission' });
  });

  it('that is none is said to be none', () => {
    for (const value of [null, 'proof', {}, { ...aProof(), entries: [] }, { ...aProof(), type: 'other' }]) {
      expect(faultOf(value)).toEqual({ what: 'unreadable' });
    }
  });
});

it('a step is from the entry that its organisation gave at that moment', () => {
  const { entries } = checkProof(aProof());
  const step = (gln: string, committedAt: string) => ({ organisation: { gln }, receipt: { committedAt } });
  expect(entryOfStep(step('9521003000008', '2026-11-25T02:47:04.000Z'), entries)?.index).toBe(4);
  expect(entryOfStep(step('9521001000000', '2026-11-25T02:47:04.000Z'), entries)).toBeUndefined();
});
