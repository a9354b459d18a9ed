import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../generated/client';
import type { Pool } from './pool';

/** The one Prisma client, over a pool that its caller owns and ends. */
export function createPrisma(pool: Pool): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) });
}
