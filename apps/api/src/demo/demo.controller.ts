import { Body, Controller, Get, Header, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { parseScan } from '@packproof/gs1';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config';
import type { Auth } from '../identity/auth';
import { answer, CLIENT_ADDRESS } from '../identity/auth-handler';
import type { Caller } from '../identity/caller';
import { CallerOf, Needs, Open } from '../identity/guard';
import { isSameOrigin } from '../identity/same-origin';
import { Refusal } from '../refusal';
import { AUTH, CONFIG } from '../tokens';
import { type DemoFile, readDemoFile } from './demo-file';

/** While the demo is on, everybody may be anybody in it: one click on a name signs in. */
@Controller('demo')
export class DemoController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(AUTH) private readonly auth: Auth,
  ) {}

  @Get('people')
  @Open()
  @Header('cache-control', 'no-store')
  async people() {
    const { organisations } = await this.#demo();
    return organisations.map(({ name, role, email }) => ({ name: personOf(email), organisation: name, role, email }));
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

  /** Labels that the signed-in organisation can verify. */
  @Get('samples')
  @Needs('read')
  @Header('cache-control', 'no-store')
  async samples(@CallerOf() caller: Caller) {
    const { batches, products } = await this.#demo();
    const product = new Map(products.map((each) => [each.gtin, each]));
    const seesAll = caller.organisationRole === 'REGULATOR' || caller.organisationRole === 'AUDITOR';
    return batches
      .filter(({ gtin, holder }) => seesAll || holder === caller.gln || product.get(gtin)?.owner === caller.gln)
      .flatMap(({ gtin, lot, recalled, sampleScans }) =>
        sampleScans.flatMap((scan) => {
          const read = parseScan(scan);
          if (!read.ok || read.serial === undefined) return [];
          const label = `${product.get(gtin)?.name ?? gtin} · ${lot}${recalled ? ' · recalled' : ''}`;
          return [{ label, gtin, serial: read.serial, scan }];
        }),
      );
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
