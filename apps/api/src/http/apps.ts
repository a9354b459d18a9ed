import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from './caller-hook';
import { problemOf, sendProblem } from './problem';

/** Names of built files carry a hash of their content. */
const HASHED = /[-.][A-Za-z0-9_-]{8,}\.(?:js|css|wasm|woff2?|svg|png)(?:\.br|\.gz)?$/;

/** First segments of addresses that are doors of the API though a browser may open them; the rest are the portal's pages. */
const DOORS = new Set([
  ...['api', 'assets', 'check', 'checkConnectivity', 'docs', 'epcis', 'graphiql', 'graphql', 'health', 'log'],
  ...['metrics', 'payloads', 'scan', 'verify', '.well-known', 'demo', 'uploads', 'invitations'],
]);

/**
 * The browser's apps, as they were built. Any page inside one is answered with its index: the app knows its own pages.
 * What is not built is not there.
 */
export function serveApps(fastify: FastifyInstance, apps: { scanner: string; portal: string }): void {
  serveScanner(fastify, apps.scanner);
  servePortal(fastify, apps.portal);
}

function serveScanner(fastify: FastifyInstance, root: string): void {
  if (!existsSync(join(root, 'index.html'))) return;
  fastify.register(
    async (scope) => {
      await scope.register(fastifyStatic, {
        root,
        prefix: '/',
        cacheControl: false,
        setHeaders: keptByName,
        // Built with its compressed forms beside it: a phone on 4G waits for a third of the bytes.
        preCompressed: true,
      });
      scope.setNotFoundHandler((request, reply): FastifyReply => {
        if (asksForPage(request, /text\/html|\*\/\*/)) return reply.sendFile('index.html');
        return sendProblem(reply, problemOf('NOT_FOUND', languageOf(request), { kind: 'page' }));
      });
    },
    { prefix: '/scan' },
  );
  fastify.get('/scan', async (_request, reply) => reply.redirect('/scan/', 308));
}

/**
 * The portal has the addresses that no door has. Some it shares with a door, as /setup: who asks for HTML gets the
 * page, who asks for JSON the door's answer.
 */
function servePortal(fastify: FastifyInstance, root: string): void {
  const index = join(root, 'index.html');
  if (!existsSync(index)) {
    fastify.get('/', async (_request, reply) => reply.redirect('/scan/', 302));
    return;
  }
  const page = readFileSync(index);
  fastify.register(async (scope) => {
    await scope.register(fastifyStatic, {
      root: join(root, 'assets'),
      prefix: '/assets/',
      cacheControl: false,
      setHeaders: keptByName,
      preCompressed: true,
    });
    for (const file of ['icon.svg', 'theme.js']) {
      scope.get(`/${file}`, (_request, reply) => reply.sendFile(file, root));
    }
  });
  fastify.addHook('onRequest', async (request, reply) => {
    if (!asksForPage(request, /text\/html/) || isDoor(request)) return;
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page);
  });
  fastify.get('/', async (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
}

const keptByName = (reply: { header(name: string, value: string): unknown }, path: string) => {
  reply.header('cache-control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
};

/** Serials and lots may end like the name of a file: GS1's characters have the full stop among them. */
const PAGES_OF_GOODS = /^\/(?:packs|batches|units)\//;

function asksForPage({ method, headers, url }: FastifyRequest, accepted: RegExp): boolean {
  const path = url.split('?')[0] ?? '';
  const isFile = /\.[a-z0-9]+$/i.test(path) && !PAGES_OF_GOODS.test(path);
  return (method === 'GET' || method === 'HEAD') && accepted.test(headers.accept ?? '*/*') && !isFile;
}

/** A GS1 Digital Link begins with a key's number: /01/… */
function isDoor({ url }: FastifyRequest): boolean {
  const first = url.split(/[/?]/)[1] ?? '';
  return DOORS.has(first) || /^\d{2,4}$/.test(first);
}
