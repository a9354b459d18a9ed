import { Query, Resolver } from '@nestjs/graphql';
import type { Caller } from '../identity/caller';
import { CallerOf, Needs } from '../identity/guard';

@Resolver()
export class MeResolver {
  @Query('me')
  @Needs('read')
  me(@CallerOf() caller: Caller) {
    return {
      id: caller.memberId,
      name: caller.name,
      email: caller.email,
      role: caller.memberRole,
      organisation: { gln: caller.gln },
    };
  }
}
