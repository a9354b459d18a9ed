import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@packproof/database';
import { chaos } from './run';

/** `npm run chaos [-- KILLS]`: 200 kills unless told. */
const kills = Number(process.argv[2] ?? 200);
if (!Number.isInteger(kills) || kills < 1) {
  console.error('usage: npm run chaos -- [number of kills]');
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'packproof-chaos-postgres-'));
const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'data'), log: () => {} });
try {
  const report = await chaos(postgres.config, kills, (line) => console.log(line));
  const sorted = [...report.restartSeconds].sort((a, b) => a - b);
  console.log(
    `${report.kills} kills with ${Math.min(...report.inFlightAtKill)} to ${Math.max(...report.inFlightAtKill)} commands in flight; ` +
      `${report.sent} commands sent, ${report.acknowledged} acknowledged before the kill, ${report.unanswered} without an answer; ` +
      `restart median ${sorted[Math.floor(sorted.length / 2)]?.toFixed(1)} s.`,
  );
  for (const line of report.broken.slice(0, 50)) console.log(`✗ ${line}`);
  console.log(`${report.kills} passed, ${report.broken.length} failed`);
  process.exitCode = report.broken.length === 0 ? 0 : 1;
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
