import 'reflect-metadata';
import { resolve } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createPool, migrate, parseDatabaseUrl } from '@packproof/database';
import { createEmbeddedLedger, nodeCryptography } from '@packproof/ledger-embedded';
import { createReadModel } from '@packproof/read-model';
import type { Parts } from './app.module';
import { assemble } from './assemble';
import { type Config, readConfig, WrongOption } from './config';
import { createApi } from './create-api';
import { seedDemo, setDemoAddress } from './demo/seed';
import { Founding } from './founding/founding';
import { makeSetupToken, readSetupToken } from './founding/setup-token';
import { defaultUrl, networkAddresses, networkLines } from './http/network';
import { qrLines } from './http/qr-code';
import { serverCertificate } from './http/tls';
import { publicLog } from './log/public-log';
import { createLogger } from './logging';
import { stopInOrder } from './stop';

/** Told to the launcher (tools/src/serve.ts), which started this process. */
type Told =
  | { type: 'progress' | 'notice'; text: string }
  | { type: 'qr'; lines: string[] }
  | { type: 'ready'; url: string };
const tell = (message: Told) => process.send?.(message);
/** The launcher does not start again what an option stopped. */
const WRONG_OPTION_EXIT = 2;

/** The only place that chooses a ledger adapter. */
async function main(config: Config): Promise<void> {
  if (config.ledger !== 'embedded') {
    throw new WrongOption(`LEDGER=${config.ledger} is not part of this build; LEDGER=embedded is.`);
  }
  const logger = createLogger(config.logLevel);
  const database = parseDatabaseUrl(config.databaseUrl);
  const onError = (error: Error) => logger.warn({ err: error }, 'a database connection broke while idle');
  const pool = createPool({ ...database, max: 20, applicationName: 'packproof-api', onError });
  const ledgerPool = createPool({ ...database, max: 6, applicationName: 'packproof-ledger', onError });
  tell({ type: 'progress', text: 'Migrating the database …' });
  await migrate(pool, { directory: resolve(import.meta.dirname, '../../../prisma/migrations') });

  const https = await serverCertificate(config);
  const publicUrl = config.publicUrl ?? defaultUrl(config, https ? 'https' : 'http');
  const parts = await assemble({
    config,
    pool,
    publicUrl,
    openLedger: async ({ origin, ...signer }) => {
      const ledger = await createEmbeddedLedger({ pool: ledgerPool, cryptography: nodeCryptography(), signer, origin });
      return { ledger, log: publicLog(ledger) };
    },
    openReadModel: (ledger, payloads) => createReadModel({ pool, database, ledger, payloads, log: logger }),
  });
  // The log's name is for ever, so it comes from PACKPROOF_URL alone; links may follow the machine's address.
  const served = config.port === 0 ? parts : { ...parts, config: { ...config, publicUrl } };
  const app = await createApi(served, {
    logger,
    ...(https ? { https } : {}),
    ide: process.env.NODE_ENV === 'development',
  });
  await parts.readModel.projector.start();
  stopInOrder({ app, parts, pools: [pool, ledgerPool], logger });
  await firstSteps(app, parts, config, publicUrl);
  await app.listen(config.port, config.host);
  const address = app.getHttpServer().address() as { port: number };
  const url = config.publicUrl ?? publicUrl.replace(/:\d+$/, `:${address.port}`);
  if (config.demo) await setDemoAddress(config.home, url);
  logger.info({ url }, 'PackProof is ready');
  for (const text of networkLines(config, address.port, https)) tell({ type: 'notice', text });
  if (networkAddresses(config.host).length > 0) tell({ type: 'qr', lines: await qrLines(url) });
  if (!config.demo && !(await app.get(Founding).isFounded())) {
    const token = await readSetupToken(config.home);
    tell({ type: 'notice', text: `First run: open ${url}/setup?token=${token} to register the regulator.` });
  }
  tell({ type: 'ready', url });
}

/** An empty ledger gets the demo; without a demo, a door for whoever may read the data folder. */
async function firstSteps(app: NestFastifyApplication, parts: Parts, config: Config, baseUrl: string): Promise<void> {
  await app.getHttpAdapter().getInstance().ready();
  const progress = (text: string) => tell({ type: 'progress', text });
  if (config.demo) await seedDemo({ app, pool: parts.pool, config, baseUrl, log: parts.logSigner, tell: progress });
  else if (!(await app.get(Founding).isFounded())) await makeSetupToken(config.home);
}

function fail(error: unknown): never {
  console.error(error instanceof WrongOption ? error.message : error);
  process.exit(error instanceof WrongOption ? WRONG_OPTION_EXIT : 1);
}

try {
  await main(readConfig(process.env));
} catch (error) {
  fail(error);
}
