import {
  type ASTVisitor,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

/** What one document may ask for. Past them the answer is LIMIT_EXCEEDED and names the limit. */
export const DOCUMENT_LIMITS = {
  /** UTF-16 units of the document; long lists belong into variables. */
  length: 128 * 1024,
  tokens: 20_000,
  depth: 15,
  aliases: 50,
  /** Root fields of one operation: each mutation is a command of its own. */
  rootFields: 20,
  /** Fields to resolve, those of a list counted as often as the list may be long. */
  cost: 100_000,
} as const;

export const overLimit = (field: string, limit: number, nodes?: FieldNode): GraphQLError =>
  new GraphQLError(`The ${field} of this document is more than ${limit}.`, {
    ...(nodes ? { nodes } : {}),
    extensions: { code: 'LIMIT_EXCEEDED', field, params: { field, limit } },
  });

/** Depth, aliases and root fields, fragments followed; cheap, and done before the schema is looked at by any resolver. */
export function documentLimits(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(operation) {
      const seen = { aliases: 0, deepest: 0, fields: 0 };
      if (!walk(context, operation.selectionSet, 1, seen, new Set())) {
        context.reportError(overLimit('cost', DOCUMENT_LIMITS.cost));
        return;
      }
      const roots = operation.selectionSet.selections.length;
      if (seen.deepest > DOCUMENT_LIMITS.depth) context.reportError(overLimit('depth', DOCUMENT_LIMITS.depth));
      if (seen.aliases > DOCUMENT_LIMITS.aliases) context.reportError(overLimit('aliases', DOCUMENT_LIMITS.aliases));
      if (roots > DOCUMENT_LIMITS.rootFields) context.reportError(overLimit('root fields', DOCUMENT_LIMITS.rootFields));
    },
  };
}

/** False when fragments inside fragments blow it up past any use; a cycle is another rule's to report. */
function walk(
  context: ValidationContext,
  set: SelectionSetNode,
  depth: number,
  seen: { aliases: number; deepest: number; fields: number },
  path: Set<FragmentDefinitionNode>,
): boolean {
  for (const selection of set.selections) {
    if (++seen.fields > DOCUMENT_LIMITS.cost) return false;
    if (selection.kind === Kind.FIELD) {
      if (selection.alias) seen.aliases += 1;
      seen.deepest = Math.max(seen.deepest, depth);
      // Introspection nests deeply by nature and reads no data.
      if (selection.name.value.startsWith('__')) continue;
      if (selection.selectionSet && !walk(context, selection.selectionSet, depth + 1, seen, path)) return false;
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      if (!walk(context, selection.selectionSet, depth, seen, path)) return false;
    } else {
      const fragment = context.getFragment(selection.name.value);
      if (!fragment || path.has(fragment)) continue;
      path.add(fragment);
      const fits = walk(context, fragment.selectionSet, depth, seen, path);
      path.delete(fragment);
      if (!fits) return false;
    }
  }
  return true;
}
