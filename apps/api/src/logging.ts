import type { LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';

/**
 * Structured logs with request ids. Nothing a caller sends is logged at info level but method and path of the route: a
 * GraphQL path has no serial in it, and of a REST path only its pattern is written.
 */
export function createLogger(level: string, stream?: NodeJS.WritableStream): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [
          'req.headers.authorization',
          'req.headers.cookie',
          'res.headers["set-cookie"]',
          'authorization',
          'cookie',
          '*.password',
          '*.apiKey',
        ],
        remove: true,
      },
      serializers: {
        req: (request: { method: string; routeOptions?: { url?: string }; id: string }) => ({
          id: request.id,
          method: request.method,
          route: request.routeOptions?.url ?? '(none)',
        }),
        res: (reply: { statusCode: number }) => ({ statusCode: reply.statusCode }),
        err: pino.stdSerializers.err,
      },
    },
    stream ?? pino.destination({ fd: 1, sync: false }),
  );
}

/** Nest's own lines go the same way; its info is our debug. */
export function nestLogger(logger: Logger): LoggerService {
  const write =
    (level: 'debug' | 'warn' | 'error') =>
    (message: unknown, ...rest: unknown[]) => {
      const context = rest.at(-1);
      const fields = { nest: typeof context === 'string' ? context : undefined };
      if (message instanceof Error) logger[level]({ ...fields, err: message }, message.message);
      else if (typeof message === 'object' && message !== null)
        logger[level]({ ...fields, ...message }, typeof rest[0] === 'string' ? rest[0] : '');
      else logger[level](fields, String(message));
    };
  return {
    log: write('debug'),
    debug: write('debug'),
    verbose: write('debug'),
    warn: write('warn'),
    error: write('error'),
    fatal: write('error'),
  };
}
