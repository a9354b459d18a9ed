import { Inject } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { VerifyPurpose } from '@packproof/contract';
import { adviceOf, type Language, titleOf } from '@packproof/outcomes';
import type { Queries } from '@packproof/read-model';
import { AlertDesk } from '../alerts/alert-desk';
import type { GraphqlContext } from '../graphql/context';
import type { Caller } from '../identity/caller';
import { CallerOf, Needs } from '../identity/guard';
import { textValues } from '../text-values';
import { QUERIES } from '../tokens';
import { loadersOf } from './loaders';
import { type PackSource, publicPack } from './pack-source';
import { type Verified, Verifier } from './verifier';

interface VerificationSource extends Verified {
  language: Language;
  tookMs: number;
}

@Resolver('Verification')
export class VerificationResolver {
  constructor(
    private readonly verifier: Verifier,
    private readonly alerts: AlertDesk,
    @Inject(QUERIES) private readonly queries: Queries,
  ) {}

  @Query('verify')
  @Needs('read')
  async verify(
    @CallerOf() caller: Caller,
    @Context() { language }: GraphqlContext,
    @Args('scan') scan: string,
    @Args('purpose') purpose: VerifyPurpose,
  ): Promise<VerificationSource> {
    const began = performance.now();
    const [verified] = await this.verifier.verify([scan], { asker: caller.gln, purpose });
    const tookMs = performance.now() - began;
    // After the answer: verify writes nothing but an alert, and nobody waits for it.
    if (purpose === 'SUPPLY') this.alerts.notice(verified!, caller, 'verify');
    return { ...verified!, language, tookMs };
  }

  @ResolveField('title')
  title(@Parent() { outcome, language, params }: VerificationSource) {
    return titleOf(outcome, language, textValues(params));
  }

  @ResolveField('advice')
  advice(@Parent() { outcome, language, params }: VerificationSource) {
    return adviceOf(outcome, language, textValues(params));
  }

  @ResolveField('pack')
  pack(@Parent() { pack }: VerificationSource): PackSource | null {
    return pack ? publicPack(pack) : null;
  }

  @ResolveField('unit')
  async unit(@Parent() { unit }: VerificationSource, @Context() context: GraphqlContext) {
    return unit ? ((await loadersOf(context, this.queries).unit.load(`sscc:${unit.sscc}`)) ?? null) : null;
  }

  @ResolveField('since')
  since(@Parent() { assessment, outcome }: VerificationSource) {
    return assessment?.outcome === outcome ? (assessment.since ?? null) : null;
  }

  @ResolveField('undoUntil')
  undoUntil(@Parent() { assessment }: VerificationSource) {
    return assessment?.undoable ? (assessment.undoUntil ?? null) : null;
  }
}
