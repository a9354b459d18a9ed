import { Logger } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from './caller-hook';
import { sendProblem, toProblem } from './problem';

/**
 * Nest sets its error handler after its routes, and Fastify gives a route the handler that was there before it: what a
 * hook throws (a rate limit, a body past its size) would be told in Fastify's words. Ours is there from the start.
 */
export class ProblemAdapter extends FastifyAdapter {
  constructor(options: object) {
    super(options as never);
    const logger = new Logger('http');
    this.getInstance().setErrorHandler((error, request, reply) => {
      const problem = toProblem(error, languageOf(request as unknown as FastifyRequest));
      if (problem.status >= 500) logger.error({ err: error }, 'unexpected error');
      return sendProblem(reply as unknown as FastifyReply, problem);
    });
  }

  override setErrorHandler(): never {
    return this.getInstance() as never;
  }
}
