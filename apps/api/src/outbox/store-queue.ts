import type { Pool } from '@packproof/database';
import type { Heading, StoredCommand } from './outbox';

/** What is to be stored, and who waits for it. */
interface Waiting {
  key: string;
  heading: Heading;
  command: StoredCommand;
  resolve(row: StoredRow): void;
  reject(error: unknown): void;
}

export interface StoredRow {
  input_hash: Buffer;
  k: number;
  /** Null when the id belongs to another input. */
  envelope: string | null;
  signature: string;
  key_id: string;
  memo: string;
}

/** Many in one statement: at a thousand commands a second each one alone would cost more than the rest of the door. */
const MOST_AT_ONCE = 200;
const MOST_STATEMENTS = 4;

const STORE = `
  with new as (
    select * from unnest($1::text[], $2::text[], $3::text[], $4::bytea[], $5::int[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])
      as n (organisation, command_id, mutation, input_hash, k, command, envelope, signature, key_id, memo)
  ), relaxed as (
    -- Where the ledger commits in the same database its own commit, which comes later, makes this one durable too.
    select case when $11 then set_config('synchronous_commit', 'off', true) end
  ), heading as (
    insert into app.command_outbox (organisation, command_id, mutation, input_hash)
    select distinct on (organisation, command_id) organisation, command_id, mutation, input_hash from new, relaxed
    on conflict (organisation, command_id) do update set mutation = command_outbox.mutation
    returning organisation, command_id, input_hash
  ), envelope as (
    insert into app.command_outbox_envelope (organisation, command_id, k, command, envelope, signature, key_id, memo)
    select n.organisation, n.command_id, n.k, n.command, n.envelope, n.signature, n.key_id, n.memo
    from new n join heading h using (organisation, command_id) where h.input_hash = n.input_hash
    on conflict (organisation, command_id, k) do update set command = command_outbox_envelope.command
    returning organisation, command_id, k, envelope, signature, key_id, memo
  )
  select n.organisation, n.command_id, h.input_hash, n.k, e.envelope, e.signature, e.key_id, e.memo
  from new n join heading h using (organisation, command_id) left join envelope e using (organisation, command_id, k)`;

/** Stores envelopes in groups: while some statements are under way, what comes waits for the next. */
export class StoreQueue {
  readonly #waiting: Waiting[] = [];
  #running = 0;

  /** @param relaxed the ledger commits in the same database, after this. */
  constructor(
    private readonly pool: Pool,
    private readonly relaxed: boolean,
  ) {}

  store(heading: Heading, command: StoredCommand): Promise<StoredRow> {
    return new Promise((resolve, reject) => {
      const key = `${heading.organisation} ${heading.commandId}`;
      this.#waiting.push({ key, heading, command, resolve, reject });
      this.#next();
    });
  }

  #next(): void {
    if (this.#running >= MOST_STATEMENTS || this.#waiting.length === 0) return;
    this.#running += 1;
    const group = this.#take();
    this.#run(group)
      .catch((error: unknown) => {
        for (const { reject } of group) reject(error);
      })
      .finally(() => {
        this.#running -= 1;
        this.#next();
      });
  }

  /** One id at most once in a statement: a row can be written only once in it. */
  #take(): Waiting[] {
    const seen = new Set<string>();
    const later: Waiting[] = [];
    const group: Waiting[] = [];
    for (const each of this.#waiting.splice(0)) {
      if (group.length < MOST_AT_ONCE && !seen.has(each.key)) group.push(each);
      else later.push(each);
      seen.add(each.key);
    }
    this.#waiting.push(...later);
    return group;
  }

  async #run(group: readonly Waiting[]): Promise<void> {
    const column = <T>(read: (each: Waiting) => T) => group.map(read);
    const { rows } = await this.pool.query<StoredRow & { organisation: string; command_id: string }>({
      name: 'outbox-store-group',
      text: STORE,
      values: [
        column(({ heading }) => heading.organisation),
        column(({ heading }) => heading.commandId),
        column(({ heading }) => heading.mutation),
        column(({ heading }) => heading.inputHash),
        column(({ command }) => command.k),
        column(({ command }) => command.signed.envelope.command),
        column(({ command }) => JSON.stringify(command.signed.envelope)),
        column(({ command }) => command.signed.signature),
        column(({ command }) => command.signed.keyId),
        column(({ command }) => JSON.stringify(command.memo ?? null)),
        this.relaxed,
      ],
    });
    const found = new Map(rows.map((row) => [`${row.organisation} ${row.command_id}`, row]));
    for (const { key, resolve } of group) resolve(found.get(key)!);
  }
}
