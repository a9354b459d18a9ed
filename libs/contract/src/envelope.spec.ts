import { ed25519 } from '@noble/curves/ed25519.js';
import { toBase64, utf8 } from '@packproof/merkle';
import { describe, expect, it } from 'vitest';
import {
  aTrade,
  cryptography,
  genesisBody,
  keyPair,
  MAKER,
  NOW,
  PHARMACY,
  REGULATOR,
  sign,
  someHash,
  TestLedger,
} from '../test/given';
import { commandHash, parseRecord, recordBytes, verifyCommandSignature } from './envelope';
import { organisationKey } from './keys';

const ledger = aTrade();
const maker = ledger.get(organisationKey(MAKER));
const anchor = (issuedAt = NOW) =>
  ledger.envelope('anchor', { items: [{ root: someHash('r'), count: 1 }] }, { issuedAt });
const check = (command: ReturnType<typeof sign>, organisation: typeof maker | undefined = maker) =>
  verifyCommandSignature(cryptography, command, organisation);

describe('the signature of a command', () => {
  it('is by a key of its actor over label and canonical envelope', () => {
    expect(check(sign(anchor(), MAKER))).toBeUndefined();
    const command = sign(anchor(), MAKER);
    const changed = { ...command, envelope: { ...command.envelope, at: PHARMACY } };
    expect(check(changed)).toMatchObject({ outcome: 'SIGNATURE_INVALID', field: 'signature' });
    const without = ed25519.sign(utf8(JSON.stringify(command.envelope)), cryptography.sha256(utf8(MAKER)));
    expect(check({ ...command, signature: toBase64(without) })).toMatchObject({ field: 'signature' });
    expect(check(sign(anchor(), PHARMACY))).toMatchObject({ outcome: 'SIGNATURE_INVALID', field: 'keyId' });
    expect(check(command, ledger.get(organisationKey(PHARMACY)))).toMatchObject({ field: 'actor' });
  });

  it('is RFC 4648 section 4, padded, of 64 bytes: other spellings are refused, so that any changed character is found', () => {
    const command = sign(anchor(), MAKER);
    const { signature } = command;
    for (const other of [
      signature.replace(/=+$/, ''),
      signature.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, ''),
      ` ${signature}`,
      `${signature}\n`,
      '',
      toBase64(new Uint8Array(63)),
      toBase64(new Uint8Array(65)),
    ]) {
      expect(check({ ...command, signature: other })).toMatchObject({ outcome: 'SIGNATURE_INVALID' });
    }
  });

  it('counts from the moment its key began, inclusive, to the moment it ended, exclusive: by issuedAt', () => {
    const since = '2026-11-24T10:00:00.000Z';
    const until = '2026-11-24T11:00:00.000Z';
    const rotated = { ...maker, keys: [{ ...maker.keys[0]!, since, until }] };
    const at = (issuedAt: string) => check(sign(anchor(issuedAt), MAKER), rotated)?.field;
    expect(at('2026-11-24T09:59:59.999Z')).toBe('keyId');
    expect(at(since)).toBeUndefined();
    expect(at('2026-11-24T10:59:59.999Z')).toBeUndefined();
    expect(at(until)).toBe('keyId');
    expect(at('2026-11-24T10:30:00Z')).toBe('issuedAt');
  });

  it('genesis is signed by the key that it registers', () => {
    const envelope = new TestLedger().envelope('genesis', genesisBody(), { actor: REGULATOR });
    expect(verifyCommandSignature(cryptography, sign(envelope, REGULATOR), undefined)).toBeUndefined();
    expect(verifyCommandSignature(cryptography, sign(envelope, MAKER), undefined)).toMatchObject({ field: 'keyId' });
    const lied = { ...sign(envelope, MAKER), keyId: keyPair(REGULATOR).keyId };
    expect(verifyCommandSignature(cryptography, lied, undefined)).toMatchObject({ field: 'signature' });
    const other = sign(anchor(), MAKER);
    expect(verifyCommandSignature(cryptography, other, undefined)).toMatchObject({ field: 'keyId' });
  });

  it('a genesis of any shape is answered, never thrown at', () => {
    const envelope = new TestLedger().envelope('genesis', genesisBody(), { actor: REGULATOR });
    for (const body of [
      {},
      { items: [] },
      { items: [{}] },
      { items: [{ publicKey: 1 }] },
      { items: [{ publicKey: '=' }] },
    ]) {
      const command = sign({ ...envelope, body: body as never }, REGULATOR);
      expect(verifyCommandSignature(cryptography, command, undefined)).toMatchObject({ outcome: 'SIGNATURE_INVALID' });
    }
  });
});

describe('tx', () => {
  it('changes with any field, and not with the order of fields', () => {
    const envelope = anchor();
    const tx = commandHash(cryptography.sha256, envelope);
    const reversed = Object.fromEntries(Object.entries(envelope).reverse()) as unknown as typeof envelope;
    expect(commandHash(cryptography.sha256, reversed)).toBe(tx);
    for (const field of Object.keys(envelope)) {
      expect(commandHash(cryptography.sha256, { ...envelope, [field]: 'x' } as never)).not.toBe(tx);
    }
  });
});

describe('a record', () => {
  const command = sign(anchor(), MAKER);
  const results = [{ ok: true, outcome: 'ACCEPTED' as const, params: { id: 'told to the caller only' } }];
  const bytes = recordBytes({ ...command, recordedAt: NOW, results });

  it('keeps envelope, signature, keyId, recordedAt, and of results ok and outcome', () => {
    expect(parseRecord(bytes)).toEqual({ ...command, recordedAt: NOW, results: [{ ok: true, outcome: 'ACCEPTED' }] });
  });

  it('is read in its one spelling only', () => {
    const text = new TextDecoder().decode(bytes);
    for (const changed of [
      ` ${text}`,
      text.replace('"keyId"', '"keyID"'),
      text.replace('"ok":true', '"ok":1'),
      text.replace('"ok":true', '"ok":true,"params":{}'),
      text.replace('ACCEPTED', 'FINE'),
      text.replace(NOW, '2026-11-24T10:00:00Z'),
      '{}',
      '[]',
      'null',
    ]) {
      expect(changed).not.toBe(text);
      expect(() => parseRecord(utf8(changed)), changed).toThrow();
    }
    expect(() => parseRecord(Uint8Array.of(0xff))).toThrow();
  });
});
