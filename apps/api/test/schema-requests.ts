import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
} from 'graphql';
import { requireAffordable } from '../src/graphql/cost';

export const schema = buildSchema(readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'));

/** The field is left out of this variant. */
export const LEFT_OUT = Symbol('left out');

/**
 * Values for one argument or input field, named `Query.pack(gtin)` or `ShipInput.items`: the i-th variant of a request
 * takes the i-th of each, beginning anew where a list is shorter.
 */
export type Provider = Readonly<Record<string, readonly unknown[]>>;

export interface SchemaRequest {
  /** `Query.pack` */
  name: string;
  /** One operation with variables. */
  document: string;
  variables: Record<string, unknown>;
}

export type RootName = 'Query' | 'Mutation' | 'Subscription';

const rootType = (root: RootName): GraphQLObjectType =>
  ({ Query: schema.getQueryType(), Mutation: schema.getMutationType(), Subscription: schema.getSubscriptionType() })[
    root
  ]!;

/** Names of everything that wants a value: arguments of root fields and all input fields that they reach. */
export function placesToFill(root: RootName): string[] {
  const places = new Set<string>();
  const into = (type: GraphQLInputType) => {
    const named = getNamedType(type);
    if (!isInputObjectType(named)) return;
    for (const field of Object.values(named.getFields())) {
      const place = `${named.name}.${field.name}`;
      if (places.has(place)) continue;
      if (!isInputObjectType(getNamedType(field.type))) places.add(place);
      into(field.type);
    }
  };
  for (const field of Object.values(rootType(root).getFields())) {
    for (const argument of field.args) {
      if (!isInputObjectType(getNamedType(argument.type))) places.add(placeOf(root, field, argument));
      into(argument.type);
    }
  }
  return [...places];
}

const placeOf = (root: RootName, field: GraphQLField<unknown, unknown>, argument: GraphQLArgument) =>
  `${root}.${field.name}(${argument.name})`;

/** All scalars to a depth, connections small; `__typename` everywhere. */
export function selectionOf(
  type: GraphQLOutputType,
  depth: number,
  wanted: (field: string) => boolean = () => true,
): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '';
  const parts = ['__typename'];
  for (const field of Object.values(named.getFields())) {
    const isObject = isObjectType(getNamedType(field.type));
    // Connections and their nodes are one thing with a page around it.
    const cost = named.name.endsWith('Connection') ? 0 : 1;
    if (isObject && (depth - cost < 1 || !wanted(field.name))) continue;
    const args = field.args.some(({ name }) => name === 'first') ? '(first: 3)' : '';
    parts.push(`${field.name}${args}${selectionOf(field.type, depth - cost)}`);
  }
  return ` { ${parts.join(' ')} }`;
}

/** Every field of a root with every variant of its arguments. @throws Error where an argument has no values */
export function requestsOf(root: RootName, provider: Provider, depth = 4): SchemaRequest[] {
  const missing = placesToFill(root).filter((place) => !(place in provider));
  if (missing.length > 0) throw new Error(`no values for ${missing.join(', ')}: say what a stranger would try`);
  return Object.values(rootType(root).getFields()).flatMap((field) => {
    const variants = Math.max(1, ...field.args.map((each) => lengthOf(root, field, each, provider)));
    return Array.from({ length: variants }, (_, i) => argumentsOf(root, field, provider, i)).flatMap((variables) =>
      affordable(field.type, depth, variables, (selection) => documentOf(root, field, variables, selection)).map(
        (document) => ({
          name: `${root}.${field.name}`,
          document,
          variables,
        }),
      ),
    );
  });
}

/** One document if the API takes it, else one for each branch of it; what is too dear even so is less deep. */
function affordable(
  type: GraphQLOutputType,
  depth: number,
  variables: Record<string, unknown>,
  document: (selection: string) => string,
): string[] {
  const fits = (selection: string) => isAffordable(document(selection), variables);
  const deepest = (selection: (depth: number) => string): string => {
    for (let deep = depth; deep > 1; deep--) if (fits(selection(deep))) return document(selection(deep));
    return document(selection(1));
  };
  const whole = selectionOf(type, depth);
  if (fits(whole)) return [document(whole)];
  const branches = branchesOf(type);
  return branches.length > 1 ? branches.map(deepest) : [deepest((deep) => selectionOf(type, deep))];
}

function isAffordable(document: string, variables: Record<string, unknown>): boolean {
  try {
    requireAffordable(schema, parse(document), variables);
    return true;
  } catch {
    return false;
  }
}

/** Of a type with several fields of objects: the selection with each of them alone beside the scalars. */
function branchesOf(type: GraphQLOutputType): ((depth: number) => string)[] {
  const named = getNamedType(type);
  if (!isObjectType(named)) return [];
  if (named.name.endsWith('Connection')) {
    const { nodes } = named.getFields();
    return branchesOf(nodes!.type).map((branch) => (deep) => ` { __typename nodes${branch(deep)} }`);
  }
  const inner = Object.values(named.getFields()).filter((field) => isObjectType(getNamedType(field.type)));
  return inner.map(
    ({ name }) =>
      (deep) =>
        selectionOf(type, deep, (field) => field === name),
  );
}

function lengthOf(
  root: RootName,
  field: GraphQLField<unknown, unknown>,
  argument: GraphQLArgument,
  provider: Provider,
): number {
  const lengths = (type: GraphQLInputType, seen: readonly string[]): number => {
    const named = getNamedType(type);
    if (!isInputObjectType(named) || seen.includes(named.name)) return 1;
    return Math.max(
      1,
      ...Object.values(named.getFields()).map((each) =>
        isInputObjectType(getNamedType(each.type))
          ? lengths(each.type, [...seen, named.name])
          : provider[`${named.name}.${each.name}`]!.length,
      ),
    );
  };
  return isInputObjectType(getNamedType(argument.type))
    ? lengths(argument.type, [])
    : provider[placeOf(root, field, argument)]!.length;
}

function argumentsOf(
  root: RootName,
  field: GraphQLField<unknown, unknown>,
  provider: Provider,
  variant: number,
): Record<string, unknown> {
  const variables: Record<string, unknown> = {};
  for (const argument of field.args) {
    const value = givenFor(argument, placeOf(root, field, argument), provider, variant);
    if (value !== LEFT_OUT) variables[argument.name] = value;
  }
  return variables;
}

function documentOf(
  root: RootName,
  field: GraphQLField<unknown, unknown>,
  variables: Record<string, unknown>,
  selection: string,
): string {
  const used = field.args.filter(({ name }) => name in variables);
  const declared = used.map(({ name, type }) => `$${name}: ${type}`).join(', ');
  const given = used.map(({ name }) => `${name}: $${name}`).join(', ');
  return `${root.toLowerCase()}${declared && `(${declared})`} { ${field.name}${given && `(${given})`}${selection} }`;
}

function givenFor(
  { type }: GraphQLArgument | GraphQLInputField,
  place: string,
  provider: Provider,
  variant: number,
): unknown {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) {
    const values = provider[place]!;
    return values[variant % values.length];
  }
  if (place in provider && provider[place]![variant % provider[place]!.length] === LEFT_OUT) return LEFT_OUT;
  const value: Record<string, unknown> = {};
  for (const field of Object.values(named.getFields())) {
    const inner = givenFor(field, `${named.name}.${field.name}`, provider, variant);
    if (inner !== LEFT_OUT) value[field.name] = inner;
  }
  const isList = isListType(isNonNullType(type) ? type.ofType : type);
  return isList ? [value] : value;
}
