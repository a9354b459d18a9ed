import { buildSchema, GraphQLError, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { requireAffordable } from './cost';
import { schemaText } from './graphql-options';
import { documentLimits } from './limits';
import { requireSoundVariables, soundLiterals } from './values';

const schema = buildSchema(schemaText());
const errorsOf = (document: string) =>
  validate(schema, parse(document), [documentLimits, soundLiterals]).map(({ extensions }) => extensions);
const thrown = (work: () => void) => {
  try {
    work();
  } catch (error) {
    return (error as GraphQLError).extensions;
  }
  return undefined;
};
const affordable = (document: string, variables = {}) =>
  thrown(() => requireAffordable(schema, parse(document), variables));
const sound = (document: string, variables: object) =>
  thrown(() => requireSoundVariables(schema, parse(document), variables as Record<string, unknown>));

describe('what a document may ask for', () => {
  it('is no deeper than its limit, fragments followed', () => {
    const nested = (depth: number): string => (depth === 0 ? 'id' : `parent { ${nested(depth - 1)} }`);
    expect(errorsOf(`{ holder(id: "x") { ${nested(10)} } }`)).toEqual([]);
    expect(errorsOf(`{ holder(id: "x") { ${nested(20)} } }`)).toMatchObject([
      { code: 'LIMIT_EXCEEDED', field: 'depth' },
    ]);
    expect(
      errorsOf(
        `{ holder(id: "x") { ...a } } fragment a on Unit { ${nested(9)} parent { ...b } } fragment b on Unit { ${nested(14)} }`,
      ),
    ).toMatchObject([{ field: 'depth' }]);
  });

  it('has few aliases and few root fields', () => {
    const aliased = Array.from({ length: 60 }, (_, i) => `a${i}: me { id }`).join(' ');
    expect(errorsOf(`{ ${aliased} }`).map(({ field }) => field)).toEqual(['aliases', 'root fields']);
  });

  it('does not blow up in fragments of fragments', () => {
    const fragments = Array.from({ length: 30 }, (_, i) => `fragment f${i} on Unit { ...f${i + 1} ...f${i + 1} }`);
    const document = `{ holder(id: "x") { ...f0 } } ${fragments.join(' ')} fragment f30 on Unit { id }`;
    expect(errorsOf(document)).toMatchObject([{ code: 'LIMIT_EXCEEDED', field: 'cost' }]);
  });

  it('costs what its lists may hold, by the variables that come with it', () => {
    const document =
      'query ($n: Int) { batches(first: $n) { nodes { lot packList(first: $n) { nodes { serial } } } } }';
    expect(affordable(document, { n: 50 })).toBeUndefined();
    expect(affordable(document, { n: 500 })).toMatchObject({ code: 'LIMIT_EXCEEDED', field: 'cost' });
    expect(affordable('{ batches(first: 500) { nodes { packList(first: 500) { nodes { serial } } } } }')).toMatchObject(
      {
        field: 'cost',
      },
    );
  });

  it.each([
    [0, 'INVALID_INPUT'],
    [-1, 'INVALID_INPUT'],
    [501, 'LIMIT_EXCEEDED'],
  ])('does not take first: %d', (n, code) => {
    expect(affordable(`{ products(first: ${n}) { nodes { gtin } } }`)).toMatchObject({ code, field: 'first' });
    expect(affordable('query ($n: Int) { products(first: $n) { nodes { gtin } } }', { n })).toMatchObject({ code });
  });

  it('names the path of a text that cannot be stored', () => {
    const document = 'mutation ($input: RegisterProductInput!) { registerProduct(input: $input) { gtin } }';
    const input = { gtin: '09506000134352', name: 'ok', storage: { note: 'a\0b' } };
    expect(sound(document, { input })).toMatchObject({ code: 'INVALID_INPUT', field: 'input.storage.note' });
    expect(sound(document, { input: { ...input, name: '\ud800', storage: {} } })).toMatchObject({
      field: 'input.name',
    });
    expect(errorsOf('{ pack(gtin: "09506000134352", serial: "a\\u0000") { serial } }')).toMatchObject([
      { field: 'serial' },
    ]);
  });

  it('leaves scans alone: that one cannot be read is an answer', () => {
    expect(sound('query ($s: Scan!) { verify(scan: $s) { outcome } }', { s: '\0\ud800' })).toBeUndefined();
    expect(errorsOf('{ verify(scan: "\\u0000") { outcome } }')).toEqual([]);
  });

  it('has lists of 1,000 items, serials of 20,000', () => {
    const scans = Array.from({ length: 1_001 }, () => 'x');
    expect(sound('mutation ($s: [Scan!]!) { dispense(scans: $s) { ok } }', { s: scans })).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      field: 's',
      params: { limit: 1_000 },
    });
    const document = 'mutation ($input: CommissionBatchInput!) { commissionBatch(input: $input) { packs } }';
    const list = Array.from({ length: 20_000 }, () => 'x');
    expect(sound(document, { input: { serials: { list } } })).toBeUndefined();
    expect(sound(document, { input: { serials: { list: [...list, 'x'] } } })).toMatchObject({
      field: 'input.serials.list',
      params: { limit: 20_000 },
    });
  });
});
