import { negotiateLanguage } from '@packproof/outcomes';
import type { FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import type { Callers } from '../identity/callers';
import { isSameOrigin } from '../identity/same-origin';
import type { GraphqlContext } from './context';

/** A connection asks again who it is, as a request over HTTP does. */
const ASK_AGAIN_MILLISECONDS = 4_000;
/** graphql-transport-ws: Forbidden. */
const FORBIDDEN = 4403;

/** What belongs to one WebSocket, in the context of everything that comes over it. */
interface SocketContext extends Partial<GraphqlContext> {
  socket: WebSocket;
  /** From `connection_init`; without it the cookie of the upgrade counts. */
  authorization?: string;
}

const watched = new WeakSet<WebSocket>();

/** Before `connection_init`: who the upgrade request came from. A cookie counts from our own pages only. */
export function socketContext(
  socket: WebSocket,
  request: FastifyRequest,
  publicUrl: string | undefined,
): SocketContext {
  const trusted = request.caller?.via !== 'session' || isSameOrigin(request, publicUrl);
  return {
    caller: trusted ? request.caller : undefined,
    language: negotiateLanguage(request.headers['accept-language']),
    req: request,
    socket,
  };
}

/** `connection_init`: a key in its payload, or nothing. False closes the connection. */
export async function connect(callers: Callers, data: { payload?: unknown }): Promise<boolean | object> {
  const payload = data.payload as { authorization?: unknown; Authorization?: unknown } | null | undefined;
  const authorization = payload?.authorization ?? payload?.Authorization;
  if (authorization === undefined) return true;
  if (typeof authorization !== 'string') return false;
  const caller = await callers.find({ authorization });
  return caller ? { caller, language: caller.language, authorization } : false;
}

/** Ends a connection soon after its key was revoked or its session ended, whatever still runs over it. */
export function watchSocket(callers: Callers, context: Partial<SocketContext>): void {
  const { socket, authorization, req } = context;
  if (!socket || !req || watched.has(socket)) return;
  watched.add(socket);
  const headers = authorization === undefined ? { cookie: req.headers.cookie } : { authorization };
  const timer = setInterval(() => {
    callers.find(headers as never).then(
      (caller) => {
        if (!caller) socket.close(FORBIDDEN, 'Forbidden');
      },
      // The database is away: nobody is thrown out for that.
      () => undefined,
    );
  }, ASK_AGAIN_MILLISECONDS);
  timer.unref();
  socket.once('close', () => clearInterval(timer));
}
