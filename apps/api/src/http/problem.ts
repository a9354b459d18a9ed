import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { adviceOf, type Language, type Outcome, outcomeOf, type ParamValues, titleOf } from '@packproof/outcomes';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLResolveInfo } from 'graphql';
import { codeOfStatus } from '../code-of-status';
import { databaseFault } from '../database-fault';
import { toldOverSocket } from '../graphql/error-formatter';
import { Refusal } from '../refusal';
import { textValues } from '../text-values';
import { languageOf } from './caller-hook';

/** RFC 9457, `application/problem+json`. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  field?: string;
  /** What `title` and `detail` are filled with, for screens that say the code in the language of their reader. */
  params?: ParamValues;
  /** For a list: one entry per item at fault. */
  errors?: unknown[];
}

export function problemOf(
  code: Outcome,
  language: Language,
  params: object = {},
  status = outcomeOf(code).httpStatus,
): Problem {
  const values = textValues(params);
  return {
    type: `/docs/outcomes#${code.toLowerCase()}`,
    title: titleOf(code, language, values),
    // Codes that are an answer elsewhere have no status of their own as a problem.
    status: status >= 400 ? status : 422,
    detail: adviceOf(code, language, values),
    code,
    ...(Object.keys(values).length > 0 ? { params: values } : {}),
  };
}

/** What every error is to a caller of REST; what only we can have caused is logged and told without its text. */
export function toProblem(error: unknown, language: Language): Problem {
  if (error instanceof Refusal) {
    return {
      ...problemOf(error.code, language, error.params),
      ...(error.field === undefined ? {} : { field: error.field }),
    };
  }
  const status = statusOf(error);
  if (status !== undefined && status < 500) {
    const code = codeOfStatus(status);
    const rule = error instanceof Error ? error.message : String(error);
    return problemOf(code, language, code === 'INVALID_INPUT' ? { rule } : {}, status);
  }
  const fault = databaseFault(error);
  if (fault === 'input') return problemOf('INVALID_INPUT', language);
  if (fault === 'unavailable') return problemOf('LEDGER_UNAVAILABLE', language, {}, 503);
  const [title, detail] = INTERNAL[language];
  return { type: 'about:blank', title, status: 500, detail, code: 'INTERNAL' };
}

const INTERNAL: Readonly<Record<Language, [title: string, detail: string]>> = {
  en: ['Something went wrong here', 'It is logged.'],
  'zh-CN': ['服务器内部错误', '已记入日志。'],
};

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | undefined)?.statusCode;
  return typeof status === 'number' && status >= 400 ? status : undefined;
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply.code(problem.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
}

/** Nest's part: REST handlers and Fastify's own refusals. GraphQL formats its errors itself (graphql/error-formatter.ts). */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): unknown {
    // To graphql-js an Error that is returned is an Error that was thrown.
    if (host.getType<'graphql' | 'http'>() === 'graphql') {
      if (isUnformatted(host)) return toldOverSocket(error, languageOver(host), this.#logger);
      return error instanceof Error ? error : new Error(String(error));
    }
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const problem = toProblem(error, languageOf(http.getRequest<FastifyRequest>()));
    if (problem.status >= 500) this.#logger.error({ err: error }, 'unexpected error');
    if (reply.sent) return undefined;
    return sendProblem(reply, problem);
  }
}

/** Arguments of a GraphQL resolver: parent, arguments, context, info. */
type ResolverArguments = [unknown, unknown, { socket?: unknown; language?: Language }, GraphQLResolveInfo];

/** Over a socket only what happens inside a subscription's event is formatted by graphql/error-formatter.ts. */
function isUnformatted(host: ArgumentsHost): boolean {
  const [, , context, info] = host.getArgs<ResolverArguments>();
  return context.socket !== undefined && (info.operation.operation !== 'subscription' || info.path.prev === undefined);
}

const languageOver = (host: ArgumentsHost): Language => host.getArgs<ResolverArguments>()[2].language ?? 'en';
