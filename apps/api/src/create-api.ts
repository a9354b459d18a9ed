import { resolve } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyBaseLogger, LogController } from 'fastify';
import type { Logger } from 'pino';
import { appModule, type Parts } from './app.module';
import { Metrics } from './health/metrics';
import { ProblemAdapter } from './http/adapter';
import { serveApps } from './http/apps';
import { brokenRequests } from './http/broken-requests';
import { findCallers } from './http/caller-hook';
import { answerPlainHttp } from './http/plain-http';
import { ProblemFilter } from './http/problem';
import { limitRates } from './http/rate-limit';
import { logRequests } from './http/request-log';
import { securityHeaders } from './http/security-headers';
import { offerAuthority, type ServerCertificate } from './http/tls';
import { mountAuth } from './identity/auth-handler';
import { Callers } from './identity/callers';
import { nestLogger } from './logging';
import { acceptCsv } from './uploads/uploads.controller';

/** From src/ and from dist/ alike. */
const CHECKOUT = resolve(import.meta.dirname, '../../..');
/** Bodies of REST doors; those that take files have a limit of their own. */
const BODY_LIMIT = 1024 * 1024;

export interface ApiOptions {
  logger: Logger;
  /** Where TLS is ours. */
  https?: ServerCertificate;
  /** GraphiQL, in development. */
  ide: boolean;
}

/** Puts the API together over parts that are already there; it listens on nothing yet. */
export async function createApi(parts: Parts, { logger, https, ide }: ApiOptions): Promise<NestFastifyApplication> {
  const adapter = new ProblemAdapter({
    loggerInstance: logger as unknown as FastifyBaseLogger,
    bodyLimit: BODY_LIMIT,
    trustProxy: parts.config.trustProxy,
    skipMiddie: true,
    multipart: false,
    // One line for what went wrong, none for the thousands a second that did not (http/request-log.ts).
    logController: new LogController({ disableRequestLogging: true }),
    requestIdHeader: false,
    genReqId: () => crypto.randomUUID(),
    routerOptions: { maxParamLength: 512 },
    ...brokenRequests,
    ...(https ? { https: { cert: https.cert, key: https.key } } : {}),
  } as never);
  const app = await NestFactory.create<NestFastifyApplication>(appModule(parts, { ide }), adapter, {
    logger: nestLogger(logger),
    bodyParser: false,
    abortOnError: false,
  });
  const fastify = adapter.getInstance() as never;
  app.useGlobalFilters(new ProblemFilter());
  logRequests(fastify);
  app.get(Metrics).watch(fastify);
  findCallers(fastify, app.get(Callers));
  await securityHeaders(fastify, { https: isHttps(parts, https), ide });
  await limitRates(fastify, parts.config.rateLimit);
  acceptCsv(fastify);
  serveApps(fastify, {
    scanner: resolve(CHECKOUT, 'apps/scanner/dist'),
    portal: resolve(CHECKOUT, 'apps/portal/dist'),
  });
  mountAuth(fastify, parts.auth, () => app.get(Callers).forgetAll());
  if (https) {
    offerAuthority(fastify, https);
    answerPlainHttp(app.getHttpServer());
  }
  await app.init();
  return app;
}

const isHttps = ({ config }: Parts, own: unknown) =>
  own !== undefined || (config.publicUrl?.startsWith('https:') ?? false);
