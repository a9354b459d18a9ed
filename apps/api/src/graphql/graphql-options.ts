import { existsSync, readFileSync } from 'node:fs';
import type { MercuriusDriverConfig } from '@nestjs/mercurius';
import { MercuriusDriver } from '@nestjs/mercurius';
import type { FastifyRequest } from 'fastify';
import { type DocumentNode, GraphQLError, type GraphQLSchema, Location, specifiedRules, validate } from 'graphql';
import type { WebSocket } from 'ws';
import type { Callers } from '../identity/callers';
import { isSameOrigin } from '../identity/same-origin';
import { Refusal } from '../refusal';
import { type GraphqlContext, httpContext } from './context';
import { requireAffordable } from './cost';
import { formatErrors } from './error-formatter';
import { DOCUMENT_LIMITS, documentLimits, overLimit } from './limits';
import { scalarResolvers } from './scalars';
import { connect, socketContext, watchSocket } from './sockets';
import { requireSoundVariables, soundLiterals } from './values';

/** Bodies of /graphql: 20,000 serials of 20 characters, twice. */
export const GRAPHQL_BODY_LIMIT = 2 * 1024 * 1024;
/** Mercurius takes a document's JSON syntax tree as well; nobody needs that, and it is not checked as text is. */
const SYNTAX_TREE = /^[\s,\uFEFF]*(?:\{\s*["}]|["[\d-]|(?:true|false|null)\b)/;

const documentRules = [documentLimits, soundLiterals];

/** Beside dist/ when built, two folders up from this file while developing and testing. */
export function schemaText(): string {
  const near = new URL('../schema.graphql', import.meta.url);
  return readFileSync(existsSync(near) ? near : new URL('../../schema.graphql', import.meta.url), 'utf8');
}

export function graphqlOptions(options: {
  callers: Callers;
  publicUrl: string | undefined;
  typeDefs: string;
  ide: boolean;
}): MercuriusDriverConfig {
  const { callers, publicUrl, typeDefs, ide } = options;
  return {
    driver: MercuriusDriver,
    path: '/graphql',
    typeDefs,
    resolvers: scalarResolvers,
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
    graphiql: ide,
    cache: 256,
    context: httpContext,
    errorFormatter: formatErrors as never,
    graphql: { parseOptions: { maxTokens: DOCUMENT_LIMITS.tokens } },
    validationRules: documentRules as never,
    // Answers are JSON, thousands a second: a page's policy would be a twentieth of the work and protect nothing.
    additionalRouteOptions: { bodyLimit: GRAPHQL_BODY_LIMIT, helmet: false } as never,
    subscription: {
      fullWsTransport: true,
      keepAlive: 20_000,
      queueHighWaterMark: 1_024,
      verifyClient: undefined as never,
      onConnect: (data: { payload?: unknown }) => connect(callers, data),
      context: (socket: WebSocket, request: FastifyRequest) => socketContext(socket, request, publicUrl),
    } as never,
    hooks: {
      preParsing: async (_schema: unknown, source: string, context: unknown) => {
        requireCaller(context as GraphqlContext);
        requireText(source);
      },
      preExecution: async (schema: GraphQLSchema, document: DocumentNode, context: unknown, variables: unknown) => {
        requireParsedHere(document);
        requireOwnPage(context as GraphqlContext, document, publicUrl);
        requireSoundVariables(schema, document, (variables ?? {}) as Record<string, unknown>);
        requireAffordable(schema, document, (variables ?? {}) as Record<string, unknown>);
      },
      preSubscriptionParsing: async (_schema: unknown, source: string, context: unknown) => {
        requireCaller(context as GraphqlContext);
        watchSocket(callers, context as object);
        requireText(source);
      },
      // Mercurius does not validate what comes as a subscription: graphql-js would run into the resolvers with it.
      preSubscriptionExecution: async (schema: GraphQLSchema, document: DocumentNode) => {
        requireParsedHere(document);
        const [error] = validate(schema, document, [...specifiedRules, ...documentRules]);
        if (error) throw error;
        requireAffordable(schema, document, undefined);
      },
    } as never,
  };
}

function requireCaller({ caller }: GraphqlContext): void {
  if (!caller) throw new Refusal('UNAUTHENTICATED');
}

const noText = () =>
  new GraphQLError('The query is a GraphQL document as text.', { extensions: { code: 'INVALID_INPUT' } });

function requireText(source: string): void {
  if (source.length > DOCUMENT_LIMITS.length) throw overLimit('length', DOCUMENT_LIMITS.length);
  if (SYNTAX_TREE.test(source)) throw noText();
}

/** Over a socket a syntax tree passes by the hooks above: what was not parsed here was not looked at. */
function requireParsedHere({ loc }: DocumentNode): void {
  if (!(loc instanceof Location)) throw noText();
}

/** A cookie may ask from anywhere, but change things from our own pages only. */
function requireOwnPage({ caller, req }: GraphqlContext, document: DocumentNode, publicUrl: string | undefined): void {
  if (caller?.via !== 'session') return;
  const changes = document.definitions.some((each) => 'operation' in each && each.operation !== 'query');
  if (changes && !isSameOrigin(req, publicUrl))
    throw new Refusal('FORBIDDEN', { reason: 'The request came from another site.' });
}
