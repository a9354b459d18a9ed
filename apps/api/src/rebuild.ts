import 'reflect-metadata';
import { createPool, parseDatabaseUrl } from '@packproof/database';
import { createEmbeddedLedger, nodeCryptography } from '@packproof/ledger-embedded';
import { createReadModel } from '@packproof/read-model';
import { assemble } from './assemble';
import { readConfig } from './config';
import { publicLog } from './log/public-log';
import { createLogger } from './logging';

/** `npm run rebuild`: the read model again, from block 0 of the ledger. A running server waits and follows. */
const config = readConfig(process.env);
const logger = createLogger('warn', process.stderr);
const database = parseDatabaseUrl(config.databaseUrl);
const pool = createPool({ ...database, max: 8, applicationName: 'packproof-rebuild' });
const parts = await assemble({
  config,
  pool,
  publicUrl: config.publicUrl ?? 'http://127.0.0.1',
  openLedger: async ({ origin, ...signer }) => {
    const ledger = await createEmbeddedLedger({ pool, cryptography: nodeCryptography(), signer, origin });
    return { ledger, log: publicLog(ledger) };
  },
  openReadModel: (ledger, payloads) => createReadModel({ pool, database, ledger, payloads, log: logger }),
});
const { projector } = parts.readModel;
await projector.catchUp();
const before = await projector.tableHashes();
const started = performance.now();
const { blocks, entries, events } = await projector.rebuild();
const seconds = (performance.now() - started) / 1000;
console.log(`Rebuilt from ${blocks} blocks, ${entries} entries, ${events} events in ${seconds.toFixed(1)} s.`);
const after = new Map((await projector.tableHashes()).map((one) => [one.table, one]));
let different = 0;
for (const { table, rows, hash } of before) {
  const again = after.get(table);
  const same = again?.hash === hash;
  if (!same) different += 1;
  const told = same ? 'equal' : `DIFFERENT: ${again?.rows ?? 0} rows, ${again?.hash.slice(0, 16)}`;
  console.log(`${table.padEnd(28)} ${String(rows).padStart(9)} rows  ${hash.slice(0, 16)}  ${told}`);
}
console.log(different === 0 ? 'Every table is as it was.' : `${different} tables differ from what was there before.`);
process.exitCode = different === 0 ? 0 : 1;
await parts.ledger.close();
await pool.end();
