import { normalizeIP } from '@fastify/rate-limit';
import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { parseScan } from '@packproof/gs1';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** A family's packs are checked in a minute by one address, a waiting room's too; a guessing machine's are not. */
const BY_ADDRESS = { max: 120, timeWindow: 60_000 };
/** One code is looked at by the few people who have it in hand. */
const BY_CODE = { max: 20, timeWindow: 10 * 60_000 };

type Limiter = ReturnType<FastifyInstance['createRateLimit']>;

/** How often an address may check, and how often a code may be checked, whoever asks and whether it is on record or not. */
@Injectable()
export class CheckLimits {
  readonly #codes = new WeakMap<FastifyRequest, string>();
  #limiters: [Limiter, Limiter] | undefined;

  constructor(private readonly host: HttpAdapterHost) {}

  /** Seconds to wait before the next check; undefined where it may go on. */
  async wait(request: FastifyRequest, scan: string | undefined): Promise<number | undefined> {
    this.#limiters ??= this.#make();
    const [byAddress, byCode] = this.#limiters;
    const address = await byAddress(request);
    if (!address.isAllowed && address.isExceeded) return Math.max(1, address.ttlInSeconds);
    if (scan === undefined) return undefined;
    this.#codes.set(request, codeOf(scan));
    const code = await byCode(request);
    return !code.isAllowed && code.isExceeded ? Math.max(1, code.ttlInSeconds) : undefined;
  }

  #make(): [Limiter, Limiter] {
    const fastify: FastifyInstance = this.host.httpAdapter.getInstance();
    return [
      fastify.createRateLimit({ ...BY_ADDRESS, keyGenerator: (request) => normalizeIP(request.ip) }),
      fastify.createRateLimit({ ...BY_CODE, keyGenerator: (request) => this.#codes.get(request) ?? '' }),
    ];
  }
}

/** The pack that is meant, however it is written: lots, dates and symbology make no other code of it. */
function codeOf(scan: string): string {
  const { elements } = parseScan(scan);
  const of = (ai: string) => elements.find((element) => element.ai === ai)?.value;
  const [gtin, serial] = [of('01'), of('21')];
  return gtin !== undefined && serial !== undefined ? `${gtin} ${serial}` : scan;
}
