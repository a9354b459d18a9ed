import { Controller, Get, Header, Inject, Param, Query, Req, StreamableFile } from '@nestjs/common';
import { LANGUAGES, type Language } from '@packproof/outcomes';
import type { Queries } from '@packproof/read-model';
import type { FastifyRequest } from 'fastify';
import { languageOf } from '../http/caller-hook';
import type { Caller } from '../identity/caller';
import { CallerOf, Needs } from '../identity/guard';
import type { PublicLog } from '../log/public-log';
import { Refusal } from '../refusal';
import { PUBLIC_LOG, QUERIES } from '../tokens';
import { accountOf } from './recall-account';

@Controller('recalls')
export class ReportsController {
  constructor(
    @Inject(QUERIES) private readonly queries: Queries,
    @Inject(PUBLIC_LOG) private readonly log: PublicLog | undefined,
  ) {}

  /** Recalls are public to members, who holds what is not: each gets what `recall(id)` shows it. */
  @Get(':id/report.pdf')
  @Needs('read')
  @Header('cache-control', 'private, no-store')
  async recall(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
  ): Promise<StreamableFile> {
    const language = languageAsked(query) ?? languageOf(request);
    const account = await accountOf(this.queries, { gln: caller.gln, role: caller.organisationRole }, id);
    if (!account) throw new Refusal('NOT_FOUND', { kind: 'recall', id });
    const checkpoint = await this.log?.readCheckpoint();
    // Loaded with the first report: fonts would make every start longer.
    const { recallReport } = await import('./recall-report');
    const pdf = await recallReport(account, { language, now: new Date().toISOString(), checkpoint });
    return new StreamableFile(pdf, { type: 'application/pdf', disposition: 'inline; filename="recall-report.pdf"' });
  }
}

function languageAsked(query: Record<string, unknown>): Language | undefined {
  for (const name of Object.keys(query)) {
    if (name !== 'lang') throw new Refusal('INVALID_INPUT', { rule: 'one of lang' }, name.slice(0, 50));
  }
  const { lang } = query;
  if (lang === undefined) return undefined;
  const found = LANGUAGES.find((each) => each === lang);
  if (!found) throw new Refusal('INVALID_INPUT', { rule: `one of ${LANGUAGES.join(', ')}` }, 'lang');
  return found;
}
