import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ascii,
  compareBytes,
  concatBytes,
  decodeVarint,
  encodeVarint,
  equalBytes,
  fromBase64,
  fromBase64Url,
  fromHex,
  fromUtf8,
  MalformedError,
  toBase64,
  toBase64Url,
  toHex,
  u32be,
  utf8,
} from './index';

const bytes = fc.uint8Array({ maxLength: 200 });

describe('hex and base64 agree with Node', () => {
  it.each([
    ['hex', toHex, fromHex],
    ['base64', toBase64, fromBase64],
    ['base64url', toBase64Url, fromBase64Url],
  ] as const)('%s', (encoding, encode, decode) => {
    fc.assert(
      fc.property(bytes, (data) => {
        const text = encode(data);
        expect(text).toBe(Buffer.from(data).toString(encoding));
        expect(decode(text)).toEqual(data);
      }),
    );
  });

  it.each([
    ['hex', toHex, fromHex],
    ['base64', toBase64, fromBase64],
    ['base64url', toBase64Url, fromBase64Url],
  ] as const)('%s: a text that is read encodes again to itself', (_encoding, encode, decode) => {
    const text = fc.string({ unit: fc.constantFrom(...'AQgw+/-_=0fF \n€'), maxLength: 12 });
    let read = 0;
    fc.assert(
      fc.property(text, (input) => {
        let decoded: Uint8Array;
        try {
          decoded = decode(input);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedError);
          return;
        }
        read++;
        expect(encode(decoded)).toBe(input);
      }),
      { numRuns: 5000 },
    );
    expect(read).toBeGreaterThan(0);
  });

  it.each(['AB==', 'AAB=', 'AA', 'AA=', 'A===', 'AA==AA==', '=', '====', 'A-A=', 'AAA\n', ' AAA', 'AA= =', 'ÁAAA'])(
    'base64 refuses %j',
    (text) => {
      expect(() => fromBase64(text)).toThrow(MalformedError);
    },
  );

  it.each(['AB', 'AAB', 'AA==', 'A', 'AAAAA', 'A+A', 'AA\n'])('base64url refuses %j', (text) => {
    expect(() => fromBase64Url(text)).toThrow(MalformedError);
  });

  it.each(['0', 'AB', '0g', ' 00', '0x', '００'])('hex refuses %j', (text) => {
    expect(() => fromHex(text)).toThrow(MalformedError);
  });

  it('says where', () => {
    expect(() => fromHex('00A0')).toThrow('not a lower-case hexadecimal character (at offset 2)');
    expect(() => fromHex('00', 32)).toThrow('expected 64 hexadecimal characters, found 2');
  });
});

describe('texts', () => {
  it('UTF-8 agrees with Node for well-formed texts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(Buffer.from(utf8(text))).toEqual(Buffer.from(text, 'utf8'));
        expect(fromUtf8(utf8(text))).toBe(text);
      }),
    );
  });

  it.each(['\ud800', 'a\udc00', '\udc00\ud800', '\ud800\ud800\udc00'])('lone surrogates are refused: %j', (text) => {
    expect(() => utf8(text)).toThrow('lone surrogate');
  });

  it.each(['c0af', 'eda080', 'ff', 'e282', 'f4908080'])('bytes that are no UTF-8 are refused: %s', (hex) => {
    expect(() => fromUtf8(fromHex(hex))).toThrow('not UTF-8');
  });

  it('keeps a byte order mark, which is a character like another', () => {
    expect(fromUtf8(utf8('\ufeffa'))).toBe('\ufeffa');
  });

  it('ASCII', () => {
    expect(ascii('a\0\x7f')).toEqual(Uint8Array.of(0x61, 0, 0x7f));
    expect(() => ascii('aé')).toThrow('not ASCII (at offset 1)');
  });
});

describe('integers', () => {
  it('varints round-trip and are the shortest', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        const encoded = encodeVarint(value);
        expect(decodeVarint(encoded, 0, Number.MAX_SAFE_INTEGER)).toEqual({ value, next: encoded.length });
        expect(encoded.length).toBe(Math.max(1, Math.ceil(value.toString(2).length / 7)));
      }),
    );
  });

  it.each([
    [0, '00'],
    [127, '7f'],
    [128, '8001'],
    [300, 'ac02'],
    [2 ** 32 - 1, 'ffffffff0f'],
    [Number.MAX_SAFE_INTEGER, 'ffffffffffffff0f'],
  ])('varint %i is %s', (value, hex) => {
    expect(toHex(encodeVarint(value))).toBe(hex);
    expect(decodeVarint(fromHex(`aa${hex}bb`), 1, Number.MAX_SAFE_INTEGER)).toEqual({
      value,
      next: 1 + hex.length / 2,
    });
  });

  it.each([
    ['', 'cut off'],
    ['80', 'cut off'],
    ['8000', 'shortest'],
    ['ff00', 'shortest'],
    ['8080808010', 'above 4294967295'],
    ['ffffffffff00', 'above 4294967295'],
    ['808080808000', 'shortest'],
    ['8080808080808080808000', 'too long'],
  ])('varint %j is refused', (hex, why) => {
    expect(() => decodeVarint(fromHex(hex))).toThrow(why);
  });

  it('keeps to the limit it is given', () => {
    expect(decodeVarint(Uint8Array.of(5), 0, 5).value).toBe(5);
    expect(() => decodeVarint(Uint8Array.of(6), 0, 5)).toThrow('above 5');
    expect(() => decodeVarint(fromHex('ffffffffffffff1f'), 0, Number.MAX_SAFE_INTEGER)).toThrow('above');
    for (const value of [-1, 1.5, Number.NaN, 2 ** 53]) expect(() => encodeVarint(value)).toThrow(MalformedError);
  });

  it('u32be', () => {
    expect(toHex(u32be(0))).toBe('00000000');
    expect(toHex(u32be(0x01020304))).toBe('01020304');
    expect(toHex(u32be(2 ** 32 - 1))).toBe('ffffffff');
    for (const value of [-1, 0.5, 2 ** 32]) expect(() => u32be(value)).toThrow(MalformedError);
  });
});

describe('byte strings', () => {
  it('join, compare and order as Node does', () => {
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        expect(Buffer.from(concatBytes(a, b))).toEqual(Buffer.concat([a, b]));
        expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(a, b));
        expect(equalBytes(a, b)).toBe(Buffer.compare(a, b) === 0);
        expect(equalBytes(a, a.slice())).toBe(true);
      }),
    );
  });
});
