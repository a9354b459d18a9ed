import { GUARDS_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { RESOLVER_NAME_METADATA, RESOLVER_TYPE_METADATA } from '@nestjs/graphql/dist/graphql.constants.js';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schemaText } from '../graphql/graphql-options';
import { startApi, type TestApi } from '../testing/start-api';
import { SCOPES } from './caller';
import { CallerGuard, OPEN_TO_ALL, REQUIRED_SCOPE } from './guard';

interface Handler {
  name: string;
  scope: unknown;
  guarded: boolean;
}

/** Handlers of which a forgotten decorator would open something. */
function handlersOf(api: TestApi): { resolvers: Handler[]; routes: Handler[] } {
  const scanner = new MetadataScanner();
  const found: { resolvers: Handler[]; routes: Handler[] } = { resolvers: [], routes: [] };
  for (const { providers, controllers } of api.app.get(ModulesContainer).values()) {
    for (const [wrappers, isController] of [
      [providers, false],
      [controllers, true],
    ] as const) {
      for (const { instance } of wrappers.values()) {
        if (!instance || typeof instance !== 'object') continue;
        const prototype = Object.getPrototypeOf(instance);
        for (const method of scanner.getAllMethodNames(prototype)) {
          const handler = prototype[method] as object;
          const scope: unknown = Reflect.getMetadata(REQUIRED_SCOPE, handler);
          const guards = (Reflect.getMetadata(GUARDS_METADATA, handler) ?? []) as unknown[];
          const guarded = guards.includes(CallerGuard);
          const root = Reflect.getMetadata(RESOLVER_TYPE_METADATA, handler) as string | undefined;
          if (root !== undefined && ['Query', 'Mutation', 'Subscription'].includes(root)) {
            const name = `${root}.${Reflect.getMetadata(RESOLVER_NAME_METADATA, handler) ?? method}`;
            found.resolvers.push({ name, scope, guarded });
          }
          if (isController && Reflect.hasMetadata('path', handler)) {
            found.routes.push({ name: `${instance.constructor.name}.${method}`, scope, guarded });
          }
        }
      }
    }
  }
  return found;
}

describe('every door', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api?.close());

  it('of GraphQL has a resolver that says what it asks of its caller', () => {
    const schema = buildSchema(schemaText());
    const { resolvers } = handlersOf(api);
    const fields = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
      Object.keys(type!.getFields()).map((field) => `${type!.name}.${field}`),
    );
    const guarded = resolvers.filter(({ guarded, scope }) => guarded && SCOPES.includes(scope as never));
    expect(fields.filter((field) => !guarded.some(({ name }) => name === field))).toEqual([]);
    const changing = guarded.filter(({ name }) => name.startsWith('Mutation.'));
    expect(changing.filter(({ scope }) => scope === 'read')).toEqual([]);
  });

  it('of REST is guarded, or says aloud that anybody may ask', () => {
    const { routes } = handlersOf(api);
    expect(routes.length).toBeGreaterThan(8);
    expect(
      routes.filter(({ guarded, scope }) => !(guarded && SCOPES.includes(scope as never)) && scope !== OPEN_TO_ALL),
    ).toEqual([]);
  });
});
