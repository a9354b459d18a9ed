import { Controller, Get, Header, Inject, Param, Res, StreamableFile } from '@nestjs/common';
import type { Ledger } from '@packproof/ledger';
import type { Queries } from '@packproof/read-model';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../identity/caller';
import { CallerOf, Needs, Open } from '../identity/guard';
import { Refusal } from '../refusal';
import { LEDGER, PUBLIC_LOG, QUERIES } from '../tokens';
import type { PublicLog } from './public-log';

const FOR_EVER = 'public, max-age=31536000, immutable';

/** The ledger as a C2SP transparency log (tlog-tiles). Checkpoint, tiles and entry bundles are anybody's: commitments. */
@Controller('log')
export class LogController {
  constructor(
    @Inject(PUBLIC_LOG) private readonly log: PublicLog | undefined,
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(QUERIES) private readonly queries: Queries,
  ) {}

  @Get('checkpoint')
  @Open()
  @Header('cache-control', 'no-cache')
  @Header('content-type', 'text/plain; charset=utf-8')
  async checkpoint(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const note = await this.log?.readCheckpoint();
    if (note === undefined) throw new Refusal('NOT_FOUND', { kind: 'checkpoint', id: 'of an empty log' });
    fromAnywhere(reply);
    return note;
  }

  /**
   * The log's verifier key (C2SP signed-note). Whoever wants more than the first visit's word compares it with what the
   * operator says elsewhere.
   */
  @Get('key')
  @Open()
  @Header('cache-control', 'no-cache')
  @Header('content-type', 'text/plain; charset=utf-8')
  key(@Res({ passthrough: true }) reply: FastifyReply): string {
    if (!this.log) throw new Refusal('NOT_FOUND', { kind: 'log', id: 'of this ledger' });
    fromAnywhere(reply);
    return `${this.log.vkey}\n`;
  }

  /** What a path names never changes, partial tiles included: their width is part of the path. */
  @Get('tile/*')
  @Open()
  async tile(@Param('*') path: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const name = `tile/${path}`;
    const bytes = await this.log?.readTile(name);
    if (!bytes) throw new Refusal('NOT_FOUND', { kind: 'tile', id: name });
    fromAnywhere(reply);
    reply.header('cache-control', FOR_EVER);
    return new StreamableFile(bytes, { type: 'application/octet-stream' });
  }

  /** The record behind a commitment, to those whom it concerns. */
  @Get('record/:index')
  @Needs('read')
  @Header('cache-control', 'private, no-store')
  async record(@CallerOf() caller: Caller, @Param('index') index: string) {
    const number = /^(0|[1-9]\d{0,14})$/.test(index) ? Number(index) : -1;
    const concerned =
      number < 0 ? undefined : await this.queries.entry({ gln: caller.gln, role: caller.organisationRole }, number);
    if (concerned === 'forbidden') throw new Refusal('FORBIDDEN', { reason: 'This record does not concern you.' });
    const entry = concerned && (await this.ledger.entry(number));
    if (!entry) throw new Refusal('NOT_FOUND', { kind: 'log entry', id: index });
    return { nonce: base64(entry.nonce), record: base64(entry.record) };
  }
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** Monitors and checking pages of others may read it. */
function fromAnywhere(reply: FastifyReply): void {
  reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin');
}
