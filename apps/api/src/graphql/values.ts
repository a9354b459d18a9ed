import {
  type ASTVisitor,
  type DocumentNode,
  GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  Kind,
  typeFromAST,
  type ValidationContext,
} from 'graphql';

/** Longest list of items in a request, unless said otherwise by name. */
const MOST_ITEMS = 1_000;
const LIST_LIMITS: Readonly<Record<string, number>> = {
  'SerialsInput.list': 20_000,
  'RecallTargetInput.serials': 20_000,
};
/** Texts that are stored: NUL cannot be, and half a surrogate pair is no character. */
const NOT_STORABLE = /\0/;
/** UTF-16 units of any single text but a scan, which answers for itself. */
const LONGEST_TEXT = 20_000;

const wrong = (field: string, rule: string) =>
  new GraphQLError(`${field}: ${rule}.`, { extensions: { code: 'INVALID_INPUT', field, params: { field, rule } } });

/**
 * Looks through the variables of a request for what no resolver should have to think of: texts that cannot be stored,
 * lists past their limit. The message names the path of the field.
 * @throws GraphQLError
 */
export function requireSoundVariables(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): void {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    for (const { variable, type } of definition.variableDefinitions ?? []) {
      const value = variables[variable.name.value];
      const inputType = value === undefined ? undefined : typeFromAST(schema, type as never);
      if (inputType && isInputType(inputType)) check(inputType, value, variable.name.value, '');
    }
  }
}

function check(type: GraphQLInputType, value: unknown, path: string, place: string): void {
  if (value === null || value === undefined) return;
  const bare = isNonNullType(type) ? type.ofType : type;
  if (isListType(bare)) {
    // A single item stands for a list of one.
    const items: unknown[] = Array.isArray(value) ? value : [value];
    const limit = LIST_LIMITS[place] ?? MOST_ITEMS;
    if (items.length > limit) throw tooMany(path, limit);
    items.forEach((item, i) => {
      check(bare.ofType as GraphQLInputType, item, `${path}[${i}]`, '');
    });
  } else if (isInputObjectType(bare)) {
    if (typeof value !== 'object') return;
    for (const [name, field] of Object.entries(bare.getFields())) {
      check(field.type, (value as Record<string, unknown>)[name], `${path}.${name}`, `${bare.name}.${name}`);
    }
  } else if (typeof value === 'string' && bare.name !== 'Scan') {
    requireText(value, path);
  }
}

function requireText(value: string, field: string): void {
  if (NOT_STORABLE.test(value)) throw wrong(field, 'a text must not contain U+0000');
  if (!isWellFormed(value)) throw wrong(field, 'a text must be valid Unicode, without half a surrogate pair');
  if (value.length > LONGEST_TEXT) throw tooMany(field, LONGEST_TEXT);
}

const tooMany = (field: string, limit: number) =>
  new GraphQLError(`${field}: at most ${limit}.`, {
    extensions: { code: 'LIMIT_EXCEEDED', field, params: { field, limit } },
  });

const isWellFormed = (value: string): boolean => (value as string & { isWellFormed(): boolean }).isWellFormed();

/** The same for what is written into the document itself. */
export function soundLiterals(context: ValidationContext): ASTVisitor {
  const guard = (work: () => void) => {
    try {
      work();
    } catch (error) {
      context.reportError(error as GraphQLError);
    }
  };
  return {
    StringValue(node) {
      const type = context.getInputType();
      if (type && getNamedType(type).name === 'Scan') return;
      guard(() => requireText(node.value, context.getArgument()?.name ?? 'text'));
    },
    ListValue(node) {
      const field = context.getArgument()?.name ?? 'list';
      const limit = Math.max(MOST_ITEMS, ...(field === 'input' ? [20_000] : []));
      if (node.values.length > limit) context.reportError(tooMany(field, limit));
    },
  };
}
