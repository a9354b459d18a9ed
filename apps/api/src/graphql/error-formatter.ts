import { adviceOf, isOutcome, type Language, type Outcome, outcomeOf, titleOf } from '@packproof/outcomes';
import type { ExecutionResult } from 'graphql';
import { GraphQLError } from 'graphql';
import type { MercuriusContext } from 'mercurius';
import { codeOfStatus } from '../code-of-status';
import { databaseFault } from '../database-fault';
import { Refusal } from '../refusal';
import { textValues } from '../text-values';
import type { GraphqlContext } from './context';

/** Formatted error and the HTTP status it would have alone; 200 where a rule refused. */
interface Told {
  status: number;
  error: Record<string, unknown>;
}

/** Codes that are answered at the door with their own status; all others are answers of the rules, at 200. */
const AT_THE_DOOR: readonly Outcome[] = ['UNAUTHENTICATED', 'FORBIDDEN', 'RATE_LIMITED', 'LEDGER_UNAVAILABLE'];

/**
 * Every error that leaves /graphql: a code, its parameters, and title and advice in the caller's language. What the
 * document or its variables caused is 400; what only we can have caused is 500 and logged, without its text.
 */
export function formatErrors(execution: ExecutionResult & { statusCode?: number }, context: MercuriusContext) {
  const { language = 'en', reply, app } = context as unknown as GraphqlContext & MercuriusContext;
  const log = reply?.log ?? app.log;
  const told = (execution.errors ?? []).flatMap((error) => causesOf(error)).map((error) => tell(error, language, log));
  const statusCode = execution.data ? 200 : Math.max(200, ...told.map(({ status }) => status));
  return { statusCode, response: { data: execution.data ?? null, errors: told.map(({ error }) => error) as never } };
}

/** The same for what goes over a socket without being formatted: queries there, and a subscription that cannot begin. */
export function toldOverSocket(
  error: unknown,
  language: Language,
  log: { error(fields: object, message: string): void },
): GraphQLError {
  const origin = error instanceof Error ? error : new Error(String(error));
  const { error: told } = tell(new GraphQLError(origin.message, { originalError: origin }), language, log);
  return new GraphQLError(String(told.message), { extensions: told.extensions as Record<string, unknown> });
}

/** Mercurius puts all validation errors inside one. */
function causesOf(error: GraphQLError): GraphQLError[] {
  const inner = (error.originalError as { errors?: unknown } | undefined)?.errors;
  if (!Array.isArray(inner) || inner.length === 0) return [error];
  return inner.map((each) =>
    each instanceof GraphQLError ? each : new GraphQLError(String((each as Error).message ?? each)),
  );
}

function tell(error: GraphQLError, language: Language, log: { error(fields: object, message: string): void }): Told {
  const origin = rootOf(error);
  const location = {
    ...(error.locations ? { locations: error.locations } : {}),
    ...(error.path ? { path: error.path } : {}),
  };
  if (origin instanceof Refusal) {
    return {
      status: AT_THE_DOOR.includes(origin.code) ? outcomeOf(origin.code).httpStatus : 200,
      error: {
        message: titleOf(origin.code, language),
        ...location,
        extensions: extensionsOf(origin.code, origin.params, language, origin.field),
      },
    };
  }
  const extensions = error.extensions as { code?: unknown; params?: object; field?: string };
  const status = (origin as { statusCode?: unknown } | undefined)?.statusCode;
  const atFault =
    origin === undefined ||
    origin instanceof GraphQLError ||
    (typeof status === 'number' && status >= 400 && status < 500);
  if (atFault || databaseFault(origin) === 'input') {
    const code =
      typeof extensions.code === 'string' && isOutcome(extensions.code)
        ? extensions.code
        : codeOfStatus(Number(status));
    const field = extensions.field ?? (atFault ? fieldOf(error.message) : undefined);
    const params = {
      ...(field === undefined ? {} : { field }),
      ...(atFault ? { rule: error.message.replace(/\.$/, '') } : {}),
      ...extensions.params,
    };
    return {
      status: typeof status === 'number' && status >= 400 ? status : outcomeOf(code).httpStatus,
      error: {
        message: atFault ? error.message : titleOf(code, language),
        ...location,
        extensions: extensionsOf(code, params, language, field),
      },
    };
  }
  log.error({ err: origin ?? error, path: error.path }, 'unexpected error in GraphQL');
  const unavailable = databaseFault(origin) === 'unavailable';
  return {
    status: unavailable ? 503 : 500,
    error: unavailable
      ? {
          message: titleOf('LEDGER_UNAVAILABLE', language),
          ...location,
          extensions: extensionsOf('LEDGER_UNAVAILABLE', {}, language),
        }
      : { message: 'Something went wrong here; it is logged.', ...location, extensions: { code: 'INTERNAL' } },
  };
}

/** graphql-js wraps whatever a resolver or scalar threw, sometimes twice. */
function rootOf(error: GraphQLError): Error | undefined {
  let origin: Error | undefined = error.originalError ?? undefined;
  while (origin instanceof GraphQLError && origin.originalError) origin = origin.originalError;
  return origin;
}

export function extensionsOf(code: Outcome, params: object, language: Language, field?: string) {
  const values = textValues(params);
  return {
    code,
    params,
    ...(field === undefined ? {} : { field }),
    title: titleOf(code, language, values),
    advice: adviceOf(code, language, values),
  };
}

/** graphql-js names the variable, and the path inside it, in its text only. */
function fieldOf(message: string): string | undefined {
  const [, variable, path] = /^Variable "\$(\w+)" got invalid value [\s\S]*?(?: at "([^"]+)")?; /.exec(message) ?? [];
  return path ?? variable;
}
