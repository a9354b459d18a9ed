import rateLimit from '@fastify/rate-limit';
import { outcomeOf } from '@packproof/outcomes';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../refusal';

/** Requests a second from an address that names no caller. */
const BY_ADDRESS = 200;

/** Counts by API key or membership, by address where nobody is signed in: one loud key does not silence another. */
export async function limitRates(fastify: FastifyInstance, perCaller: number): Promise<void> {
  await fastify.register(rateLimit, {
    global: true,
    timeWindow: 1_000,
    cache: 20_000,
    max: (request) => (request.caller ? perCaller : BY_ADDRESS),
    keyGenerator: (request: FastifyRequest) => (request.caller ? `m:${request.caller.memberId}` : `a:${request.ip}`),
    allowList: (request) => request.url.startsWith('/health/'),
    addHeaders: {
      'x-ratelimit-limit': false,
      'x-ratelimit-remaining': false,
      'x-ratelimit-reset': false,
      'retry-after': true,
    },
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    errorResponseBuilder: (_request, { ttl }) =>
      Object.assign(new Refusal('RATE_LIMITED', { retryAfter: Math.max(1, Math.ceil(ttl / 1000)) }), {
        statusCode: outcomeOf('RATE_LIMITED').httpStatus,
      }),
  });
}
