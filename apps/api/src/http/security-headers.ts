import { isIP } from 'node:net';
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** Nothing is loaded from elsewhere; scanning needs WebAssembly, a worker and the camera. */
export async function securityHeaders(
  fastify: FastifyInstance,
  options: { https: boolean; ide: boolean },
): Promise<void> {
  await fastify.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        workerSrc: ["'self'", 'blob:'],
        // Component styles are written into the page at run time.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:', 'mediastream:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(options.https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: false,
    xContentTypeOptions: false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
  });
  fastify.addHook('onRequest', async (request, reply) => {
    reply.header('permissions-policy', 'camera=(self), geolocation=(self), microphone=(), payment=()');
    reply.header('x-request-id', request.id);
    reply.header('x-content-type-options', 'nosniff');
    if (options.https && !isLocal(request.hostname)) {
      reply.header('strict-transport-security', 'max-age=31536000');
    }
    // The GraphQL editor of development comes from a CDN and runs inline scripts.
    if (options.ide && request.url.startsWith('/graphiql')) reply.removeHeader('content-security-policy');
  });
}

/** A promise for `localhost` would bind every other program that is developed there; an address makes none (RFC 6797 8.1). */
const isLocal = (host: string) => isIP(host) !== 0 || !host.includes('.') || /\.(localhost|local)$/.test(host);
