import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Beside each file its compressed forms, which the API sends to whoever takes them: packed once, not at each request. */
export function compressed(): Plugin {
  let folder = '';
  return {
    name: 'compressed',
    apply: 'build',
    enforce: 'post',
    configResolved: ({ root, build }) => {
      folder = resolve(root, build.outDir);
    },
    closeBundle: {
      order: 'post',
      // After the service worker has been written.
      sequential: true,
      handler() {
        for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
          if (!/\.(?:html|js|css|svg|wasm|webmanifest)$/.test(name)) continue;
          const file = join(folder, name);
          const plain = readFileSync(file);
          if (plain.length < 1024) continue;
          writeFileSync(`${file}.gz`, gzipSync(plain, { level: 9 }));
          const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
          writeFileSync(`${file}.br`, brotliCompressSync(plain, { params }));
        }
      },
    },
  };
}
