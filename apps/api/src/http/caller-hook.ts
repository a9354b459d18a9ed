import { negotiateLanguage } from '@packproof/outcomes';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Caller } from '../identity/caller';
import type { Callers } from '../identity/callers';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; undefined for nobody we know. */
    caller: Caller | undefined;
  }
}

/** Finds the caller of each request before anything else looks at it. */
export function findCallers(fastify: FastifyInstance, callers: Callers): void {
  fastify.decorateRequest('caller', undefined);
  fastify.addHook('onRequest', async (request) => {
    if (request.headers.authorization === undefined && request.headers.cookie === undefined) return;
    request.caller = await callers.find(request.headers);
  });
}

export const languageOf = (request: FastifyRequest) =>
  request.caller?.language ?? negotiateLanguage(request.headers['accept-language']);
