import { createHash, randomBytes } from 'node:crypto';
import type { Pool } from '@packproof/database';
import { ED25519, formatVerifierKey } from '@packproof/merkle';
import { makeSigningKey, openSigningKey, type SigningPair } from './ed25519';
import type { MasterKey } from './master-key';

const sha256 = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest());

/** Signs this node's log (C2SP signed note). Made once: neither name nor key ever changes, or old proofs would dangle. */
export interface LogSigner extends SigningPair {
  /** The log's name: the public address without scheme when it was made, or `packproof.invalid/` and 16 hex digits. */
  origin: string;
  /** Verifier key to pin: `origin+id+key`. */
  vkey: string;
}

export async function openLogSigner(pool: Pool, master: MasterKey, publicUrl: string | undefined): Promise<LogSigner> {
  const { publicKey, pkcs8 } = makeSigningKey();
  const origin = publicUrl
    ? new URL(publicUrl).host.toLowerCase()
    : `packproof.invalid/${randomBytes(8).toString('hex')}`;
  await pool.query(
    `insert into app.log_signer (origin, public_key, sealed_private_key) values ($1, $2, $3) on conflict do nothing`,
    [origin, Buffer.from(publicKey).toString('base64'), await master.seal('log', pkcs8)],
  );
  const { rows } = await pool.query<{ origin: string; sealed_private_key: string }>(
    'select origin, sealed_private_key from app.log_signer',
  );
  const made = rows[0]!;
  const pair = openSigningKey(await master.unseal('log', made.sealed_private_key));
  const vkey = formatVerifierKey(sha256, { name: made.origin, type: ED25519, publicKey: pair.publicKey });
  return { ...pair, origin: made.origin, vkey };
}
