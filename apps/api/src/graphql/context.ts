import type { Language } from '@packproof/outcomes';
import { negotiateLanguage } from '@packproof/outcomes';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../identity/caller';

/** What every resolver is given as context; loaders hang their request-wide caches on it. */
export interface GraphqlContext {
  caller: Caller | undefined;
  language: Language;
  req: FastifyRequest;
  reply?: FastifyReply;
}

/** For HTTP the caller was found by the hook of http/caller-hook.ts. */
export const httpContext = (request: FastifyRequest): Omit<GraphqlContext, 'reply'> => ({
  caller: request.caller,
  language: request.caller?.language ?? negotiateLanguage(request.headers['accept-language']),
  req: request,
});
