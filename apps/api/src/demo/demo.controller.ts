import { Readable } from 'node:stream';
import { Body, Controller, Get, Header, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { parseScan } from '@packproof/gs1';
import type { Queries } from '@packproof/read-model';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config';
import type { Auth } from '../identity/auth';
import { answer, CLIENT_ADDRESS } from '../identity/auth-handler';
import type { Caller } from '../identity/caller';
import { CallerOf, Needs, Open } from '../identity/guard';
import { isSameOrigin, ownOrigin } from '../identity/same-origin';
import { stockOf } from '../labels/stocks';
import { templateOf } from '../labels/templates';
import { Refusal } from '../refusal';
import { AUTH, CONFIG, QUERIES } from '../tokens';
import { type DemoFile, readDemoFile } from './demo-file';

/** While the demo is on, everybody may be anybody in it: one click on a name signs in. */
@Controller('demo')
export class DemoController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(AUTH) private readonly auth: Auth,
    @Inject(QUERIES) private readonly queries: Queries,
  ) {}

  @Get('people')
  @Open()
  @Header('cache-control', 'no-store')
  async people() {
    const { organisations } = await this.#demo();
    return organisations.map(({ name, role, gln, places, email }) => ({
      name: personOf(email),
      email,
      organisation: name,
      organisationRole: role,
      gln,
      place: places[0]?.name ?? name,
      role,
    }));
  }

  @Post('sign-in')
  @Open()
  @HttpCode(200)
  async signIn(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    if (!isSameOrigin(request, this.config.publicUrl)) {
      throw new Refusal('FORBIDDEN', { reason: 'The request came from another site.' });
    }
    const email = (body as { email?: unknown } | null)?.email;
    if (typeof email !== 'string') throw new Refusal('INVALID_INPUT', { rule: 'an e-mail address' }, 'email');
    const person = (await this.#demo()).organisations.find((each) => each.email === email);
    if (!person) throw new Refusal('NOT_FOUND', { kind: 'person of the demo', id: email });
    // Without the limiter of passwords: whoever clicks guesses nothing.
    const response = await this.auth.api.signInEmail({
      body: { email, password: person.password },
      headers: new Headers({ [CLIENT_ADDRESS]: request.ip }),
      asResponse: true,
    });
    return answer(reply, response);
  }

  /** Packs whose labels the signed-in organisation can verify; `state` is null for what it may not see any more. */
  @Get('samples')
  @Needs('read')
  @Header('cache-control', 'no-store')
  async samples(@CallerOf() caller: Caller) {
    return (await this.#samples(caller)).map(({ pack, product, batch, gtin, serial, scan }) => ({
      label: `${product?.name ?? gtin} · ${batch.lot}${batch.recalled ? ' · recalled' : ''}`,
      productName: product?.name ?? gtin,
      productNameZh: product?.nameZh ?? null,
      gtin,
      lot: batch.lot,
      expiry: batch.expiry,
      serial,
      scan,
      recalled: batch.recalled,
      state: pack?.state ?? null,
    }));
  }

  /** The same on paper, for a camera or a reader to be held to. */
  @Get('samples.pdf')
  @Needs('read')
  @Header('cache-control', 'no-store')
  async sheet(@CallerOf() caller: Caller, @Req() request: FastifyRequest) {
    const samples = await this.#samples(caller);
    if (samples.length === 0) throw new Refusal('NOT_FOUND', { kind: 'sample labels', id: caller.gln });
    const labels = samples.map(({ product, batch, gtin, serial }) => ({
      for: 'pack' as const,
      ...{ gtin, serial, lot: batch.lot, expiry: batch.expiry },
      ...(product ? { product: { name: product.name, ...(product.nameZh ? { nameZh: product.nameZh } : {}) } } : {}),
    }));
    const look = {
      template: templateOf('pack-datamatrix-qr')!,
      stock: stockOf('a4'),
      base: this.config.publicUrl ?? ownOrigin(request),
      density: 12,
    };
    const { drawMany } = await import('../labels/drawing');
    return drawMany('Sample labels', Readable.from(labels), () => look, 'pdf', look.stock);
  }

  async #samples(caller: Caller) {
    const { batches, products } = await this.#demo();
    const owner = new Map(products.map((each) => [each.gtin, each.owner]));
    const viewer = { gln: caller.gln, role: caller.organisationRole };
    const everything = caller.organisationRole === 'REGULATOR' || caller.organisationRole === 'AUDITOR';
    const samples = batches
      .filter(({ gtin, holder }) => everything || holder === caller.gln || owner.get(gtin) === caller.gln)
      .flatMap((batch) =>
        batch.sampleScans.flatMap((scan) => {
          const read = parseScan(scan);
          return read.ok && read.serial !== undefined ? [{ batch, gtin: batch.gtin, serial: read.serial, scan }] : [];
        }),
      );
    const [packs, found] = await Promise.all([
      this.queries.packsByKey(viewer, samples),
      this.queries.productsByGtin(samples.map(({ gtin }) => gtin)),
    ]);
    return samples.map((sample, i) => ({ ...sample, pack: packs[i], product: found[i] }));
  }

  async #demo(): Promise<DemoFile> {
    const file = this.config.demo ? await readDemoFile(this.config.home) : undefined;
    if (!file) throw new Refusal('NOT_FOUND', { kind: 'demo', id: 'on this node' });
    return file;
  }
}

/** ada.meier@… is Ada Meier. */
const personOf = (email: string) =>
  email
    .split('@')[0]!
    .split('.')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ');
