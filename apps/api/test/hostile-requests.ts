import { getNamedType, isInputObjectType } from 'graphql';
import { type Provider, placesToFill, type RootName, requestsOf, type SchemaRequest, schema } from './schema-requests';

const nested = (depth: number) => `{ holder(id: "sscc:x") ${'{ parent '.repeat(depth)}{ id }${' }'.repeat(depth)} }`;
const fragments = (count: number) =>
  `{ ...f0 } ${Array.from({ length: count }, (_, i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`).join(' ')} fragment f${count} on Query { me { id } }`;
/** Documents by what is wrong with them. */
export const DOCUMENTS: [string, () => string][] = [
  ['too deep', () => nested(40)],
  ['of 10,000 braces', () => `${'{a'.repeat(10_000)}${'}'.repeat(10_000)}`],
  ['too wide', () => `{ ${'me { id } '.repeat(5_000)} }`],
  ['of aliases', () => `{ ${Array.from({ length: 200 }, (_, i) => `a${i}: me { id }`).join(' ')} }`],
  ['that grows by fragments', () => fragments(30)],
  ['that goes round in circles', () => '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }'],
  ['of directives', () => `{ me ${'@skip(if: false) '.repeat(3_000)} { id } }`],
  [
    'too dear',
    () => '{ batches(first: 500) { nodes { packList(first: 500) { nodes { serial history { type } } } } } }',
  ],
  [
    'of introspection upon introspection',
    () => `{ __schema { types ${'{ fields { type '.repeat(12)}{ name }${' } }'.repeat(12)} } }`,
  ],
  ['of variables', () => `query(${Array.from({ length: 2_000 }, (_, i) => `$v${i}: Int`).join(' ')}) { me { id } }`],
  ['of 600 KB', () => `{ me { id } } # ${'x'.repeat(600_000)}`],
  ['of a list of 100,000', () => `mutation { dispense(scans: [${'"x" '.repeat(25_000)}]) { ok } }`],
  ['of blocks of text', () => `{ verify(scan: """${'\\"""'.repeat(2_000)}""") { outcome } }`],
  ['with a name of 60,000 letters', () => `query ${'q'.repeat(60_000)} { ${'f'.repeat(60_000)} }`],
];

const MARK = '\u0001 here';
const MARK_JSON = JSON.stringify(MARK);

/** A request in which one place waits for its value. */
export interface Template {
  place: string;
  /** JSON; undefined where no request has the place. */
  body: string | undefined;
  /** It takes a list of texts. */
  isList: boolean;
}

/** @param value JSON */
export const filled = ({ body }: Template, value: string): string => body!.replace(MARK_JSON, () => value);

/** One for each argument and input field of queries and mutations. */
export function templatesOf(provider: Provider): Template[] {
  return (['Query', 'Mutation'] as const).flatMap((root) => {
    const samples = requestsOf(root, provider, 1);
    return placesToFill(root).map((place) => ({
      place,
      body: bodyWith(root, samples, place),
      isList: /\.(?:\w*[sS]cans?|items|ssccs|serials|list|companyPrefixes|scopes)\)?$/.test(place),
    }));
  });
}

function bodyWith(root: RootName, samples: readonly SchemaRequest[], place: string): string | undefined {
  for (const { document, variables } of samples) {
    const copy = structuredClone(variables);
    if (mark(root, document, copy, place)) return JSON.stringify({ query: document, variables: copy });
  }
  return undefined;
}

/** Puts a mark where the place is; false where this request has no such place. */
function mark(root: RootName, document: string, variables: Record<string, unknown>, place: string): boolean {
  const [, field, argument] = /^\w+\.(\w+)\((\w+)\)$/.exec(place) ?? [];
  if (field !== undefined) {
    if (!new RegExp(`\\{ ${field}\\b`).test(document) || !document.includes(`$${argument}:`)) return false;
    variables[argument!] = MARK;
    return true;
  }
  const [type, name] = place.split('.') as [string, string];
  const operation = /\{ (\w+)/.exec(document)![1]!;
  const rootType = root === 'Query' ? schema.getQueryType() : schema.getMutationType();
  const into = (value: unknown, inputType: unknown): boolean => {
    const named = getNamedType(inputType as never);
    if (!isInputObjectType(named) || value === null || typeof value !== 'object') return false;
    if (Array.isArray(value)) return value.some((each) => into(each, inputType));
    if (named.name === type) {
      (value as Record<string, unknown>)[name] = MARK;
      return true;
    }
    return Object.values(named.getFields()).some((each) =>
      into((value as Record<string, unknown>)[each.name], each.type),
    );
  };
  return rootType!.getFields()[operation]!.args.some((each) => into(variables[each.name], each.type));
}
