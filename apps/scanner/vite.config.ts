import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { compressed } from '../../vite.compressed';

// Served by the API at /scan/, under a policy of script-src 'self' 'wasm-unsafe-eval': nothing inline.
export default defineConfig({
  base: '/scan/',
  root: import.meta.dirname,
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // Inlined assets would be data: addresses, which the policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es' },
  plugins: [
    react(),
    VitePWA({
      registerType: 'prompt',
      // Registered by src/update-notice.tsx.
      injectRegister: false,
      manifest: {
        id: '/scan/',
        name: 'PackProof Scan',
        short_name: 'PackProof',
        description: 'Scan a medicine pack: may it be handed over?',
        start_url: '/scan/',
        scope: '/scan/',
        display: 'standalone',
        orientation: 'any',
        background_color: '#f4f6f3',
        theme_color: '#0b5f55',
        categories: ['medical', 'business'],
        icons: [
          { src: 'icons/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
          { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
          { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
          { src: 'icons/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      workbox: {
        // The app and the first decoder; no answer of the API is ever kept. The second decoder, half a megabyte, is
        // fetched by the few devices that need it.
        globPatterns: ['**/*.{html,js,css,svg,png,wasm,webmanifest}'],
        globIgnores: ['**/js.worker-*.js'],
        maximumFileSizeToCacheInBytes: 3_000_000,
        navigateFallback: '/scan/index.html',
        navigateFallbackAllowlist: [/^\/scan(?:\/|$)/],
        runtimeCaching: [],
        cleanupOutdatedCaches: true,
      },
    }),
    compressed(),
  ],
});
