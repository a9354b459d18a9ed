import react from '@vitejs/plugin-react';
import { defineConfig, type ProxyOptions } from 'vite';
import { compressed } from '../../vite.compressed';

/** While developing: an API that is served elsewhere. Everything but the portal's own pages goes there. */
const api = process.env.PACKPROOF_API;
const doors = ['graphql', 'api', 'demo', 'uploads', 'log', 'check', 'scan', 'health', 'invitations'];
const toApi = (options: ProxyOptions = {}): ProxyOptions => ({
  target: api,
  ws: true,
  // The API answers only what came from its own origin.
  configure: (proxy) => {
    const own = (request: { setHeader(name: string, value: string): void }) => request.setHeader('origin', api ?? '');
    proxy.on('proxyReq', own);
    proxy.on('proxyReqWs', own);
  },
  changeOrigin: true,
  ...options,
});

// Served by the API at /, under a policy of script-src 'self': nothing inline.
export default defineConfig({
  root: import.meta.dirname,
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Which files a page loads: npm run bench -- portal reads it.
    manifest: true,
  },
  worker: { format: 'es' },
  plugins: [react(), compressed()],
  server: api
    ? {
        proxy: {
          [`^/(${doors.join('|')})(/|$)`]: toApi(),
          // Files of rooms whose pages are the portal's.
          '^/(labels|jobs|recalls|setup|01)/.*': toApi({
            bypass: (request) => (/text\/html/.test(request.headers.accept ?? '') ? request.url : undefined),
          }),
          '^/setup$': toApi({
            bypass: (request) => (/text\/html/.test(request.headers.accept ?? '') ? request.url : undefined),
          }),
        },
      }
    : {},
});
