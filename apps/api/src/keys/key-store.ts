import { createHash } from 'node:crypto';
import {
  type CommandName,
  type Envelope,
  type Gln,
  type Hex,
  type NewKey,
  possessionBytes,
  type SignedCommand,
  signingBytes,
} from '@packproof/contract';
import type { Pool } from '@packproof/database';
import { keyIdOf, toBase64, utf8 } from '@packproof/merkle';
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { Refusal } from '../refusal';
import { makeSigningKey, openSigningKey, type SigningPair } from './ed25519';
import type { MasterKey } from './master-key';

const ENCRYPTION = 'ECDH-ES+A256KW';
const sha256 = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest());

export interface EncryptionKey {
  keyId: string;
  gln: Gln;
  publicKey: CryptoKey;
}

/** The keys of the organisations that this node hosts. Private parts leave the database sealed and are opened in memory only. */
export class KeyStore {
  readonly #signers = new Map<Gln, { keyId: Hex; pair: SigningPair }>();
  readonly #decryption = new Map<string, CryptoKey>();
  readonly #encryption = new Map<Gln, EncryptionKey>();

  constructor(
    private readonly pool: Pool,
    private readonly master: MasterKey,
  ) {}

  /**
   * A new signing key with the proof of possession that its registration wants; it signs nothing until `activate`.
   * An organisation without an encryption key gets one.
   */
  async prepare(gln: Gln): Promise<NewKey & { keyId: Hex }> {
    const { publicKey, pkcs8 } = makeSigningKey();
    const keyId = keyIdOf(sha256, publicKey);
    const encoded = toBase64(publicKey);
    await this.pool.query(
      'insert into app.signing_key (key_id, gln, public_key, sealed_private_key) values ($1, $2, $3, $4)',
      [keyId, gln, encoded, await this.master.seal('signing', pkcs8)],
    );
    await this.#ensureEncryptionKey(gln);
    const possession = openSigningKey(pkcs8).sign(possessionBytes(gln, publicKey));
    return { keyId, publicKey: encoded, possession: toBase64(possession) };
  }

  /** The proof of possession of a key that was prepared here; undefined for any other key. */
  async possessionOf(gln: Gln, publicKey: string): Promise<NewKey | undefined> {
    const { rows } = await this.pool.query<{ sealed_private_key: string }>(
      'select sealed_private_key from app.signing_key where gln = $1 and public_key = $2',
      [gln, publicKey],
    );
    const sealed = rows[0]?.sealed_private_key;
    if (sealed === undefined) return undefined;
    const pair = openSigningKey(await this.master.unseal('signing', sealed));
    return { publicKey, possession: toBase64(pair.sign(possessionBytes(gln, pair.publicKey))) };
  }

  /** The newest key of an organisation, active or not; undefined for none. */
  async latest(gln: Gln): Promise<NewKey | undefined> {
    const { rows } = await this.pool.query<{ public_key: string }>(
      'select public_key from app.signing_key where gln = $1 order by created_at desc limit 1',
      [gln],
    );
    return rows[0] && this.possessionOf(gln, rows[0].public_key);
  }

  /** From now on the organisation signs with this key: call it once the ledger has it. Safe to repeat. */
  async activate(gln: Gln, publicKey: string): Promise<void> {
    await this.pool.query(
      'update app.signing_key set active_since = coalesce(active_since, clock_timestamp()) where gln = $1 and public_key = $2',
      [gln, publicKey],
    );
    this.#signers.delete(gln);
  }

  /** Whether this node can sign for the organisation. */
  async hosts(gln: Gln): Promise<boolean> {
    return (await this.#signer(gln)) !== undefined;
  }

  /**
   * Signs as the organisation.
   * @throws Refusal UNKNOWN_ORGANISATION when this node has no key of it.
   */
  async signCommand<C extends CommandName>(gln: Gln, envelope: Envelope<C>): Promise<SignedCommand<C>> {
    const signer = await this.#signer(gln);
    if (!signer) throw new Refusal('UNKNOWN_ORGANISATION', { gln });
    const signature = signer.pair.sign(signingBytes(envelope));
    return { envelope, signature: toBase64(signature), keyId: signer.keyId };
  }

  async #signer(gln: Gln): Promise<{ keyId: Hex; pair: SigningPair } | undefined> {
    const known = this.#signers.get(gln);
    if (known) return known;
    const { rows } = await this.pool.query<{ key_id: string; sealed_private_key: string }>(
      `select key_id, sealed_private_key from app.signing_key
       where gln = $1 and active_since is not null order by active_since desc, created_at desc limit 1`,
      [gln],
    );
    const row = rows[0];
    if (!row) return undefined;
    const pair = openSigningKey(await this.master.unseal('signing', row.sealed_private_key));
    const signer = { keyId: row.key_id, pair };
    this.#signers.set(gln, signer);
    return signer;
  }

  /** Another process may have rotated a key: forget what is held in memory and look again. */
  forget(gln: Gln): void {
    this.#signers.delete(gln);
  }

  /** The organisation's present X25519 key; made when it has none and is hosted here. */
  async encryptionKey(gln: Gln): Promise<EncryptionKey | undefined> {
    const known = this.#encryption.get(gln);
    if (known) return known;
    const { rows } = await this.pool.query<{ key_id: string; public_key: string }>(
      'select key_id, public_key from app.encryption_key where gln = $1 order by created_at desc limit 1',
      [gln],
    );
    const row = rows[0];
    if (!row) return undefined;
    const publicKey = (await importJWK(JSON.parse(row.public_key) as JWK, ENCRYPTION)) as CryptoKey;
    const key = { keyId: row.key_id, gln, publicKey };
    this.#encryption.set(gln, key);
    return key;
  }

  /** Private half of an encryption key of this node, by its id. */
  async decryptionKey(keyId: string): Promise<CryptoKey | undefined> {
    const known = this.#decryption.get(keyId);
    if (known) return known;
    const { rows } = await this.pool.query<{ sealed_private_key: string }>(
      'select sealed_private_key from app.encryption_key where key_id = $1',
      [keyId],
    );
    if (!rows[0]) return undefined;
    const jwk = await this.master.unseal('encryption', rows[0].sealed_private_key);
    const key = (await importJWK(JSON.parse(new TextDecoder().decode(jwk)) as JWK, ENCRYPTION)) as CryptoKey;
    this.#decryption.set(keyId, key);
    return key;
  }

  async #ensureEncryptionKey(gln: Gln): Promise<void> {
    if (await this.encryptionKey(gln)) return;
    const { publicKey, privateKey } = await generateKeyPair(ENCRYPTION, { crv: 'X25519', extractable: true });
    const publicJwk = await exportJWK(publicKey);
    const sealed = await this.master.seal('encryption', utf8(JSON.stringify(await exportJWK(privateKey))));
    await this.pool.query(
      'insert into app.encryption_key (key_id, gln, public_key, sealed_private_key) values ($1, $2, $3, $4)',
      [await calculateJwkThumbprint(publicJwk), gln, JSON.stringify(publicJwk), sealed],
    );
  }
}
