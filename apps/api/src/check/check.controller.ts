import { Controller, Get, Logger, NotFoundException, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { toProblem } from '../http/problem';
import { Open } from '../identity/guard';
import { Refusal } from '../refusal';
import type { Answer } from './answer';
import { Checker } from './checker';
import { answerJson } from './json';
import { CheckLimits } from './limits';
import { answerPage, askingPage, faultyPage, unavailablePage, waitPage } from './page/pages';
import { TEXTS } from './page/texts';
import { type FieldFault, type Fields, scanOfFields } from './typed-fields';
import { type Asked, readVisit, type Visit } from './visit';

const PAGE = 'text/html; charset=utf-8';
const RETRY_SECONDS = 30;

/** The patient's check: anybody may ask, nobody is asked who they are. */
@Controller()
export class CheckController {
  readonly #logger = new Logger('check');

  constructor(
    private readonly checker: Checker,
    private readonly limits: CheckLimits,
  ) {}

  @Get(['check', 'check/*'])
  @Open()
  async check(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visit = readVisit(request.originalUrl, request.headers['accept-language']);
    if (wantsJson(request)) return this.#json(visit, request, reply);
    return this.#page(visit, request, reply);
  }

  /** A pack's GS1 Digital Link in a browser. What else may be asked of it is not this room's to answer. */
  @Get('01/*')
  @Open()
  async link(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    reply.header('vary', 'accept, accept-language');
    if (!accepts(request, 'text/html')) throw new NotFoundException();
    return this.#page(readVisit(request.originalUrl, request.headers['accept-language']), request, reply);
  }

  async #page(visit: Visit, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    secret(reply, visit).type(PAGE);
    if (visit.asked.kind === 'nothing') return void reply.send(askingPage(visit));
    const question = questionOf(visit.asked);
    const wait = await this.limits.wait(request, question.scan);
    if (wait !== undefined) return void reply.code(429).header('retry-after', wait).send(waitPage(visit, wait));
    if (question.faults) return void reply.code(400).send(faultyPage(visit, question.fields, question.faults));
    try {
      const answer = await this.checker.check(question.scan, question.month);
      return void reply.code(statusOf(answer)).send(answerPage(visit, answer));
    } catch (error) {
      const { status } = toProblem(error, visit.language);
      this.#logger.error({ err: error }, 'a check was not answered');
      return void reply
        .code(status === 503 ? 503 : 500)
        .header('retry-after', RETRY_SECONDS)
        .send(unavailablePage(visit));
    }
  }

  async #json(visit: Visit, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    secret(reply, visit);
    if (visit.asked.kind === 'nothing') throw new Refusal('INVALID_INPUT', { rule: 'a code, or a GTIN' }, 'code');
    const question = questionOf(visit.asked);
    const wait = await this.limits.wait(request, question.scan);
    if (wait !== undefined) {
      reply.header('retry-after', wait);
      throw new Refusal('RATE_LIMITED', { retryAfter: wait });
    }
    if (question.faults) {
      const [{ field, fault, detail = '' }] = question.faults;
      throw new Refusal('INVALID_INPUT', { rule: TEXTS[visit.language].faults[fault](detail) }, field);
    }
    const answer = await this.checker.check(question.scan, question.month);
    return void reply
      .code(statusOf(answer))
      .type('application/json; charset=utf-8')
      .send(JSON.stringify(answerJson(answer, visit.language)));
  }
}

type Question =
  | { scan: string; month?: string | undefined; faults?: never }
  | { scan?: never; fields: Fields; faults: [FieldFault, ...FieldFault[]] };

function questionOf(asked: Exclude<Asked, { kind: 'nothing' }>): Question {
  if (asked.kind === 'code') return { scan: asked.scan };
  const typed = scanOfFields(asked.fields, today());
  return typed.ok ? typed : { fields: asked.fields, faults: typed.faults };
}

const statusOf = ({ outcome }: Answer): number => (outcome === 'UNREADABLE' ? 400 : 200);

const today = (): string => new Date().toISOString().slice(0, 10);

const accepts = ({ headers }: FastifyRequest, type: string): boolean => (headers.accept ?? '').includes(type);
const wantsJson = (request: FastifyRequest): boolean =>
  accepts(request, 'application/json') && !accepts(request, 'text/html');

/** What somebody asks about a pack is kept by no cache and found by no search engine. */
function secret(reply: FastifyReply, { language }: Visit): FastifyReply {
  return reply.headers({
    'cache-control': 'no-store',
    'content-language': language,
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
    vary: 'accept, accept-language',
  });
}
