import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { DOCUMENT_LIMITS, overLimit } from './limits';

/** Of a list that takes no `first`, such as the lines of a recall: how long it is taken to be. */
const ASSUMED_LENGTH = 20;
const DEFAULT_FIRST = 50;
const MOST_FIRST = 500;

/** Undefined where they are not known: then each `first` counts as the most. */
type Variables = Readonly<Record<string, unknown>> | undefined;
interface Pricing {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: Variables;
}

/** Prices of documents that have no variable `first`: mercurius hands in the same document each time. */
const fixed = new WeakMap<DocumentNode, Map<string, number>>();

/**
 * Refuses a document that could make us resolve more fields than DOCUMENT_LIMITS.cost, with the variables that came
 * with it. @throws GraphQLError LIMIT_EXCEEDED
 */
export function requireAffordable(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Variables,
  operationName?: string,
): void {
  const known = fixed.get(document);
  const name = operationName ?? '';
  let price = known?.get(name);
  if (price === undefined) {
    const operation = operationOf(document, operationName);
    if (!operation) return;
    price = priceOf(schema, document, operation, variables);
    const usesVariable = operation.variableDefinitions?.some(
      ({ type }) =>
        (type.kind === Kind.NAMED_TYPE && type.name.value === 'Int') ||
        (type.kind === Kind.NON_NULL_TYPE && type.type.kind === Kind.NAMED_TYPE && type.type.name.value === 'Int'),
    );
    if (!usesVariable) fixed.set(document, (known ?? new Map<string, number>()).set(name, price));
  }
  if (price > DOCUMENT_LIMITS.cost) throw overLimit('cost', DOCUMENT_LIMITS.cost);
}

function operationOf(document: DocumentNode, name: string | undefined): OperationDefinitionNode | undefined {
  return document.definitions.find(
    (each): each is OperationDefinitionNode =>
      each.kind === Kind.OPERATION_DEFINITION && (name === undefined || each.name?.value === name),
  );
}

function priceOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): number {
  const fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  );
  const root = schema.getRootType(operation.operation);
  return root ? selectionPrice({ schema, fragments, variables }, root, operation.selectionSet, 0) : 0;
}

function selectionPrice(pricing: Pricing, type: GraphQLObjectType, set: SelectionSetNode, first: number): number {
  let price = 0;
  for (const selection of set.selections) {
    if (price > DOCUMENT_LIMITS.cost) return price;
    if (selection.kind === Kind.FIELD) price += fieldPrice(pricing, type, selection, first);
    else if (selection.kind === Kind.INLINE_FRAGMENT)
      price += selectionPrice(pricing, type, selection.selectionSet, first);
    else {
      const fragment = pricing.fragments.get(selection.name.value);
      if (fragment) price += selectionPrice(pricing, type, fragment.selectionSet, first);
    }
  }
  return price;
}

/** `first` is that of the connection around a `nodes` field, 0 elsewhere. */
function fieldPrice(pricing: Pricing, parent: GraphQLObjectType, node: FieldNode, first: number): number {
  const field = parent.getFields()[node.name.value];
  if (!field || !node.selectionSet) return 1;
  const type = getNamedType(field.type);
  if (!isObjectType(type)) return 1;
  const asked = field.args.some(({ name }) => name === 'first') ? firstOf(node, pricing.variables) : 0;
  const isList = isListType(isNonNullType(field.type) ? field.type.ofType : field.type);
  const times = isList ? (node.name.value === 'nodes' && first > 0 ? first : ASSUMED_LENGTH) : 1;
  return 1 + times * selectionPrice(pricing, type, node.selectionSet, asked);
}

function firstOf(node: FieldNode, variables: Variables): number {
  const value = node.arguments?.find(({ name }) => name.value === 'first')?.value;
  if (value === undefined) return DEFAULT_FIRST;
  if (value.kind === Kind.VARIABLE && variables === undefined) return MOST_FIRST;
  const given =
    value.kind === Kind.VARIABLE
      ? variables?.[value.name.value]
      : value.kind === Kind.INT
        ? Number(value.value)
        : undefined;
  if (given === undefined || given === null) return DEFAULT_FIRST;
  if (typeof given !== 'number' || given < 1) throw outOfRange('INVALID_INPUT', node);
  if (given > MOST_FIRST) throw outOfRange('LIMIT_EXCEEDED', node);
  return given;
}

const outOfRange = (code: 'INVALID_INPUT' | 'LIMIT_EXCEEDED', node: FieldNode) => {
  const rule = `it is from 1 to ${MOST_FIRST}`;
  const params = { field: 'first', rule, limit: MOST_FIRST };
  return new GraphQLError(`first: ${rule}.`, { nodes: node, extensions: { code, field: 'first', params } });
};
