import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// One runner for everything but the browser. Two workers: the suites are planned for two cores.
export default defineConfig({
  // Node takes graphql's CommonJS entry, Vite would take its ESM one: two realms that refuse each other's types.
  resolve: { alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }] },
  test: {
    include: ['{apps,libs,tools,bench}/**/*.spec.ts', '{apps,libs,tools,bench}/**/*.spec.tsx'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    // A PostgreSQL of the run's own, started by the first spec that asks for one.
    globalSetup: ['libs/database/src/test-postgres.ts'],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
