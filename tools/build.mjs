// The command line tools, bundled so that they start fast and need nothing but Node and the installed packages.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));

await build({
  entryPoints: { serve: join(here, 'src/serve.ts'), packproof: join(here, 'src/packproof.ts') },
  outdir: join(here, 'dist'),
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  splitting: true,
  // Our own rooms are bundled; packages from the registry stay where they are installed.
  plugins: [
    {
      name: 'packages-stay-outside',
      setup(bundler) {
        bundler.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
          if (kind === 'entry-point') return undefined;
          if (path.startsWith('@packproof/')) return undefined;
          return { path, external: true };
        });
      },
    },
  ],
  logLevel: 'warning',
});
