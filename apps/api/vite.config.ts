import { defineConfig } from 'vite';

/** Our own rooms are built in; what comes from npm stays outside. Decorator metadata comes from tsconfig.json. */
export default defineConfig({
  root: import.meta.dirname,
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist',
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: { main: 'src/main.ts', rebuild: 'src/rebuild.ts' },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
  ssr: { noExternal: [/^@packproof\//] },
});
