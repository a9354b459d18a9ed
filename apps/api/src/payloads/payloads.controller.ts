import { Controller, Get, Header, Param } from '@nestjs/common';
import type { Caller } from '../identity/caller';
import { CallerOf, Needs } from '../identity/guard';
import { Refusal } from '../refusal';
import { PayloadStore } from './payload-store';

@Controller('payloads')
export class PayloadsController {
  constructor(private readonly payloads: PayloadStore) {}

  /** Ciphertext and wrapped key; to others it is as if it were not there. */
  @Get(':hash')
  @Needs('read')
  @Header('cache-control', 'private, no-store')
  async sealed(@CallerOf() caller: Caller, @Param('hash') hash: string) {
    const payload = await this.payloads.sealed(hash, caller.gln);
    if (!payload) throw new Refusal('NOT_FOUND', { kind: 'payload', id: hash });
    return payload;
  }
}
