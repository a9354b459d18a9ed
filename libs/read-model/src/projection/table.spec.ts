import { describe, expect, it } from 'vitest';
import { toJson } from './table';

describe('toJson', () => {
  it('writes what the database takes, and what it would refuse as U+FFFD', () => {
    expect(toJson([{ a: 'x', b: null, c: { d: ['é'] } }])).toBe('[{"a":"x","b":null,"c":{"d":["é"]}}]');
    expect(JSON.parse(toJson({ a: 'x\0y', b: ['\0'] }))).toEqual({ a: 'x\uFFFDy', b: ['\uFFFD'] });
  });

  it('leaves a backslash before u0000 as the text that it is', () => {
    expect(JSON.parse(toJson({ a: '\\u0000' }))).toEqual({ a: '\\u0000' });
  });
});
