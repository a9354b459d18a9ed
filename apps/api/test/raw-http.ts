import { connect } from 'node:net';

/** Sends bytes as they are, and gives what came back before the connection ended or the time was up. */
export function sendRaw(
  url: string,
  chunks: readonly (string | Buffer)[],
  { pause = 0, patience = 8_000 }: { pause?: number; patience?: number } = {},
): Promise<{ status: number | undefined; text: string; hung: boolean }> {
  const { hostname, port } = new URL(url);
  return new Promise((done) => {
    const socket = connect(Number(port), hostname);
    let text = '';
    const end = (hung: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
      done({ status: status === undefined ? undefined : Number(status), text, hung });
    };
    const timer = setTimeout(() => end(true), patience);
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      if (/\r\ntransfer-encoding: chunked\r\n/i.test(text) && text.endsWith('0\r\n\r\n')) end(false);
      const [, length] = /\r\ncontent-length: (\d+)\r\n/i.exec(text) ?? [];
      const body = text.indexOf('\r\n\r\n');
      if (length !== undefined && body >= 0 && text.length - body - 4 >= Number(length)) end(false);
    });
    socket.on('error', () => end(false));
    socket.on('close', () => end(false));
    socket.on('connect', async () => {
      for (const chunk of chunks) {
        if (socket.destroyed) return;
        socket.write(chunk);
        if (pause > 0) await new Promise((next) => setTimeout(next, pause));
      }
    });
  });
}
