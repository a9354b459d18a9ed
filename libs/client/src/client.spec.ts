import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createClient } from './client';
import { graphql } from './graphql';
import { Refused } from './refusal';

const ME = graphql('query Me { me { id name } }');
const LIFT = graphql('mutation Lift($id: ID!) { closeRecall(id: $id, note: "done", lift: true) { id } }');

const answering = (status: number, body: string) => {
  const asked: { url: string; init: RequestInit }[] = [];
  const client = createClient({
    language: () => 'zh-CN',
    fetch: async (url, init) => {
      asked.push({ url, init });
      return new Response(body, { status });
    },
  });
  return { client, asked };
};

const refusal = (promise: Promise<unknown>): Promise<Refused> =>
  promise.then(
    () => Promise.reject(new Error('it was answered')),
    (error: unknown) => (error instanceof Refused ? error : Promise.reject(error)),
  );

describe('a request', () => {
  it('sends the document, its variables and the language, and gives the data', async () => {
    const { client, asked } = answering(200, '{"data":{"me":{"id":"1","name":"Ada"}}}');
    expect((await client.request(ME, {})).me.name).toBe('Ada');
    expect(asked[0]?.url).toBe('/graphql');
    expect(new Headers(asked[0]?.init.headers).get('accept-language')).toBe('zh-CN');
    expect(JSON.parse(String(asked[0]?.init.body)).query).toMatch(/query Me/);
  });

  it('gives a refusal its code, parameters and field', async () => {
    const { client } = answering(
      200,
      '{"data":null,"errors":[{"message":"","extensions":{"code":"INVALID_INPUT","params":{"rule":"r"},"field":"id"}}]}',
    );
    expect(await refusal(client.request(LIFT, { id: '1' }))).toMatchObject({
      code: 'INVALID_INPUT',
      params: { rule: 'r' },
      field: 'id',
      sent: true,
    });
  });

  it('does not know whether a command whose answer was lost was done; a question was simply not answered', async () => {
    const lost = createClient({ language: () => 'en', fetch: () => Promise.reject(new TypeError('fetch failed')) });
    expect((await refusal(lost.request(LIFT, { id: '1' }))).code).toBe('OUTCOME_UNKNOWN');
    expect((await refusal(lost.request(ME, {}))).code).toBe('UNAVAILABLE_OFFLINE');
    const { client } = answering(502, '<html>');
    expect((await refusal(client.request(LIFT, { id: '1' }))).code).toBe('OUTCOME_UNKNOWN');
    const limited = answering(429, 'slow down');
    expect((await refusal(limited.client.request(ME, {}))).code).toBe('RATE_LIMITED');
  });

  it('reads a problem of a REST door', async () => {
    const { client } = answering(404, '{"code":"NOT_FOUND","params":{"kind":"page"}}');
    expect(await refusal(client.rest('/labels/x.svg'))).toMatchObject({ code: 'NOT_FOUND', params: { kind: 'page' } });
  });

  it('passes an abort on as what it is', async () => {
    const stop = new AbortController();
    const client = createClient({
      language: () => 'en',
      fetch: (_url, init) =>
        new Promise((_, reject) => init.signal?.addEventListener('abort', () => reject(init.signal?.reason))),
    });
    const asked = client.request(ME, {}, { signal: stop.signal });
    stop.abort();
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });
});

it('knows the types of the schema as it is now', () => {
  const made = readFileSync(new URL('../generated/graphql-env.d.ts', import.meta.url), 'utf8');
  const schema = readFileSync(new URL('../../../apps/api/schema.graphql', import.meta.url), 'utf8');
  const types = [...schema.matchAll(/^(?:type|enum|input) (\w+)/gm)].map((match) => match[1]);
  expect(types.filter((type) => !made.includes(`'${type}': {`))).toEqual([]);
});
