import { Inject } from '@nestjs/common';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Location, LocationKey, Queries } from '@packproof/read-model';
import type { GraphqlContext } from '../graphql/context';
import { QUERIES } from '../tokens';
import { loadersOf } from './loaders';

/** A place comes as its GLN from most rows, and whole from an organisation. */
@Resolver('Location')
export class PlaceResolver {
  constructor(@Inject(QUERIES) private readonly queries: Queries) {}

  @ResolveField('name')
  async name(@Parent() place: LocationKey & Partial<Location>, @Context() context: GraphqlContext) {
    return place.name ?? (await this.#place(place, context))?.name ?? place.gln;
  }

  @ResolveField('latitude')
  async latitude(@Parent() place: LocationKey & Partial<Location>, @Context() context: GraphqlContext) {
    return (await this.#place(place, context))?.latitude ?? null;
  }

  @ResolveField('longitude')
  async longitude(@Parent() place: LocationKey & Partial<Location>, @Context() context: GraphqlContext) {
    return (await this.#place(place, context))?.longitude ?? null;
  }

  #place(
    place: LocationKey & Partial<Location>,
    context: GraphqlContext,
  ): Partial<Location> | Promise<Location | undefined> {
    return place.name === undefined ? loadersOf(context, this.queries).place.load(place.gln) : place;
  }
}
