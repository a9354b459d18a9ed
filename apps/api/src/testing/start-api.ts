import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Gln, OrganisationRole } from '@packproof/contract';
import { testDatabase } from '@packproof/database/testing';
import { createEmbeddedLedger, nodeCryptography } from '@packproof/ledger-embedded';
import { createReadModel } from '@packproof/read-model';
import { pino } from 'pino';
import type { Parts } from '../app.module';
import { assemble } from '../assemble';
import { readConfig } from '../config';
import { createApi } from '../create-api';
import { serverCertificate } from '../http/tls';
import { ApiKeys } from '../identity/api-keys';
import type { Scope } from '../identity/caller';
import { Members } from '../identity/members';
import { publicLog } from '../log/public-log';

/** Specs read into answers freely, or name the shape they expect. */
// biome-ignore lint/suspicious/noExplicitAny: an answer's shape is the query's business
type Anything = any;

export interface GraphqlAnswer<Data = Anything> {
  status: number;
  data: Data | null;
  errors?: {
    message: string;
    path?: (string | number)[];
    extensions: { code: string; params: Anything; field?: string; title: string; advice: string };
  }[];
}

export interface TestApi {
  app: NestFastifyApplication;
  parts: Parts;
  /** Address of the server. */
  url: string;
  /** Asks as the holder of an API key; `undefined` asks as nobody. */
  graphql<Data = Anything>(
    asKey: string | undefined,
    query: string,
    variables?: object,
    headers?: Record<string, string>,
  ): Promise<GraphqlAnswer<Data>>;
  /** An organisation that may sign in (the ledger knows nothing of it yet) and an API key of it. */
  host(organisation: { gln: Gln; name?: string; role: OrganisationRole }, scopes?: readonly Scope[]): Promise<string>;
  apiKey(gln: Gln, scopes?: readonly Scope[]): Promise<string>;
  close(): Promise<void>;
}

/** The whole API over a database of its own, in this process: embedded ledger, projection, HTTP. Close it at the end. */
export async function startApi(
  options: { environment?: Record<string, string>; logLevel?: string } = {},
): Promise<TestApi> {
  const database = await testDatabase();
  const home = await mkdtemp(join(tmpdir(), 'packproof-api-'));
  const { pool } = database;
  const config = readConfig({
    PORT: '0',
    PACKPROOF_HOME: home,
    DATABASE_URL: 'postgresql://test@127.0.0.1/test',
    PACKPROOF_DEMO: 'off',
    ...options.environment,
  });
  const logger = pino({ level: options.logLevel ?? 'silent' });
  const parts = await assemble({
    config,
    pool,
    publicUrl: config.publicUrl ?? (config.tls.kind === 'none' ? 'http://127.0.0.1' : 'https://127.0.0.1'),
    openLedger: async ({ origin, ...signer }) => {
      const ledger = await createEmbeddedLedger({ pool, cryptography: nodeCryptography(), signer, origin });
      return { ledger, log: publicLog(ledger) };
    },
    openReadModel: (ledger, payloads) =>
      createReadModel({ pool, database: database.config, ledger, payloads, log: logger }),
  });
  const https = await serverCertificate(config);
  const app = await createApi(parts, { logger, ide: false, ...(https ? { https } : {}) });
  await parts.readModel.projector.start();
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const members = app.get(Members);
  const apiKey = async (gln: Gln, scopes: readonly Scope[] = ['read', 'write', 'admin']) =>
    (await app.get(ApiKeys).create(gln, { name: 'test', scopes })).key;
  return {
    app,
    parts,
    url,
    apiKey,
    async host({ gln, name = gln, role }, scopes) {
      await members.hostOrganisation({ gln, name, role });
      return apiKey(gln, scopes);
    },
    async graphql(asKey, query, variables = {}, headers = {}) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(asKey === undefined ? {} : { authorization: `Bearer ${asKey}` }),
          ...headers,
        },
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, ...((await response.json()) as Omit<GraphqlAnswer, 'status'>) };
    },
    async close() {
      await app.close();
      await parts.readModel.projector.stop();
      await parts.ledger.close();
      await database.drop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
