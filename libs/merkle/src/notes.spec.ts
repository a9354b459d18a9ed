import {
  createHash,
  createPublicKey,
  sign as edSign,
  verify as edVerify,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { ED25519_TORSION_SUBGROUP } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ascii,
  type Checkpoint,
  COSIGNATURE,
  concatBytes,
  cosignatureTime,
  cosignedBytes,
  ED25519,
  formatCheckpoint,
  formatNote,
  formatVerifierKey,
  fromHex,
  isCanonicalEd25519PublicKey,
  isKeyName,
  keyIdOf,
  MalformedError,
  type NoteVerifier,
  noteKeyId,
  noteVerifier,
  openCheckpoint,
  openNote,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  signNote,
  toBase64,
  toHex,
  utf8,
} from './index';

const sha = (data: Uint8Array): Uint8Array => createHash('sha256').update(data).digest();
const verify = (key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean => {
  const spki = Buffer.concat([fromHex('302a300506032b6570032100'), key]);
  return edVerify(null, message, createPublicKey({ key: spki, format: 'der', type: 'spki' }), signature);
};

interface Signer extends NoteVerifier {
  readonly vkey: string;
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

function aSigner(name: string, type: typeof ED25519 | typeof COSIGNATURE = ED25519): Signer {
  const pair: { publicKey: KeyObject; privateKey: KeyObject } = generateKeyPairSync('ed25519');
  const publicKey = Uint8Array.from(Buffer.from(pair.publicKey.export({ format: 'jwk' }).x!, 'base64url'));
  const vkey = formatVerifierKey(sha, { name, type, publicKey });
  return { ...noteVerifier(sha, vkey, verify), vkey, publicKey, sign: (m) => edSign(null, m, pair.privateKey) };
}

const log = aSigner('log.example.org/packproof');
const checkpoint: Checkpoint = { origin: log.name, size: 70_000, root: sha(ascii('root')) };
const signed = signNote({ text: formatCheckpoint(checkpoint), name: log.name, keyId: log.keyId, sign: log.sign });

describe('signed checkpoints', () => {
  it('open', () => {
    const opened = openCheckpoint(signed, log);
    expect(opened).toMatchObject({ origin: log.name, size: 70_000 });
    expect(toHex(opened.root)).toBe(toHex(checkpoint.root));
    expect(opened.unverified).toEqual([]);
  });

  it('any changed byte is found', () => {
    const bytes = utf8(signed);
    for (let at = 0; at < bytes.length; at++) {
      for (const flip of [1, 2, 4, 8, 0x10, 0x20, 0x80, 0xff]) {
        const changed = Uint8Array.from(bytes);
        changed[at]! ^= flip;
        expect(() => openCheckpoint(changed, log), `byte ${at} ^ ${flip}`).toThrow(MalformedError);
      }
      expect(() => openCheckpoint(bytes.subarray(0, at), log)).toThrow(MalformedError);
    }
    expect(() => openCheckpoint(`${signed}\n`, log)).toThrow(MalformedError);
  });

  it('are of the log whose key is pinned', () => {
    const other = aSigner(log.name);
    expect(() => openCheckpoint(signed, other)).toThrow('no signature by a known key');
    const elsewhere = aSigner('elsewhere.example');
    const text = formatCheckpoint(checkpoint);
    const forged = signNote({ text, name: elsewhere.name, keyId: elsewhere.keyId, sign: elsewhere.sign });
    expect(() => openCheckpoint(forged, elsewhere)).toThrow(`checkpoint is of ${log.name}, not of elsewhere.example`);
  });

  it('carry cosignatures of witnesses', () => {
    const witness = aSigner('witness.example/w1', COSIGNATURE);
    const { text, signatures } = parseNote(signed);
    const time = 1_790_000_000;
    const cosign = (seconds: number): Uint8Array => {
      const stamp = Uint8Array.from({ length: 8 }, (_, i) =>
        Number(BigInt.asUintN(8, BigInt(seconds) >> BigInt(56 - 8 * i))),
      );
      return concatBytes(stamp, witness.sign(cosignedBytes(seconds, utf8(text))));
    };
    const line = { name: witness.name, keyId: witness.keyId, signature: cosign(time) };
    const cosigned = formatNote({ text, signatures: [...signatures, line] });
    const opened = openCheckpoint(cosigned, log, [witness]);
    expect(opened.verified.map(({ name }) => name)).toEqual([log.name, witness.name]);
    expect(cosignatureTime(opened.verified[1]!.signature)).toBe(time);
    expect(openCheckpoint(cosigned, log).unverified.map(({ name }) => name)).toEqual([witness.name]);

    const late = Uint8Array.from(line.signature);
    late[7]! ^= 1;
    const redated = formatNote({ text, signatures: [...signatures, { ...line, signature: late }] });
    expect(() => openCheckpoint(redated, log, [witness])).toThrow(`the signature by ${witness.name} is wrong`);
    expect(() => openCheckpoint(formatNote({ text, signatures: [line] }), log, [witness])).toThrow('not signed by');
  });

  it.each([
    ['log\n5\n', 'three lines'],
    [`log\n5\n${toBase64(checkpoint.root)}`, 'three lines'],
    [`log\n5\n${toBase64(checkpoint.root)}\nextension\n`, 'three lines'],
    [`log\n5\n${toBase64(checkpoint.root)}\n\n`, 'three lines'],
    [`\n5\n${toBase64(checkpoint.root)}\n`, 'cannot name a log'],
    [`a log\n5\n${toBase64(checkpoint.root)}\n`, 'cannot name a log'],
    [`log\n05\n${toBase64(checkpoint.root)}\n`, 'its size'],
    [`log\n0\n${toBase64(checkpoint.root)}\n`, 'its size'],
    [`log\n+5\n${toBase64(checkpoint.root)}\n`, 'its size'],
    [`log\n9007199254740992\n${toBase64(checkpoint.root)}\n`, 'its size'],
    [`log\n5\n${toBase64(checkpoint.root.subarray(1))}\n`, '31 bytes'],
    [`log\n5\n${toBase64(checkpoint.root).slice(0, -1)}\n`, 'base64'],
  ])('%j is refused', (text, why) => {
    expect(() => parseCheckpoint(text)).toThrow(why);
  });

  it('that make no sense are not written', () => {
    expect(() => formatCheckpoint({ ...checkpoint, size: 0 })).toThrow('0 is not a size');
    expect(() => formatCheckpoint({ ...checkpoint, origin: 'two words' })).toThrow('cannot name a log');
    expect(() => formatCheckpoint({ ...checkpoint, root: new Uint8Array(31) })).toThrow('31 bytes');
  });
});

describe('notes', () => {
  it('hold any text', () => {
    const texts = fc.array(fc.string({ unit: 'grapheme' }).filter((line) => !/[\p{Cc}\p{Surrogate}]/u.test(line)));
    fc.assert(
      fc.property(texts, (lines) => {
        const text = `${lines.join('\n')}\n`;
        const note = signNote({ text, name: log.name, keyId: log.keyId, sign: log.sign });
        expect(openNote(note, [log]).text).toBe(text);
        expect(openNote(utf8(note), [log]).text).toBe(text);
      }),
      { numRuns: 50 },
    );
  });

  const { text, signatures } = parseNote(signed);
  const line = signed.slice(text.length + 1);

  it.each([
    ['', 'line feed'],
    ['\n', 'no empty line'],
    [text, 'no empty line'],
    [`${text}\n`, 'no signature'],
    [`${text}\n${line.slice(0, -1)}`, 'line feed'],
    [`${text}\n${line.replace('—', '-')}`, 'is not "— name base64"'],
    [`${text}\n${line.replace('— ', '—')}`, 'is not "— name base64"'],
    [`${text}\n${line.replace(' ', '  ')}`, 'is not "— name base64"'],
    [`${text}\n${line.replace('\n', ' \n')}`, 'is not "— name base64"'],
    [`${text}\n${line}x\n`, 'signature 2 of the note'],
    [`${text}\n— a+b AAAAAAAA\n`, 'cannot name a key'],
    [`${text}\n— a AAAA\n`, 'too short'],
    [`${text}\n— a AAAAAAB=\n`, 'trailing bits'],
    [`${text}\r\n${line}`, 'control character'],
    [`${text}\n${line}${line}`, 'signed twice'],
    [`${text}\n${`${line}`.repeat(101)}`, 'more than 100 signatures'],
    [`${'x'.repeat(1_000_000)}\n\n${line}`, 'longer than'],
  ])('%#: is refused', (note, why) => {
    expect(() => openNote(note, [log])).toThrow(why);
  });

  it('ignore keys that share a name or an id with a known one', () => {
    const id = log.keyId.map((byte) => byte ^ 1);
    const strangers = [
      { name: log.name, keyId: id, signature: new Uint8Array(64) },
      { name: 'stranger', keyId: log.keyId, signature: new Uint8Array(64) },
    ];
    expect(openNote(formatNote({ text, signatures: [...strangers, ...signatures] }), [log]).unverified.length).toBe(2);
    expect(() => openNote(formatNote({ text, signatures: strangers }), [log])).toThrow('no signature by a known key');
  });
});

describe('verifier keys', () => {
  it('round-trip', () => {
    for (const type of [ED25519, COSIGNATURE] as const) {
      const key = { name: 'log.example/a', type, publicKey: log.publicKey };
      expect(parseVerifierKey(sha, formatVerifierKey(sha, key))).toEqual(key);
    }
    expect(toHex(noteKeyId(sha, { name: log.name, type: ED25519, publicKey: log.publicKey }))).toBe(toHex(log.keyId));
  });

  it('any changed character is found', () => {
    for (let at = 0; at < log.vkey.length; at++) {
      for (const other of 'A0a+/ ') {
        if (log.vkey[at] === other) continue;
        const changed = log.vkey.slice(0, at) + other + log.vkey.slice(at + 1);
        expect(() => parseVerifierKey(sha, changed), changed).toThrow(MalformedError);
      }
    }
    for (const vkey of ['', 'a', 'a+b', '++', `${log.vkey}=`, log.vkey.toUpperCase()]) {
      expect(() => parseVerifierKey(sha, vkey)).toThrow(MalformedError);
    }
  });

  it('names have no spaces and no plus', () => {
    for (const name of ['', 'a b', 'a+b', 'a\u00a0b', 'a\u2028', 'a\n', 'a\u0085']) expect(isKeyName(name)).toBe(false);
    for (const name of ['a', 'packproof.invalid/0123456789abcdef', '药']) expect(isKeyName(name)).toBe(true);
  });

  it('key ids are 16 digits', () => {
    expect(keyIdOf(sha, log.publicKey)).toMatch(/^[0-9a-f]{16}$/);
    expect(() => keyIdOf(sha, new Uint8Array(31))).toThrow('31 bytes');
  });
});

describe('Ed25519 public keys that nobody may register', () => {
  it('all points of small order, as @noble/curves computes them', () => {
    expect(new Set(ED25519_TORSION_SUBGROUP).size).toBe(8);
    for (const point of ED25519_TORSION_SUBGROUP) {
      const raw = fromHex(point);
      expect(isCanonicalEd25519PublicKey(raw), point).toBe(false);
      raw[31]! ^= 0x80; // the other sign of x, also where x is 0 and RFC 8032 knows no such point
      expect(isCanonicalEd25519PublicKey(raw), point).toBe(false);
    }
  });

  it('spellings of y that are not below 2^255 - 19', () => {
    const p = 2n ** 255n - 19n;
    for (let y = p; y < 2n ** 255n; y++) {
      const raw = Uint8Array.from({ length: 32 }, (_, i) => Number(BigInt.asUintN(8, y >> BigInt(8 * i))));
      expect(isCanonicalEd25519PublicKey(raw)).toBe(false);
      raw[31]! |= 0x80;
      expect(isCanonicalEd25519PublicKey(raw)).toBe(false);
    }
    const belowByTwo = Uint8Array.from({ length: 32 }, (_, i) => Number(BigInt.asUintN(8, (p - 2n) >> BigInt(8 * i))));
    expect(isCanonicalEd25519PublicKey(belowByTwo)).toBe(true);
  });

  it('other lengths; and takes what Node generates', () => {
    expect(isCanonicalEd25519PublicKey(log.publicKey.subarray(1))).toBe(false);
    expect(isCanonicalEd25519PublicKey(concatBytes(log.publicKey, Uint8Array.of(0)))).toBe(false);
    for (let i = 0; i < 20; i++) expect(isCanonicalEd25519PublicKey(aSigner('a').publicKey)).toBe(true);
  });
});
