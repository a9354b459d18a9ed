export { type Client, type ClientOptions, createClient, type Fetch } from './client';
export { type FragmentOf, graphql, type ResultOf, type TadaDocumentNode, type VariablesOf } from './graphql';
export { type RefusalParams, Refused } from './refusal';
export { createSubscriber, type Subscriber } from './subscriber';
