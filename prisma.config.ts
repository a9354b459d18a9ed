import { defineConfig } from 'prisma/config';

// Read by Prisma's own commands only; the running project connects by libs/database.
export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
