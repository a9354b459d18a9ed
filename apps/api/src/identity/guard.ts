import {
  applyDecorators,
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  SetMetadata,
  UseGuards,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext } from '@nestjs/graphql';
import { Refusal } from '../refusal';
import type { Caller, Scope } from './caller';

export const REQUIRED_SCOPE = 'packproof:scope';
export const OPEN_TO_ALL = 'open';

/** Where the caller of a request is kept: put there once, before any handler (http/caller-hook.ts, graphql context). */
export interface WithCaller {
  caller?: Caller;
}

/**
 * Refuses whoever has not the scope that the handler asks for; a handler that asks for none is refused to all, so that a
 * forgotten decorator opens nothing.
 */
@Injectable()
export class CallerGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const scope = this.reflector.getAllAndOverride<Scope | undefined>(REQUIRED_SCOPE, [
      context.getHandler(),
      context.getClass(),
    ]);
    const caller = callerOf(context);
    if (!caller) throw new Refusal('UNAUTHENTICATED');
    if (!scope || !caller.scopes.includes(scope)) throw new Refusal('FORBIDDEN');
    return true;
  }
}

/** Every resolver and REST handler says what it asks of its caller: `@Needs('read')`, `@Needs('write')`, `@Needs('admin')`. */
export const Needs = (scope: Scope) => applyDecorators(SetMetadata(REQUIRED_SCOPE, scope), UseGuards(CallerGuard));

/** Anybody may ask, without a key: said aloud, so that it is never an oversight. */
export const Open = () => SetMetadata(REQUIRED_SCOPE, OPEN_TO_ALL);

/** The caller, as a parameter of a guarded handler. */
export const CallerOf = createParamDecorator((_: unknown, context: ExecutionContext) => callerOf(context));

function callerOf(context: ExecutionContext): Caller | undefined {
  if (context.getType<'graphql' | 'http'>() === 'graphql') {
    return GqlExecutionContext.create(context).getContext<WithCaller>().caller;
  }
  return context.switchToHttp().getRequest<WithCaller>().caller;
}
