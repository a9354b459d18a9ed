/** What main.ts makes and the rooms are given (Nest injection tokens); the type of each stands beside it. */

/** Config (config.ts) */
export const CONFIG = Symbol('config');
/** Ledger (@packproof/ledger): the adapter that main.ts chose. */
export const LEDGER = Symbol('ledger');
/** Pool (pg): the application's connections. */
export const POOL = Symbol('pool');
/** Projector (@packproof/read-model): the read model keeping up with the ledger. */
export const PROJECTOR = Symbol('projector');
/** Queries (@packproof/read-model) */
export const QUERIES = Symbol('queries');
/** Auth (identity/auth.ts) */
export const AUTH = Symbol('auth');
/** LogSigner (keys/log-signer.ts) */
export const LOG_SIGNER = Symbol('logSigner');
/** PublicLog (log/public-log.ts), or undefined where the ledger has none. */
export const PUBLIC_LOG = Symbol('publicLog');
