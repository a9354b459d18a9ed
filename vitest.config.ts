import { defineConfig } from 'vitest/config';

// One runner for everything but the browser. Two workers: the suites are planned for two cores.
export default defineConfig({
  test: {
    include: ['{apps,libs,tools,bench}/**/*.spec.ts', '{apps,libs,tools,bench}/**/*.spec.tsx'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
