import { randomBytes } from 'node:crypto';
import type { Gln, Gtin, Hex } from '@packproof/contract';
import { type Pool, withTransaction } from '@packproof/database';
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader, FlattenedEncrypt, flattenedDecrypt } from 'jose';
import { type EncryptionKey, KeyStore } from '../keys/key-store';
import { payloadHash, SALT_SIZE } from './payload-hash';

const CONTENT = { alg: 'dir', enc: 'A256GCM' } as const;
const WRAP = { alg: 'ECDH-ES+A256KW', enc: 'A256GCM' } as const;
const UNWRAP_OPTIONS = { keyManagementAlgorithms: [WRAP.alg], contentEncryptionAlgorithms: [WRAP.enc] };

export interface NewPayload {
  /** Exact bytes; the hash is over these. Up to some 100 MB. */
  plaintext: Uint8Array;
  owner: Gln;
  /** Who may open it beside the owner; those that are not hosted here are left out. */
  readers?: readonly Gln[];
}

/** What an entitled node is given to decrypt itself. */
export interface SealedPayload {
  hash: Hex;
  owner: Gln;
  /** JWE (flattened JSON), `dir` with A256GCM. Its plaintext is 32 random bytes, then the payload. */
  jwe: { protected: string; iv: string; ciphertext: string; tag: string };
  /** Compact JWE, ECDH-ES+A256KW to the asker's key, around the content key. */
  wrappedKey: string;
}

interface PayloadRow {
  owner: Gln;
  protected: string;
  iv: Buffer;
  ciphertext: Buffer;
  tag: Buffer;
  wrapped_key: string;
}

/**
 * Serial lists, salts, prices and documents by the hash that the ledger knows: each under a content key of its own, which
 * is wrapped for every organisation that may read it. Erasing the keys erases the data; the proof stays.
 */
export class PayloadStore {
  constructor(
    private readonly pool: Pool,
    private readonly keys: KeyStore,
  ) {}

  /** Stores before the command that names the hash is sent. */
  async put({ plaintext, owner, readers = [] }: NewPayload): Promise<{ hash: Hex }> {
    const salt = randomBytes(SALT_SIZE);
    const hash = payloadHash(salt, plaintext);
    const contentKey = new Uint8Array(randomBytes(32));
    const jwe = await new FlattenedEncrypt(Buffer.concat([salt, plaintext]))
      .setProtectedHeader(CONTENT)
      .encrypt(contentKey);
    const wrapped = await this.#wrapFor([owner, ...readers], contentKey);
    if (!wrapped.has(owner)) throw new Error(`organisation ${owner} has no encryption key here`);
    await withTransaction(this.pool, async (client) => {
      await client.query(
        `insert into payload.payload (hash, owner, protected, iv, ciphertext, tag) values ($1, $2, $3, $4, $5, $6)`,
        [Buffer.from(hash, 'hex'), owner, jwe.protected, bytes(jwe.iv!), bytes(jwe.ciphertext), bytes(jwe.tag!)],
      );
      await client.query(
        `insert into payload.access (hash, gln, wrapped_key) select $1, * from unnest($2::text[], $3::text[])`,
        [Buffer.from(hash, 'hex'), [...wrapped.keys()], [...wrapped.values()]],
      );
    });
    return { hash };
  }

  /** The payload as `gln` may read it; undefined where it is not here, was erased, or is not for this organisation. */
  async open(hash: Hex, gln: Gln): Promise<Uint8Array | undefined> {
    const row = await this.#row(hash, gln);
    return row && this.#decrypt(hash, row);
  }

  async #decrypt(hash: Hex, row: PayloadRow): Promise<Uint8Array | undefined> {
    const contentKey = await this.#unwrap(row.wrapped_key);
    if (!contentKey) return undefined;
    const { plaintext } = await flattenedDecrypt(jweOf(row), contentKey, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    const content = plaintext.subarray(SALT_SIZE);
    // What was stored under a hash must be what the ledger names by it.
    if (payloadHash(plaintext.subarray(0, SALT_SIZE), content) !== hash) throw new Error(`payload ${hash} is damaged`);
    return content;
  }

