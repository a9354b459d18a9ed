import { randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPool, type DatabaseConfig } from '@packproof/database';
import { send } from './caller';
import type { Organisation, Product } from './goods';
import { freePort, rebuild, Server } from './server';
import { type Sent, Traffic } from './traffic';

export interface ChaosReport {
  kills: number;
  sent: number;
  acknowledged: number;
  /** Sent, and killed before the answer: done once or not at all, and answered when asked again. */
  unanswered: number;
  inFlightAtKill: number[];
  restartSeconds: number[];
  /** Anything here is a broken promise. */
  broken: string[];
}

const WIDTH = 64;

/**
 * kill -9 of the server at random moments, with at least 50 mixed commands in flight. What was acknowledged is noted
 * here, outside the killed process, and looked for afterwards: all of it there, nothing twice, the read model as a rebuild.
 */
export async function chaos(config: DatabaseConfig, kills: number, say: (line: string) => void): Promise<ChaosReport> {
  const home = mkdtempSync(join(tmpdir(), 'packproof-chaos-'));
  const port = await freePort();
  const environment = {
    PORT: String(port),
    PACKPROOF_HOME: home,
    DATABASE_URL: urlOf(config),
    PACKPROOF_DEMO: 'on',
    PACKPROOF_RATE_LIMIT: '1000000',
  };
  const server = new Server(`http://127.0.0.1:${port}`, environment);
  const report: ChaosReport = {
    kills: 0,
    sent: 0,
    acknowledged: 0,
    unanswered: 0,
    inFlightAtKill: [],
    restartSeconds: [],
    broken: [],
  };
  try {
    await server.start();
    const traffic = new Traffic(server.url, partiesIn(home));
    await traffic.prepare(Math.min(20_000, 2_000 + kills * 300), 200);
    for (let kill = 1; kill <= kills; kill += 1) {
      const from = traffic.sent.length;
      const answeredBefore = traffic.answered;
      const running = traffic.run(WIDTH);
      await until(() => traffic.running >= 50);
      // A random moment counted in answers, so that a slow machine kills as far into its work as a fast one.
      const answers = randomInt(5, 250);
      await until(() => traffic.answered - answeredBefore >= answers && traffic.running >= 50);
      await sleep(randomInt(0, 20));
      await until(() => traffic.running >= 50);
      report.inFlightAtKill.push(traffic.running);
      await server.kill();
      traffic.stop();
      await running;
      report.kills += 1;
      report.restartSeconds.push(await server.start());
      await askAgain(server.url, traffic.sent.slice(from), report);
      if (kill % 10 === 0)
        say(`${kill} of ${kills} kills, ${traffic.sent.length} commands, broken: ${report.broken.length}`);
    }
    report.sent = traffic.sent.length;
    await lookInLedger(config, traffic.sent, report);
    await server.stop();
    const { equal, said } = await rebuild(environment);
    if (!equal) report.broken.push(`the read model is not what a rebuild gives:\n${said}`);
  } finally {
    await server.kill();
    rmSync(home, { recursive: true, force: true });
  }
  return report;
}

/** The same command again: what was acknowledged answers as it did; the rest is done once now, if it was not before. */
async function askAgain(url: string, sent: readonly Sent[], report: ChaosReport): Promise<void> {
  const queue = [...sent];
  const worker = async () => {
    for (let one = queue.pop(); one; one = queue.pop()) {
      const again = await send(url, one.command);
      if (!again.acknowledged) {
        report.broken.push(`${one.command.commandId}: no answer after the restart`);
      } else if (one.answer === undefined) {
        one.answer = again.answer;
        report.unanswered += 1;
      } else {
        report.acknowledged += 1;
        if (again.answer !== one.answer) {
          report.broken.push(`${one.command.commandId}: acknowledged ${one.answer}, later ${again.answer}`);
        }
      }
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}

/** The log itself: each accepted command once. */
async function lookInLedger(config: DatabaseConfig, sent: readonly Sent[], report: ChaosReport): Promise<void> {
  const pool = createPool({ ...config, max: 1 });
  try {
    const { rows } = await pool.query<{ command_id: string; times: string }>(
      'select command_id, count(*) as times from ledger.entry group by command_id',
    );
    const times = new Map(rows.map((row) => [row.command_id, Number(row.times)]));
    for (const { command, answer } of sent) {
      const found = times.get(`${command.commandId}/1`) ?? 0;
      const accepted = answer !== undefined && wasAccepted(answer);
      if (found > 1) report.broken.push(`${command.commandId}: ${found} times in the log`);
      if (accepted && found === 0) report.broken.push(`${command.commandId}: acknowledged, and not in the log`);
      if (!accepted && found > 0) report.broken.push(`${command.commandId}: refused, and in the log`);
    }
    const dispensed = await pool.query<{ key: string }>(`select key from ledger.state where key like 'PACK/%' limit 1`);
    if (dispensed.rows.length === 0) report.broken.push('no pack was dispensed at all: the traffic was idle');
  } finally {
    await pool.end();
  }
}

function wasAccepted(answer: string): boolean {
  const said = JSON.parse(answer) as Record<string, unknown> & { code?: string };
  if (said.code) return false;
  const items = Object.values(said)[0] as { ok?: boolean }[] | { results?: { ok: boolean }[] };
  const list = Array.isArray(items) ? items : items.results;
  return list === undefined || list.length === 0 || list.some(({ ok }) => ok === true);
}

function partiesIn(home: string) {
  const demo = JSON.parse(readFileSync(join(home, 'demo.json'), 'utf8')) as {
    organisations: Organisation[];
    products: Product[];
  };
  const one = (role: string) => {
    const found = demo.organisations.find((organisation) => organisation.role === role);
    if (!found) throw new Error(`the demo has no ${role}`);
    return found;
  };
  const maker = one('MANUFACTURER');
  const product = demo.products.find(({ owner }) => owner === maker.gln);
  if (!product) throw new Error('the demo manufacturer has no product');
  return { maker, distributor: one('DISTRIBUTOR'), pharmacy: one('PHARMACY'), product };
}

const urlOf = ({ host, port, user, password, database }: DatabaseConfig) =>
  `postgresql://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${host}:${port}/${database}`;

const sleep = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 5) {
    if (waited > 60_000) throw new Error('the traffic did not come up to 50 commands at a time');
    await sleep(5);
  }
}
