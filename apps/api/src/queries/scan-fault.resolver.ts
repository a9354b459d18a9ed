import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { faultMessage, type ScanFault } from '@packproof/gs1';
import type { GraphqlContext } from '../graphql/context';

/** A fault of a reading, in the language of whoever asked. */
@Resolver('ScanFault')
export class ScanFaultResolver {
  @ResolveField('message')
  message(@Parent() fault: ScanFault, @Context() { language }: GraphqlContext) {
    return faultMessage(fault, language ?? 'en');
  }
}
