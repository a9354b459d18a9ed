export { type DatabaseConfig, formatDatabaseUrl, parseDatabaseUrl } from './config';
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
  stopEmbeddedPostgres,
} from './embedded/embedded-postgres';
export { type Migration, migrate, readMigrations } from './migrate';
export { connectionOptions, createPool, type Pool, type PoolClient, type PoolOptions, withTransaction } from './pool';
export { createPrisma } from './prisma';