  /** As `open`, for many small ones in one statement; in the order of the hashes. */
  async openMany(hashes: readonly Hex[], gln: Gln): Promise<(Uint8Array | undefined)[]> {
    const { rows } = await this.pool.query<PayloadRow & { hash: Buffer }>({
      name: 'payload-open-many',
      text: `select p.hash, p.owner, p.protected, p.iv, p.ciphertext, p.tag, a.wrapped_key
             from payload.payload p join payload.access a using (hash)
             where p.hash = any($1) and a.gln = $2 and p.erased_at is null`,
      values: [hashes.map((hash) => Buffer.from(hash, 'hex')), gln],
    });
    const opened = await Promise.all(
      rows.map(async (row) => [row.hash.toString('hex'), await this.#decrypt(row.hash.toString('hex'), row)] as const),
    );
    const byHash = new Map(opened);
    return hashes.map((hash) => byHash.get(hash));
  }

  /** For this node's own read model, which shows each organisation only its own: opened by whichever hosted key may. */
  async openHere(hash: Hex): Promise<{ owner: Gln; plaintext: Uint8Array } | undefined> {
    const { rows } = await this.pool.query<{ owner: Gln; gln: Gln }>(
      `select p.owner, a.gln from payload.payload p join payload.access a using (hash)
       where p.hash = $1 and p.erased_at is null order by a.gln = p.owner desc`,
      [Buffer.from(hash, 'hex')],
    );
    for (const { owner, gln } of rows) {
      const plaintext = await this.open(hash, gln);
      if (plaintext) return { owner, plaintext };
    }
    return undefined;
  }

  /** Lets one more organisation read it. @returns whether that was possible */
  async share(hash: Hex, by: Gln, reader: Gln): Promise<boolean> {
    const row = await this.#row(hash, by);
    const contentKey = row && (await this.#unwrap(row.wrapped_key));
    const wrapped = contentKey && (await this.#wrapFor([reader], contentKey)).get(reader);
    if (!wrapped) return false;
    await this.pool.query(
      'insert into payload.access (hash, gln, wrapped_key) values ($1, $2, $3) on conflict do nothing',
      [Buffer.from(hash, 'hex'), reader, wrapped],
    );
    return true;
  }

  /** Destroys keys and content, for all; only the owner may. @returns whether there was something to erase */
  async erase(hash: Hex, owner: Gln): Promise<boolean> {
    return withTransaction(this.pool, async (client) => {
      const { rowCount } = await client.query(
        `update payload.payload set ciphertext = ''::bytea, iv = ''::bytea, tag = ''::bytea, erased_at = now()
         where hash = $1 and owner = $2 and erased_at is null`,
        [Buffer.from(hash, 'hex'), owner],
      );
      if (rowCount) await client.query('delete from payload.access where hash = $1', [Buffer.from(hash, 'hex')]);
      return rowCount === 1;
    });
  }

  /** Ciphertext and the asker's wrapped key, for its own node. */
  async sealed(hash: Hex, gln: Gln): Promise<SealedPayload | undefined> {
    const row = await this.#row(hash, gln);
    return row && { hash, owner: row.owner, jwe: jweOf(row), wrappedKey: row.wrapped_key };
  }

  /** The product's secret, from which its salts come: 32 random bytes, made on first use, for the owner alone. */
  async productSecret(gtin: Gtin, owner: Gln): Promise<Uint8Array> {
    const find = async () => {
      const { rows } = await this.pool.query<{ owner: Gln; sealed_secret: string }>(
        'select owner, sealed_secret from payload.product_secret where gtin = $1',
        [gtin],
      );
      return rows[0];
    };
    let row = await find();
    if (!row) {
      const sealed = (await this.#wrapFor([owner], new Uint8Array(randomBytes(32)))).get(owner);
      if (!sealed) throw new Error(`organisation ${owner} has no encryption key here`);
      await this.pool.query(
        'insert into payload.product_secret (gtin, owner, sealed_secret) values ($1, $2, $3) on conflict do nothing',
        [gtin, owner, sealed],
      );
      row = await find();
    }
    if (!row || row.owner !== owner) throw new Error(`the secret of ${gtin} is not ${owner}'s`);
    const secret = await this.#unwrap(row.sealed_secret);
    if (!secret) throw new Error(`the key that seals the secret of ${gtin} is not here`);
    return secret;
  }

  async #row(hash: Hex, gln: Gln): Promise<PayloadRow | undefined> {
    if (!/^[0-9a-f]{64}$/.test(hash)) return undefined;
    const { rows } = await this.pool.query<PayloadRow>({
      name: 'payload-open',
      text: `select p.owner, p.protected, p.iv, p.ciphertext, p.tag, a.wrapped_key
             from payload.payload p join payload.access a using (hash)
             where p.hash = $1 and a.gln = $2 and p.erased_at is null`,
      values: [Buffer.from(hash, 'hex'), gln],
    });
    return rows[0];
  }

  async #wrapFor(glns: readonly Gln[], contentKey: Uint8Array): Promise<Map<Gln, string>> {
    const wrapped = new Map<Gln, string>();
    for (const gln of new Set(glns)) {
      const key = await this.keys.encryptionKey(gln);
      if (key) wrapped.set(gln, await wrap(key, contentKey));
    }
    return wrapped;
  }

  async #unwrap(wrapped: string): Promise<Uint8Array | undefined> {
    const { kid } = decodeProtectedHeader(wrapped);
    const key = kid === undefined ? undefined : await this.keys.decryptionKey(kid);
    return key && (await compactDecrypt(wrapped, key, UNWRAP_OPTIONS)).plaintext;
  }
}

const wrap = ({ keyId, publicKey }: EncryptionKey, contentKey: Uint8Array) =>
  new CompactEncrypt(contentKey).setProtectedHeader({ ...WRAP, kid: keyId }).encrypt(publicKey);

const bytes = (base64url: string) => Buffer.from(base64url, 'base64url');
const jweOf = (row: PayloadRow) => ({
  protected: row.protected,
  iv: row.iv.toString('base64url'),
  ciphertext: row.ciphertext.toString('base64url'),
  tag: row.tag.toString('base64url'),
});
