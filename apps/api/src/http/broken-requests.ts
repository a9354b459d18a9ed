import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { negotiateLanguage } from '@packproof/outcomes';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { codeOfStatus } from '../code-of-status';
import { problemOf, sendProblem, toProblem } from './problem';

/** The longest that a request may take to come in whole: a large file over a slow line. */
const COMES_WITHIN_MILLISECONDS = 5 * 60_000;

const STATUS_OF: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** Fastify's options for requests that reach no route, no hook and no filter: they get a problem as all others do. */
export const brokenRequests = {
  requestTimeout: COMES_WITHIN_MILLISECONDS,
  /** A path that cannot be decoded, and the like. */
  frameworkErrors(error: Error, request: FastifyRequest, reply: FastifyReply): void {
    sendProblem(reply, toProblem(error, negotiateLanguage(request.headers['accept-language'])));
  },
  /** What is no HTTP at all, or never became whole. */
  clientErrorHandler(error: Error & { code?: string }, socket: Socket): void {
    if (!socket.writable || error.code === 'ECONNRESET') {
      socket.destroy(error);
      return;
    }
    const status = STATUS_OF[error.code ?? ''] ?? 400;
    const code = codeOfStatus(status);
    const rule = code === 'INVALID_INPUT' ? { rule: 'a complete HTTP request' } : {};
    const body = JSON.stringify(problemOf(code, 'en', rule, status));
    socket.end(
      [
        `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
        'content-type: application/problem+json; charset=utf-8',
        `content-length: ${Buffer.byteLength(body)}`,
        'connection: close',
        '',
        body,
      ].join('\r\n'),
    );
  },
};
