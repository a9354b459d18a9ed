import type { FastifyRequest } from 'fastify';

/**
 * Cross-site request forgery: a browser sends the session cookie along with whatever page asks, and says from which in
 * `Origin` (always, with a POST or a WebSocket) or `Sec-Fetch-Site`. So where a cookie speaks for the caller, those must
 * name our own pages. A request with neither comes from no browser. Keys in `Authorization` are never sent by one.
 */
export function isSameOrigin(request: FastifyRequest, publicUrl: string | undefined): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (origin !== undefined) return origin === publicUrl || origin === ownOrigin(request);
  return site === undefined || site === 'same-origin' || site === 'none';
}

/** As the browser sees us; forwarded headers count only from a trusted proxy. */
export const ownOrigin = (request: FastifyRequest): string => `${request.protocol}://${request.host}`;
