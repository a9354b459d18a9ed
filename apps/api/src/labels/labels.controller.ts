import { Controller, Get, Header, Inject, Param, Query, Res } from '@nestjs/common';
import { PageError, type Queries } from '@packproof/read-model';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../identity/caller';
import { CallerOf, Needs } from '../identity/guard';
import { Refusal } from '../refusal';
import { QUERIES } from '../tokens';
import type { Format } from './drawing';

const drawing = () => import('./drawing');

/** Labels on one document; the rest by its `Link: rel="next"`. */
const SHEET = { usual: 200, most: 500 } as const;

const viewer = ({ gln, organisationRole }: Caller) => ({ gln, role: organisationRole });

@Controller('labels')
export class LabelsController {
  constructor(@Inject(QUERIES) private readonly queries: Queries) {}

  @Get('pack/:gtin/:file')
  @Needs('read')
  @Header('cache-control', 'private, max-age=3600')
  async pack(@CallerOf() caller: Caller, @Param('gtin') gtin: string, @Param('file') file: string) {
    const { name: serial, format } = split(file);
    const [pack] = await this.queries.packsByKey(viewer(caller), [{ gtin: storable(gtin), serial: storable(serial) }]);
    if (!pack) throw new Refusal('NOT_FOUND', { kind: 'pack', id: serial });
    return (await drawing()).drawPack(pack, format);
  }

  @Get('unit/:file')
  @Needs('read')
  @Header('cache-control', 'private, max-age=3600')
  async unit(@CallerOf() caller: Caller, @Param('file') file: string) {
    const { name: sscc, format } = split(file);
    const [unit] = await this.queries.unitsById(viewer(caller), [`sscc:${storable(sscc)}`]);
    if (!unit?.sscc) throw new Refusal('NOT_FOUND', { kind: 'unit', id: sscc });
    return (await drawing()).drawUnit(unit.sscc, format);
  }

  /** Labels of a batch's packs, in packing order; `first` and `after` as in GraphQL. */
  @Get('batch/:gtin/:file')
  @Needs('read')
  async batch(
    @CallerOf() caller: Caller,
    @Param('gtin') gtin: string,
    @Param('file') file: string,
    @Query('first') first: string | undefined,
    @Query('after') after: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (!file.endsWith('.pdf')) throw new Refusal('NOT_FOUND', { kind: 'label', id: file });
    const lot = storable(file.slice(0, -4));
    const size = first === undefined ? SHEET.usual : Number(first);
    if (!Number.isInteger(size) || size < 1 || size > SHEET.most) {
      throw new Refusal('INVALID_INPUT', { rule: `1 to ${SHEET.most}` }, 'first');
    }
    const page = await this.queries
      .packsOfBatch(viewer(caller), { gtin: storable(gtin), lot }, { first: size, ...(after ? { after } : {}) })
      .catch((error: unknown) => {
        if (error instanceof PageError) throw new Refusal('INVALID_INPUT', { rule: error.message }, error.field);
        throw error;
      });
    if (page.nodes.length === 0) throw new Refusal('NOT_FOUND', { kind: 'batch', id: lot });
    if (page.hasNextPage && page.endCursor) {
      const next = `/labels/batch/${gtin}/${encodeURIComponent(lot)}.pdf?first=${size}&after=${page.endCursor}`;
      reply.header('link', `<${next}>; rel="next"`);
    }
    return (await drawing()).drawSheets(`Labels of batch ${lot}`, page.nodes);
  }
}

function split(file: string): { name: string; format: Format } {
  const [, name, format] = /^(.+)\.(svg|png)$/s.exec(file) ?? [];
  if (name === undefined) throw new Refusal('NOT_FOUND', { kind: 'label', id: file });
  return { name, format: format as Format };
}

/** PostgreSQL's text has no NUL: what has one is nothing that is on record. */
function storable(text: string): string {
  if (text.includes('\0')) throw new Refusal('NOT_FOUND', { kind: 'label', id: '' });
  return text;
}
