import { Inject } from '@nestjs/common';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { unitHolderId } from '@packproof/contract';
import { titleOf } from '@packproof/outcomes';
import type { PackReadingFacts, Queries } from '@packproof/read-model';
import DataLoader from 'dataloader';
import type { GraphqlContext } from '../../graphql/context';
import { loadersOf, viewerOf } from '../../queries/loaders';
import { type PackSource, publicPack } from '../../queries/pack-source';
import { textValues } from '../../text-values';
import { QUERIES } from '../../tokens';
import type { ItemResultSource } from './item-result';

@Resolver('ItemResult')
export class ItemResultResolver {
  readonly #packs = new WeakMap<object, DataLoader<{ gtin: string; serial: string }, PackSource | null, string>>();

  constructor(@Inject(QUERIES) private readonly queries: Queries) {}

  @ResolveField('title')
  title(@Parent() { outcome, params }: ItemResultSource, @Context() { language }: GraphqlContext) {
    return titleOf(outcome, language, textValues(params));
  }

  /** As it is after the command: what is public of a pack that the caller has in hand. */
  @ResolveField('pack')
  pack(@Parent() { pack }: ItemResultSource, @Context() context: GraphqlContext) {
    return pack ? this.#loader(context).load(pack) : null;
  }

  @ResolveField('unit')
  async unit(@Parent() { sscc }: ItemResultSource, @Context() context: GraphqlContext) {
    return sscc ? ((await loadersOf(context, this.queries).unit.load(unitHolderId(sscc))) ?? null) : null;
  }

  #loader(context: GraphqlContext) {
    let loader = this.#packs.get(context);
    if (!loader) {
      const asker = viewerOf(context).gln;
      loader = new DataLoader(
        async (keys) => {
          const found = (await this.queries.verifyFacts(keys, { asker })) as PackReadingFacts[];
          return found.map(({ reading, pack }) => (pack ? publicPack({ ...pack, ...reading }) : null));
        },
        { cacheKeyFn: ({ gtin, serial }) => `${gtin} ${serial}` },
      );
      this.#packs.set(context, loader);
    }
    return loader;
  }
}
