import type { Pool } from '@packproof/database';
import type { Ledger } from '@packproof/ledger';
import type { PayloadReader, ReadModel } from '@packproof/read-model';
import type { Parts } from './app.module';
import type { Config } from './config';
import { createAuth } from './identity/auth';
import { KeyStore } from './keys/key-store';
import { type LogSigner, openLogSigner } from './keys/log-signer';
import { MasterKey } from './keys/master-key';
import type { PublicLog } from './log/public-log';
import { PayloadStore } from './payloads/payload-store';
import { tranchePayloads } from './payloads/tranche-payload';

export interface Outside {
  config: Config;
  /** Of a migrated database; its owner ends it. */
  pool: Pool;
  /** The address that browsers use; cookies and links are made from it. */
  publicUrl: string;
  /** Chooses the adapter. */
  openLedger(signer: LogSigner): Promise<{ ledger: Ledger; log?: PublicLog }>;
  openReadModel(ledger: Ledger, payloads: PayloadReader): ReadModel;
}

/** Makes the parts of the API out of what main.ts, or a test, has connected to. */
export async function assemble({ config, pool, publicUrl, openLedger, openReadModel }: Outside): Promise<Parts> {
  const master = await MasterKey.open(config.home);
  const logSigner = await openLogSigner(pool, master, config.publicUrl);
  const { ledger, log } = await openLedger(logSigner);
  const keys = new KeyStore(pool, master);
  const payloads = new PayloadStore(pool, keys);
  const readModel = openReadModel(ledger, tranchePayloads(payloads));
  const auth = createAuth({ pool, publicUrl, secret: master.derive('sign-in') });
  return { config, pool, ledger, readModel, auth, keys, payloads, logSigner, log };
}
