import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { languageOf } from './caller-hook';
import { problemOf, sendProblem } from './problem';

/** Names of built files carry a hash of their content. */
const HASHED = /[-.][A-Za-z0-9_-]{8,}\.(?:js|css|wasm|woff2?|svg|png)$/;

/**
 * The browser's apps, as they were built. Any page inside one is answered with its index: the app knows its own pages.
 * What is not built is not there.
 */
export function serveApps(fastify: FastifyInstance, apps: { prefix: string; root: string }[]): void {
  for (const { prefix, root } of apps) {
    if (!existsSync(join(root, 'index.html'))) continue;
    fastify.register(
      async (scope) => {
        await scope.register(fastifyStatic, {
          root,
          prefix: '/',
          cacheControl: false,
          setHeaders: (reply, path) => {
            reply.header('cache-control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
          },
        });
        scope.setNotFoundHandler((request, reply): FastifyReply => {
          const isPage = request.method === 'GET' && /text\/html|\*\/\*/.test(request.headers.accept ?? '*/*');
          const isFile = /\.[a-z0-9]+$/i.test(request.url.split('?')[0] ?? '');
          if (isPage && !isFile) return reply.sendFile('index.html');
          return sendProblem(reply, problemOf('NOT_FOUND', languageOf(request), { kind: 'page' }));
        });
      },
      { prefix },
    );
    fastify.get(prefix, async (_request, reply) => reply.redirect(`${prefix}/`, 308));
  }
  if (!fastify.hasRoute({ method: 'GET', url: '/' })) {
    fastify.get('/', async (_request, reply) => reply.redirect('/scan/', 302));
  }
}
