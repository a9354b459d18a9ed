import { Controller, Get, Header, Inject, Param, Query as QueryString, Req, Res } from '@nestjs/common';
import type { Queries, Viewer } from '@packproof/read-model';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config';
import type { Caller } from '../identity/caller';
import { CallerOf, Needs } from '../identity/guard';
import { Refusal } from '../refusal';
import { CONFIG, QUERIES } from '../tokens';
import { batchLabels } from './batch-labels';
import type { Drawing } from './drawing';
import {
  DENSITIES,
  dotsPerMillimetre,
  FORMATS,
  type Format,
  known,
  oneOf,
  type Query,
  stock,
  template,
} from './parameters';
import { contentOfQuery, PREVIEW_PARAMETERS } from './preview';
import { LabelRecords } from './records';
import { perPage, STOCKS } from './stocks';
import { carriersOf, TEMPLATES, templateOf } from './templates';

const drawing = () => import('./drawing');
const LOOK = ['template', 'stock', 'dpi'];

const viewer = ({ gln, organisationRole }: Caller): Viewer => ({ gln, role: organisationRole });

@Controller('labels')
export class LabelsController {
  constructor(
    @Inject(QUERIES) private readonly queries: Queries,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** What there is to choose from. */
  @Get('templates')
  @Needs('read')
  @Header('cache-control', 'private, max-age=3600')
  templates() {
    return {
      templates: TEMPLATES.map((each) => ({
        id: each.id,
        title: each.title,
        carriers: carriersOf(each),
        size: each.size ?? null,
        for: [each.for, 'batch'],
      })),
      stocks: STOCKS.map((each) => ({
        id: each.id,
        title: each.title,
        page: each.page,
        label: each.cells?.size ?? null,
        perPage: perPage(each) ?? null,
      })),
      dpi: DENSITIES,
    };
  }

  /** A label from values that are not on record yet. */
  @Get('preview.:format')
  @Needs('read')
  @Header('cache-control', 'private, no-store')
  async preview(
    @CallerOf() caller: Caller,
    @Param('format') format: string,
    @QueryString() query: Query,
    @Req() request: FastifyRequest,
  ) {
    known(query, [...LOOK, ...PREVIEW_PARAMETERS]);
    if (!isFormat(format)) throw new Refusal('NOT_FOUND', { kind: 'label', id: `preview.${format}` });
    const id = oneOf(
      query,
      'template',
      TEMPLATES.map((each) => each.id),
    );
    const of = (id === undefined ? undefined : templateOf(id)?.for) ?? 'pack';
    const content = contentOfQuery(query, of);
    const gtin = content.for === 'pack' ? content.gtin : content.content?.gtin;
    const product = gtin && (await new LabelRecords(this.queries, viewer(caller)).productName(gtin));
    const shown = { ...content, ...(product ? { product } : {}) };
    return (await drawing()).drawOne(shown, this.#look(query, of, format, request), format);
  }

  /** Who may see it changes with who has it, and with who is signed in: no browser keeps it. */
  @Get('pack/:gtin/:file')
  @Needs('read')
  @Header('cache-control', 'private, no-store')
  async pack(
    @CallerOf() caller: Caller,
    @Param('gtin') gtin: string,
    @Param('file') file: string,
    @QueryString() query: Query,
    @Req() request: FastifyRequest,
  ) {
    const { name: serial, format } = split(file);
    known(query, LOOK);
    const look = this.#look(query, 'pack', format, request);
    const found = await this.#records(caller).pack(storable(gtin), storable(serial));
    if (!found) throw new Refusal('NOT_FOUND', { kind: 'pack', id: serial });
    return (await drawing()).drawOne(found, look, format);
  }

  @Get('unit/:file')
  @Needs('read')
  @Header('cache-control', 'private, no-store')
  async unit(
    @CallerOf() caller: Caller,
    @Param('file') file: string,
    @QueryString() query: Query,
    @Req() request: FastifyRequest,
  ) {
    const { name: sscc, format } = split(file);
    known(query, LOOK);
    const look = this.#look(query, 'unit', format, request);
    const found = await this.#records(caller).unit(storable(sscc));
    if (!found) throw new Refusal('NOT_FOUND', { kind: 'unit', id: sscc });
    return (await drawing()).drawOne(found, look, format);
  }

  /** Labels of a batch's packs in packing order, of its units, or both. */
  @Get('batch/:gtin/:file')
  @Needs('read')
  @Header('cache-control', 'private, no-store')
  async batch(
    @CallerOf() caller: Caller,
    @Param('gtin') gtin: string,
    @Param('file') file: string,
    @QueryString() query: Query,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { name: lot, format } = split(file);
    if (format !== 'pdf' && format !== 'zpl') throw new Refusal('NOT_FOUND', { kind: 'label', id: file });
    const batch = { gtin: storable(gtin), lot: storable(lot) };
    const { labels, next } = await batchLabels(this.#records(caller), batch, query, format, this.#base(request));
    if (next) reply.header('link', `<${next}>; rel="next"`);
    return labels;
  }

  #records(caller: Caller): LabelRecords {
    return new LabelRecords(this.queries, viewer(caller));
  }

  #look(query: Query, of: 'pack' | 'unit', format: Format, request: FastifyRequest): Drawing {
    return {
      template: template(query, of),
      stock: stock(query, format),
      base: this.#base(request),
      density: dotsPerMillimetre(query),
    };
  }

  /** Where a phone finds the patient's check: the public address, or the one that this request came to. */
  #base(request: FastifyRequest): string {
    const asked = `${request.protocol}://${request.host}`;
    return (
      this.config.publicUrl ?? (URL.canParse(asked) ? new URL(asked).origin : `http://localhost:${this.config.port}`)
    );
  }
}

const isFormat = (text: string): text is Format => (FORMATS as readonly string[]).includes(text);

function split(file: string): { name: string; format: Format } {
  const [, name, format = ''] = /^(.+)\.([a-z]+)$/s.exec(file) ?? [];
  if (name === undefined || !isFormat(format)) throw new Refusal('NOT_FOUND', { kind: 'label', id: file });
  return { name, format };
}

/** PostgreSQL's text has no NUL: what has one is nothing that is on record. */
function storable(text: string): string {
  if (text.includes('\0')) throw new Refusal('NOT_FOUND', { kind: 'label', id: '' });
  return text;
}
