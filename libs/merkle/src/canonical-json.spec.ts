import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, MalformedError, parseCanonicalJson } from './index';

const { value: values } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'binary' }),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: 'binary', maxLength: 6 }), tie('value'), { maxKeys: 5 }),
  ),
}));

describe('canonical JSON', () => {
  it('round-trips, and does not depend on the order of members', () => {
    fc.assert(
      fc.property(values, (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(parseCanonicalJson(text))).toBe(text);
        expect(canonicalJson(reversed(value))).toBe(text);
        // The standard's own reader sees the same value.
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 500 },
    );
  });

  it('is refused as soon as one character differs', () => {
    const text = canonicalJson({ a: [1, 'x', { b: true }], c: 'é' });
    for (let at = 0; at <= text.length; at++) {
      for (const extra of [' ', '\n']) {
        const changed = text.slice(0, at) + extra + text.slice(at);
        const inString = JSON.stringify(tryParse(changed)) !== JSON.stringify(JSON.parse(text));
        if (!inString) expect(() => parseCanonicalJson(changed), changed).toThrow(MalformedError);
      }
    }
  });

  it.each([
    '{"a":1,"a":1}',
    '{"b":1,"a":2}',
    '{"a":-0}',
    '-0',
    '1.0',
    '1e2',
    '1E400',
    '0.5',
    'null',
    '[null]',
    '9007199254740992',
    '-9007199254740992',
    '{"a" :1}',
    ' 1',
    '1\n',
    '"\\u0041"',
    '"\\/"',
    '"\\u000A"',
    '"\\u001F"',
    '"\\ud800"',
    '{"\\udc00":1}',
    '\ufeff1',
    '',
    '{',
    'NaN',
    '01',
    '[1,]',
  ])('refuses %j', (text) => {
    expect(() => parseCanonicalJson(text)).toThrow(MalformedError);
  });

  it('names where', () => {
    expect(() => canonicalJson({ items: [{ leaf: 1 }, { leaf: 0.5 }] })).toThrow(
      '$.items[1].leaf: 0.5 is not an integer within 2^53 - 1',
    );
    expect(() => canonicalJson({ a: { b: null } })).toThrow('$.a.b: null is refused');
    expect(() => canonicalJson({ a: '\ud800' })).toThrow('$.a: lone surrogate at character 0');
    expect(() => parseCanonicalJson('{"a":1, "b":2}')).toThrow('at offset 7');
  });

  it('leaves absent members out and takes nothing that JSON cannot hold', () => {
    expect(canonicalJson({ a: undefined, b: {}, c: [] })).toBe('{"b":{},"c":[]}');
    expect(canonicalJson(Object.assign(Object.create(null), { a: 1 }))).toBe('{"a":1}');
    const refused = [
      undefined,
      [undefined],
      new Array(2),
      1n,
      Symbol('a'),
      () => 1,
      new Date(0),
      new Map(),
      Uint8Array.of(1),
    ];
    for (const value of [...refused, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => canonicalJson(value)).toThrow(MalformedError);
    }
  });

  it('-0 that a calculation left is 0', () => {
    expect(canonicalJson([-0])).toBe('[0]');
  });

  it('is not brought down by depth or cycles', () => {
    const cycle: Record<string, unknown> = {};
    cycle.a = cycle;
    expect(() => canonicalJson(cycle)).toThrow('nested deeper than 128');
    expect(() => parseCanonicalJson('['.repeat(100_000) + ']'.repeat(100_000))).toThrow(MalformedError);
    const deep = '['.repeat(128) + ']'.repeat(128);
    expect(canonicalJson(parseCanonicalJson(deep))).toBe(deep);
  });

  it('keeps members that have special names in JavaScript', () => {
    const text = '{"__proto__":{"a":1},"constructor":1,"toJSON":2}';
    expect(canonicalJson(parseCanonicalJson(text))).toBe(text);
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.create(null) as Record<string, unknown>;
  for (const [key, member] of Object.entries(value).reverse()) copy[key] = reversed(member);
  return copy;
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return JSON.parse('0');
  }
}
