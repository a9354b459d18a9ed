import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../refusal';
import { AUTH_PATH, type Auth, INVITATION } from './auth';
import { ownOrigin } from './same-origin';

/** What better-auth is told of the one who asks; set by us alone, from what Fastify believes. */
export const CLIENT_ADDRESS = 'x-packproof-client';

/**
 * Mounts better-auth's own handler: sign-up, sign-in, second factor, one's account and sessions (README.md).
 * @param changed after whatever may have ended a session or renamed somebody
 */
export function mountAuth(fastify: FastifyInstance, auth: Auth, changed: () => void = () => {}): void {
  fastify.route({
    method: ['GET', 'POST'],
    url: `${AUTH_PATH}/*`,
    bodyLimit: 64 * 1024,
    handler: async (request, reply) => {
      requireStorable(request);
      const response = await auth.handler(toFetch(request));
      if (request.method === 'POST' && response.ok) changed();
      return answer(reply, response);
    },
  });
}

/** The library checks shapes, not what PostgreSQL's text can hold; and it reads JSON only. */
function requireStorable({ body, url }: FastifyRequest): void {
  if (body !== undefined && body !== null && (typeof body !== 'object' || 'pipe' in body)) {
    throw new Refusal('INVALID_INPUT', { rule: 'the body is application/json' }, 'content-type');
  }
  if (/%00/.test(url) || !isStorable(body))
    throw new Refusal('INVALID_INPUT', { rule: 'a text must not contain U+0000' });
}

function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0');
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, inner]) => !name.includes('\0') && isStorable(inner));
}

/** With the address that Fastify believes. */
export function fetchHeaders(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string') headers.set(name, value);
    else for (const each of value ?? []) headers.append(name, each);
  }
  headers.set(CLIENT_ADDRESS, request.ip);
  headers.delete(INVITATION);
  // The body is written anew.
  headers.delete('content-length');
  headers.delete('transfer-encoding');
  return headers;
}

function toFetch(request: FastifyRequest): Request {
  const body = request.body === undefined || request.body === null ? undefined : JSON.stringify(request.body);
  return new Request(new URL(request.url, ownOrigin(request)), {
    method: request.method,
    headers: fetchHeaders(request),
    ...(body === undefined ? {} : { body }),
  });
}

export async function answer(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  reply.code(response.status);
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie' && name !== 'content-length') reply.header(name, value);
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) reply.header('set-cookie', cookies);
  return reply.send(Buffer.from(await response.arrayBuffer()));
}
