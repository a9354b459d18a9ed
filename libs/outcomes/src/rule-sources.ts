import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A text that the product may give as a rule or reason; what is put into a template is `SLOT`. */
export interface Found {
  readonly text: string;
  /** File and line. */
  readonly at: string;
}

/** Stands for what a template puts in: data of any kind, so a number. */
export const SLOT = '7';

/** Errors whose message becomes the rule of a refusal, and the place of that message among their arguments. */
const MESSAGES: Readonly<Record<string, number>> = { DoesNotFit: 0, PageError: 1, MalformedError: 0 };
/** Refusals whose `reason` is ours; elsewhere a reason is what a person gave. */
const OWN_REASON = new Set(['FORBIDDEN', 'WRONG_ADDRESSEE']);
const NAMES_A_THING = new Set(['NOT_FOUND', 'ALREADY_EXISTS']);

/** Where a reason goes to the ledger. */
const COMMANDS = /\/(commands|rules)\//;

/** Sources under a folder, without their specs. */
export function sourcesUnder(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map((name) => join(root, name));
}

/**
 * Every literal that a source gives as `rule:`, as the reason, kind or limit of a refusal, to a parameter named `rule`, or as
 * the message of an error that becomes a rule. What is not written in the source (a message of a library) is not found.
 */
export function rulesIn(paths: readonly string[]): Found[] {
  const sources = paths.map((path) =>
    ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true),
  );
  const exported = new Map(sources.flatMap((source) => [...takersOf(source)].filter(([, { shared }]) => shared)));
  return sources.flatMap((source) => new Source(source, exported).rules());
}

interface Taker {
  /** Which argument is the rule. */
  readonly index: number;
  readonly shared: boolean;
}

/** Functions of a file that take a rule, by name; also those that are handed to it as a parameter. */
function takersOf(source: ts.SourceFile): Map<string, Taker> {
  const takers = new Map<string, Taker>();
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) {
      const index = node.parameters.findIndex(({ name }) => ['rule', 'kind'].includes(name.getText()));
      const name = nameOf(node);
      const isText = index >= 0 && /^(string|Rule)?$/.test(node.parameters[index]!.type?.getText() ?? 'none');
      if (isText && name) takers.set(name, { index, shared: isShared(node) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return takers;
}

function nameOf(node: ts.SignatureDeclaration): string | undefined {
  if (node.name) return node.name.getText();
  const { parent } = node;
  return ts.isVariableDeclaration(parent) || ts.isParameter(parent) ? parent.name.getText() : undefined;
}

function isShared(node: ts.Node): boolean {
  const owner = ts.isVariableDeclaration(node.parent) ? node.parent.parent.parent : node;
  return (
    ts.canHaveModifiers(owner) && !!ts.getModifiers(owner)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  );
}

class Source {
  readonly #found: Found[] = [];
  readonly #takers: ReadonlyMap<string, Taker>;

  constructor(
    private readonly file: ts.SourceFile,
    exported: ReadonlyMap<string, Taker>,
  ) {
    this.#takers = new Map([...exported, ...takersOf(file)]);
  }

  rules(): Found[] {
    this.#visit(this.file);
    return this.#found;
  }

  #visit(node: ts.Node): void {
    if (ts.isCallExpression(node)) {
      const taker = this.#takers.get(node.expression.getText());
      this.#read(taker && node.arguments[taker.index]);
    } else if (ts.isNewExpression(node)) {
      const index = MESSAGES[node.expression.getText()];
      if (index !== undefined) this.#read(node.arguments?.[index]);
    } else if (ts.isPropertyAssignment(node)) {
      if (this.#isTold(node.name.getText(), node, node.initializer)) this.#read(node.initializer);
    } else if (ts.isShorthandPropertyAssignment(node)) {
      if (this.#isTold(node.name.text, node, node.name)) this.#read(node.name);
    }
    ts.forEachChild(node, (child) => this.#visit(child));
  }

  #isTold(name: string, property: ts.Node, value: ts.Expression): boolean {
    if (name === 'rule') return true;
    // A limit in words has a unit; a reason that is written in a command's source stands on the ledger.
    if (name === 'limit') return ts.isTemplateExpression(value);
    if (name === 'reason' && COMMANDS.test(this.file.fileName)) return true;
    const call = property.parent.parent;
    if (!ts.isCallExpression(call) && !ts.isNewExpression(call)) return false;
    const [code] = call.arguments ?? [];
    const codes = code && ts.isStringLiteral(code) ? code.text : '';
    if (name === 'reason') return OWN_REASON.has(codes);
    return NAMES_A_THING.has(codes) && (name === 'kind' || (name === 'id' && ts.isStringLiteral(value)));
  }

  /** The literals that an expression may be; what comes from outside this file has none. */
  #read(node: ts.Expression | undefined): void {
    if (!node) return;
    if (ts.isStringLiteralLike(node)) this.#add(node, node.text);
    else if (ts.isTemplateExpression(node)) this.#template(node);
    else if (ts.isParenthesizedExpression(node)) this.#read(node.expression);
    else if (ts.isConditionalExpression(node)) for (const each of [node.whenTrue, node.whenFalse]) this.#read(each);
    else if (ts.isBinaryExpression(node)) for (const each of [node.left, node.right]) this.#read(each);
    else if (ts.isIdentifier(node)) this.#read(this.#valueOf(node));
    else if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) this.#returnsOf(node.expression.text);
  }

  #template(node: ts.TemplateExpression): void {
    // A rule inside a rule is found where it comes from.
    if (node.templateSpans.some(({ expression }) => /\brule$/.test(expression.getText()))) return;
    const spans = node.templateSpans.map(({ literal }) => SLOT + literal.text);
    this.#add(node, node.head.text + spans.join(''));
  }

  #add(node: ts.Node, text: string): void {
    if (text === '') return;
    const { line } = this.file.getLineAndCharacterOfPosition(node.getStart());
    this.#found.push({ text, at: `${this.file.fileName}:${line + 1}` });
  }

  /** What a constant of an enclosing block is. */
  #valueOf(name: ts.Identifier): ts.Expression | undefined {
    for (let scope: ts.Node | undefined = name.parent; scope; scope = scope.parent) {
      if (!ts.isBlock(scope) && !ts.isSourceFile(scope)) continue;
      for (const statement of scope.statements) {
        if (!ts.isVariableStatement(statement)) continue;
        const found = statement.declarationList.declarations.find((each) => each.name.getText() === name.text);
        if (found) return found.initializer;
      }
    }
    return undefined;
  }

  #returnsOf(name: string): void {
    for (const statement of this.file.statements) {
      if (!ts.isFunctionDeclaration(statement) || statement.name?.text !== name) continue;
      const visit = (node: ts.Node): void => {
        if (ts.isReturnStatement(node)) this.#read(node.expression);
        ts.forEachChild(node, visit);
      };
      visit(statement);
    }
  }
}
