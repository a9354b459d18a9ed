import { Args, Query, Resolver } from '@nestjs/graphql';
import type { Caller } from '../identity/caller';
import { CallerOf, Needs } from '../identity/guard';
import { Proofs } from './proofs';

@Resolver()
export class ProofResolver {
  constructor(private readonly proofs: Proofs) {}

  @Query('proof')
  @Needs('read')
  proof(@CallerOf() caller: Caller, @Args('gtin') gtin: string, @Args('serial') serial: string) {
    return this.proofs.ofPack(caller, gtin, serial);
  }
}
