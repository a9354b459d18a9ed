import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { testDatabase } from '@packproof/database/testing';
import { expect, it } from 'vitest';
import { chaos } from './run';

const KILLS = 20;

it(`survives kill -9 at ${KILLS} random moments: nothing acknowledged is lost, nothing is done twice`, {
  timeout: 10 * 60_000,
}, async () => {
  // `npm test` builds before it runs this.
  expect(existsSync(resolve(import.meta.dirname, '../../../apps/api/dist/main.js')), 'npm run build comes first').toBe(
    true,
  );
  const { config } = await testDatabase();
  const report = await chaos(config, KILLS, () => {});
  expect(report.broken).toEqual([]);
  expect(report.kills).toBe(KILLS);
  expect(Math.min(...report.inFlightAtKill)).toBeGreaterThanOrEqual(50);
  expect(report.acknowledged).toBeGreaterThan(KILLS * 10);
  expect(report.unanswered).toBeGreaterThan(0);
});
