import { createServer, STATUS_CODES } from 'node:http';
import type { Server, Socket } from 'node:net';
import { problemOf } from './problem';

/** RFC 8446 5.1: the first byte of a TLS connection, ContentType handshake. */
const HANDSHAKE = 22;
/** A browser's TLS begins at once; a connection that says nothing is one kept for later. */
const SILENT_MILLISECONDS = 5_000;
/** In the clear there is one redirect to ask for. A server that listens on nothing has no timeouts of its own. */
const PLAIN_MILLISECONDS = 10_000;

/**
 * Whoever types http:// at our HTTPS port is sent on instead of cut off: the first byte of a connection tells which it
 * is. What would have changed something is refused, since it has crossed the network in the clear already.
 */
export function answerPlainHttp(server: Server): void {
  const plain = createServer((request, response) => {
    response.setHeader('connection', 'close');
    const host = request.headers.host;
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (isRead && host !== undefined && /^[A-Za-z0-9.:[\]-]{1,260}$/.test(host) && request.url?.startsWith('/')) {
      response.writeHead(307, { location: `https://${host}${request.url}` }).end();
      return;
    }
    const body = JSON.stringify(problemOf('INVALID_INPUT', 'en', { rule: 'this port speaks https://, not http://' }));
    response.writeHead(400, STATUS_CODES[400], { 'content-type': 'application/problem+json; charset=utf-8' }).end(body);
  });
  const handshake = server.listeners('connection') as ((socket: Socket) => void)[];
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    const giveUp = () => socket.destroy();
    socket.setTimeout(SILENT_MILLISECONDS, giveUp);
    socket.on('error', giveUp);
    socket.once('data', (first: Buffer) => {
      socket.pause();
      socket.setTimeout(0, giveUp);
      socket.off('timeout', giveUp);
      socket.off('error', giveUp);
      socket.unshift(first);
      if (first[0] === HANDSHAKE) for (const listener of handshake) listener.call(server, socket);
      else {
        const late = setTimeout(giveUp, PLAIN_MILLISECONDS);
        socket.once('close', () => clearTimeout(late));
        plain.emit('connection', socket);
      }
      process.nextTick(() => socket.resume());
    });
  });
}
