import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AUTH_PATH, type Auth } from './auth';
import { ownOrigin } from './same-origin';

/** What better-auth is told of the one who asks; set by us alone, from what Fastify believes. */
export const CLIENT_ADDRESS = 'x-packproof-client';

/** Mounts better-auth's own handler: sign-up, sign-in, second factor, members, invitations, keys. */
export function mountAuth(fastify: FastifyInstance, auth: Auth): void {
  fastify.route({
    method: ['GET', 'POST'],
    url: `${AUTH_PATH}/*`,
    bodyLimit: 64 * 1024,
    handler: async (request, reply) => answer(reply, await auth.handler(toFetch(request))),
  });
}

function toFetch(request: FastifyRequest): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string') headers.set(name, value);
    else for (const each of value ?? []) headers.append(name, each);
  }
  headers.set(CLIENT_ADDRESS, request.ip);
  const body = request.body === undefined || request.body === null ? undefined : JSON.stringify(request.body);
  headers.delete('content-length');
  headers.delete('transfer-encoding');
  return new Request(new URL(request.url, ownOrigin(request)), {
    method: request.method,
    headers,
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
