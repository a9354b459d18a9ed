import { Inject, Injectable } from '@nestjs/common';
import type { CommandName, Envelope, Gln, SignedCommand } from '@packproof/contract';
import type { Pool } from '@packproof/database';
import type { Ledger } from '@packproof/ledger';
import { LEDGER, POOL } from '../tokens';
import { StoreQueue } from './store-queue';

/** A signed envelope as it was stored before it was sent, with what its planner wants to remember. */
export interface StoredCommand {
  k: number;
  signed: SignedCommand;
  memo: unknown;
}

export interface Heading {
  organisation: Gln;
  commandId: string;
  mutation: string;
  /** SHA-256 of mutation, input and options. */
  inputHash: Uint8Array;
}

interface EnvelopeRow {
  k: number;
  envelope: string;
  signature: string;
  key_id: string;
  memo: string;
}

/** Rule 11's memory: what was asked under a command id, and the envelopes, stored before they are sent. */
@Injectable()
export class Outbox {
  readonly #queue: StoreQueue;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(LEDGER) ledger: Ledger,
  ) {
    this.#queue = new StoreQueue(pool, ledger.kind === 'embedded');
  }

  /** What was stored under the id, or undefined. */
  async find(
    organisation: Gln,
    commandId: string,
  ): Promise<{ inputHash: Uint8Array; commands: StoredCommand[] } | undefined> {
    const { rows } = await this.pool.query<{ input_hash: Buffer } & Partial<EnvelopeRow>>({
      name: 'outbox-find',
      text: `select o.input_hash, e.k, e.envelope, e.signature, e.key_id, e.memo
             from app.command_outbox o left join app.command_outbox_envelope e using (organisation, command_id)
             where o.organisation = $1 and o.command_id = $2 order by e.k`,
      values: [organisation, commandId],
    });
    const first = rows[0];
    if (!first) return undefined;
    const commands = rows.flatMap((row) =>
      row.envelope === undefined || row.envelope === null ? [] : [readRow(row as EnvelopeRow)],
    );
    return { inputHash: first.input_hash, commands };
  }

  /** Keeps the id for this input before anything is stored under it; false when it belongs to another input. */
  async claim({ organisation, commandId, mutation, inputHash }: Heading): Promise<boolean> {
    const { rows } = await this.pool.query<{ same: boolean }>({
      name: 'outbox-claim',
      text: `insert into app.command_outbox as o (organisation, command_id, mutation, input_hash) values ($1, $2, $3, $4)
             on conflict (organisation, command_id) do update set mutation = o.mutation returning input_hash = $4 as same`,
      values: [organisation, commandId, mutation, inputHash],
    });
    return rows[0]!.same;
  }

  /**
   * Stores the k-th envelope unless one is there already, and answers with the one that is there: of two requests with
   * one id, both send the same. Undefined when the id belongs to another input.
   */
  async store(
    { organisation, commandId, mutation, inputHash }: Heading,
    command: StoredCommand,
  ): Promise<StoredCommand | undefined> {
    const row = await this.#queue.store({ organisation, commandId, mutation, inputHash }, command);
    return row.envelope === null ? undefined : readRow({ ...row, envelope: row.envelope });
  }

  /** Puts a new envelope in the place of one that the ledger refused whole, and so does not know. */
  async replace(
    organisation: Gln,
    commandId: string,
    refused: StoredCommand,
    next: StoredCommand,
  ): Promise<StoredCommand> {
    const { rows } = await this.pool.query<EnvelopeRow>({
      name: 'outbox-replace',
      text: `update app.command_outbox_envelope set command = $4, envelope = $5, signature = $6, key_id = $7, memo = $8
             where organisation = $1 and command_id = $2 and k = $3 and signature = $9
             returning k, envelope, signature, key_id, memo`,
      values: [organisation, commandId, ...envelopeValues(next), refused.signed.signature],
    });
    if (rows[0]) return readRow(rows[0]);
    // Somebody else replaced it first: theirs is the one to send.
    const found = await this.find(organisation, commandId);
    return found?.commands.find(({ k }) => k === next.k) ?? next;
  }
}

const envelopeValues = ({ k, signed, memo }: StoredCommand) => [
  k,
  signed.envelope.command,
  JSON.stringify(signed.envelope),
  signed.signature,
  signed.keyId,
  JSON.stringify(memo ?? null),
];

const readRow = (row: EnvelopeRow): StoredCommand => ({
  k: row.k,
  signed: {
    envelope: JSON.parse(row.envelope) as Envelope<CommandName>,
    signature: row.signature,
    keyId: row.key_id,
  },
  memo: JSON.parse(row.memo) as unknown,
});
