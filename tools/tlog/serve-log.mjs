// Serves logs on loopback, as they are or spoilt on purpose, to see what their readers say.
import { createServer } from 'node:http';

/**
 * Each view of a log has an address of its own. A view is `read(path)`, which gives the bytes of `checkpoint` or of
 * `tile/…`, or undefined where there are none.
 */
export async function serveLogs() {
  const views = new Map();
  const server = createServer(async (request, response) => {
    const [, view, path] = /^\/([0-9]+)\/log\/(.+)$/.exec(request.url ?? '') ?? [];
    try {
      const data = await views.get(view)?.(path);
      response.writeHead(data === undefined ? 404 : 200, { 'content-type': 'application/octet-stream' }).end(data);
    } catch {
      response.writeHead(502).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    /** The address of a view, to which readers add /log. */
    add(read) {
      const view = String(views.size);
      views.set(view, read);
      return `http://127.0.0.1:${server.address().port}/${view}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

/** The same view with one resource changed. */
export function spoilt(read, path, change) {
  return async (asked) => {
    const data = await read(asked);
    return asked === path && data !== undefined ? change(Buffer.from(data)) : data;
  };
}

/** Changes bits of one byte. */
export function flipped(offset, bits) {
  return (data) => {
    data[offset] ^= bits;
    return data;
  };
}

/** Paths and lengths of all tiles and entry bundles of a log of `size` entries (of 33 bytes). */
export function resourcesOf(size) {
  const resources = [];
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / 256)) {
    for (let index = 0; index * 256 < count; index++) {
      const width = Math.min(256, count - index * 256);
      const digits = String(index).padStart(3 * Math.ceil(String(index).length / 3), '0');
      const name = digits.replaceAll(/\d{3}(?=\d)/g, 'x$&/') + (width < 256 ? `.p/${width}` : '');
      resources.push({ path: `tile/${level}/${name}`, length: 32 * width });
      if (level === 0) resources.push({ path: `tile/entries/${name}`, length: 35 * width });
    }
  }
  return resources;
}
