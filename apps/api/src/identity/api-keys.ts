import { defaultKeyHasher } from '@better-auth/api-key';
import { Inject, Injectable } from '@nestjs/common';
import type { Gln } from '@packproof/contract';
import type { Pool } from '@packproof/database';
import { generateRandomString } from 'better-auth/crypto';
import { AUTH, POOL } from '../tokens';
import type { Auth } from './auth';
import { readScopes, type Scope } from './caller';
import { Callers } from './callers';

const PREFIX = 'pp_';
const SHOWN_CHARACTERS = 8;

export interface ApiKey {
  id: string;
  name: string;
  /** First characters, to tell it from others. */
  start: string;
  scopes: Scope[];
  createdAt: Date;
  lastUsedAt: Date | null;
  expiresAt: Date | null;
}

interface ApiKeyRow {
  id: string;
  name: string | null;
  start: string | null;
  permissions: string | null;
  createdAt: Date;
  lastRequest: Date | null;
  expiresAt: Date | null;
}

const COLUMNS = 'k.id, k.name, k.start, k.permissions, k."createdAt", k."lastRequest", k."expiresAt"';

/** An organisation's keys for machines. At rest there is only their hash, in the table and form of better-auth. */
@Injectable()
export class ApiKeys {
  constructor(
    @Inject(AUTH) private readonly auth: Auth,
    @Inject(POOL) private readonly pool: Pool,
    private readonly callers: Callers,
  ) {}

  /** The library's own endpoint wants a person behind every key, and gives no scopes; a machine's key is its organisation's. */
  async create(
    gln: Gln,
    { name, scopes, expiresInDays }: { name: string; scopes: readonly Scope[]; expiresInDays?: number | undefined },
  ): Promise<ApiKey & { key: string }> {
    const { rows } = await this.pool.query<{ id: string }>('select id from app.organization where gln = $1', [gln]);
    if (!rows[0]) throw new Error(`organisation ${gln} is not hosted here`);
    const { adapter } = await this.auth.$context;
    const key = PREFIX + generateRandomString(64, 'a-z', 'A-Z', '0-9');
    const now = new Date();
    const made = {
      name,
      start: key.slice(0, SHOWN_CHARACTERS),
      createdAt: now,
      expiresAt: expiresInDays === undefined ? null : new Date(now.getTime() + expiresInDays * 24 * 60 * 60 * 1000),
    };
    const { id } = await adapter.create<Record<string, unknown>, { id: string }>({
      model: 'apikey',
      data: {
        ...made,
        configId: 'default',
        prefix: PREFIX,
        key: await defaultKeyHasher(key),
        referenceId: rows[0].id,
        enabled: true,
        rateLimitEnabled: false,
        requestCount: 0,
        updatedAt: now,
        permissions: JSON.stringify({ packproof: scopes }),
      },
    });
    return { ...made, id, key, scopes: [...scopes], lastUsedAt: null };
  }

  async list(gln: Gln): Promise<ApiKey[]> {
    const { rows } = await this.pool.query<ApiKeyRow>(
      `select ${COLUMNS} from app.apikey k join app.organization o on o.id = k."referenceId"
       where o.gln = $1 order by k."createdAt", k.id`,
      [gln],
    );
    return rows.map(readRow);
  }

  /** Ends a key of the organisation; undefined where it has none such. Counts everywhere within five seconds. */
  async revoke(gln: Gln, id: string): Promise<ApiKey | undefined> {
    const { rows } = await this.pool.query<ApiKeyRow>(
      `delete from app.apikey k using app.organization o
       where o.id = k."referenceId" and o.gln = $1 and k.id = $2 returning ${COLUMNS}`,
      [gln, id],
    );
    this.callers.forgetAll();
    return rows[0] && readRow(rows[0]);
  }
}

const readRow = (row: ApiKeyRow): ApiKey => ({
  id: row.id,
  name: row.name ?? '',
  start: row.start ?? '',
  scopes: readScopes(JSON.parse(row.permissions ?? 'null')),
  createdAt: row.createdAt,
  lastUsedAt: row.lastRequest,
  expiresAt: row.expiresAt,
});
