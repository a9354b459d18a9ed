import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from '@packproof/database';
import { fromUtf8, utf8 } from '@packproof/merkle';
import { CsvError, parse } from 'csv-parse';
import type { Caller } from '../identity/caller';
import { asOrganisation, type RowsOf } from '../identity/own-rows';
import { PayloadStore } from '../payloads/payload-store';
import { Refusal } from '../refusal';
import { POOL } from '../tokens';
import { type BadSerial, SerialCheck } from './serial-check';

export const UPLOAD_LIMITS = { bytes: 128 * 1024 * 1024, rows: 5_000_000, shownErrors: 10_000, cell: 10_000 } as const;

export interface UploadAnswer {
  id: string;
  /** Of the file, bad ones too. */
  rows: number;
  /** At most 10,000; `badRows` counts all. */
  errors: BadSerial[];
  badRows: number;
}

export interface Upload {
  good: string[];
  bad: BadSerial[];
}

/** Serial lists that somebody brings as a file, checked row by row, kept encrypted for the organisation that sent them. */
@Injectable()
export class Uploads {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly payloads: PayloadStore,
  ) {}

  /** Reads text/csv with the header `serial`; other columns are ignored. */
  async take(caller: Caller, file: Readable): Promise<UploadAnswer> {
    const check = await readCsv(file);
    const content: Upload = { good: check.good, bad: check.bad };
    const { hash } = await this.payloads.put({ plaintext: utf8(JSON.stringify(content)), owner: caller.gln });
    const id = randomUUID();
    await asOrganisation(this.pool, caller, (client) =>
      client.query(
        'insert into app.upload (id, organisation, rows, bad_rows, payload_hash) values ($1, $2, $3, $4, $5)',
        [id, caller.gln, check.rows, check.bad.length, Buffer.from(hash, 'hex')],
      ),
    );
    const errors = check.bad.slice(0, UPLOAD_LIMITS.shownErrors);
    return { id, rows: check.rows, errors, badRows: check.bad.length };
  }

  /** How many rows it has; undefined where it is not this organisation's. */
  async count(of: RowsOf, id: string): Promise<{ rows: number; badRows: number } | undefined> {
    const { rows } = await asOrganisation(this.pool, of, (client) =>
      client.query<{ rows: number; bad_rows: number }>('select rows, bad_rows from app.upload where id = $1', [id]),
    );
    return rows[0] && { rows: rows[0].rows, badRows: rows[0].bad_rows };
  }

  async open(of: RowsOf, id: string): Promise<Upload | undefined> {
    const { rows } = await asOrganisation(this.pool, of, (client) =>
      client.query<{ payload_hash: Buffer }>('select payload_hash from app.upload where id = $1', [id]),
    );
    const bytes = rows[0] && (await this.payloads.open(rows[0].payload_hash.toString('hex'), of.gln));
    return bytes && (JSON.parse(fromUtf8(bytes)) as Upload);
  }
}

async function readCsv(file: Readable): Promise<SerialCheck> {
  const parser = parse({
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: UPLOAD_LIMITS.cell,
    delimiter: [',', ';', '\t'],
  });
  const check = new SerialCheck();
  let column: number | undefined;
  file.on('error', (error) => parser.destroy(error));
  try {
    for await (const record of file.pipe(parser) as AsyncIterable<string[]>) {
      if (column === undefined) {
        column = record.findIndex((name) => name.trim().toLowerCase() === 'serial');
        if (column < 0)
          throw new Refusal('INVALID_INPUT', { rule: 'the first line has a column named serial' }, 'file');
      } else {
        check.add(record[column] ?? '');
        if (check.rows > UPLOAD_LIMITS.rows) throw new Refusal('LIMIT_EXCEEDED', { limit: UPLOAD_LIMITS.rows }, 'rows');
      }
    }
  } catch (error) {
    file.destroy();
    if (error instanceof CsvError) {
      if (error.code === 'CSV_MAX_RECORD_SIZE')
        throw new Refusal('LIMIT_EXCEEDED', { limit: UPLOAD_LIMITS.cell }, 'row');
      throw new Refusal('INVALID_INPUT', { rule: error.message }, 'file');
    }
    throw error;
  }
  if (column === undefined)
    throw new Refusal('INVALID_INPUT', { rule: 'the first line has a column named serial' }, 'file');
  if (check.rows === 0)
    throw new Refusal('INVALID_INPUT', { rule: 'there is at least one row after the header' }, 'file');
  return check;
}
