import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import type { Caller } from '../identity/caller';
import { startApi, type TestApi } from '../testing/start-api';
import { Jobs } from './jobs';

const MAKER = '4012345000009';
const OTHER = '4098765000010';
const caller: Caller = {
  memberId: 'm',
  name: 'Test',
  email: undefined,
  memberRole: 'OPERATOR',
  gln: MAKER,
  organisationName: 'Maker',
  organisationRole: 'MANUFACTURER',
  scopes: ['read', 'write'],
  language: 'en',
  via: 'key',
};
const JOB = 'query ($id: ID!) { job(id: $id) { id kind state done total failed resultsUrl error } }';

describe('jobs', () => {
  let api: TestApi;
  let jobs: Jobs;
  let key: string;
  let otherKey: string;
  let release: () => void = () => {};
  beforeAll(async () => {
    api = await startApi();
    jobs = api.app.get(Jobs);
    key = await api.host({ gln: MAKER, role: 'MANUFACTURER' });
    otherKey = await api.host({ gln: OTHER, role: 'MANUFACTURER' });
    await api.parts.keys.prepare(MAKER);
    jobs.handle<{ items: string[] }>('count', async ({ input, progress, results }) => {
      for (const [i] of input.items.entries()) await progress(i);
      await results(
        ['serial', 'outcome'],
        input.items.map((item) => [item, 'ACCEPTED']),
      );
      return { failed: input.items.filter((item) => item === 'bad').length };
    });
    jobs.handle('wait', async ({ progress, signal }) => {
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      await Promise.race([released, new Promise((resolve) => signal.addEventListener('abort', resolve))]);
      await progress(1);
      return undefined;
    });
    jobs.handle('fail', async () => {
      throw new Error('a secret of ours');
    });
  });
  afterAll(() => api?.close());

  const ended = async (id: string, states = ['SUCCEEDED', 'SUCCEEDED_WITH_ERRORS', 'FAILED', 'CANCELLED']) => {
    await vi.waitFor(async () => expect(states).toContain((await jobs.find(caller, id))?.state), {
      timeout: 15_000,
      interval: 50,
    });
    return (await api.graphql(key, JOB, { id })).data.job;
  };
  const client = (payload: Record<string, unknown>) =>
    createClient({
      url: `${api.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: payload,
      retryAttempts: 0,
    });

  it('run, and give a result for each item', async () => {
    const { id } = await jobs.start(caller, { kind: 'count', input: { items: ['=1', 'bad', 'ok'] }, total: 3 });
    expect(await ended(id)).toMatchObject({
      state: 'SUCCEEDED_WITH_ERRORS',
      done: 3,
      total: 3,
      failed: 1,
      resultsUrl: `/jobs/${id}/results.csv`,
    });
    const results = await fetch(`${api.url}/jobs/${id}/results.csv`, { headers: { authorization: `Bearer ${key}` } });
    expect(results.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(await results.text()).toBe(`serial,outcome\r\n'=1,ACCEPTED\r\nbad,ACCEPTED\r\nok,ACCEPTED\r\n`);
  });

  it('are nobody else’s business', async () => {
    const { id } = await jobs.start(caller, { kind: 'count', input: { items: ['x'] }, total: 1 });
    await ended(id);
    expect((await api.graphql(otherKey, JOB, { id })).data.job).toBeNull();
    const cancelled = await api.graphql(otherKey, 'mutation ($id: ID!) { cancelJob(id: $id) { state } }', { id });
    expect(cancelled.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const results = await fetch(`${api.url}/jobs/${id}/results.csv`, {
      headers: { authorization: `Bearer ${otherKey}` },
    });
    expect(results.status).toBe(404);
  });

  it('fail without telling what is ours', async () => {
    const { id } = await jobs.start(caller, { kind: 'fail', input: {}, total: 1 });
    const job = await ended(id);
    expect(job).toMatchObject({ state: 'FAILED', error: 'INTERNAL' });
  });

  it('the same id is the same job', async () => {
    const job = { id: crypto.randomUUID(), kind: 'count', input: { items: ['x'] }, total: 1 };
    await jobs.start(caller, job);
    await ended(job.id);
    expect((await jobs.start(caller, job)).state).toBe('SUCCEEDED');
  });

  it('are listed newest first, or oldest first where that is asked for, page by page', async () => {
    const LIST = `query ($orderBy: JobOrder, $after: String) {
      jobs(orderBy: $orderBy, first: 2, after: $after) { nodes { id createdAt } pageInfo { endCursor hasNextPage } } }`;
    interface Page {
      nodes: { id: string; createdAt: string }[];
      pageInfo: { endCursor: string; hasNextPage: boolean };
    }
    const all = async (orderBy?: object) => {
      const found: Page['nodes'] = [];
      let after: string | null = null;
      do {
        const { nodes, pageInfo }: Page = (await api.graphql(key, LIST, { orderBy, after })).data.jobs;
        found.push(...nodes);
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      } while (after);
      return found;
    };
    const newest = await all();
    expect(newest.length).toBeGreaterThan(2);
    const times = newest.map(({ createdAt }) => createdAt);
    expect(times).toEqual([...times].sort().reverse());
    expect(await all({ field: 'CREATED_AT', direction: 'DESC' })).toEqual(newest);
    expect(await all({ field: 'CREATED_AT' })).toEqual([...newest].reverse());
  });

  it('can be cancelled, and stay so', async () => {
    const { id } = await jobs.start(caller, { kind: 'wait', input: {}, total: 1 });
    await ended(id, ['RUNNING']);
    const { data } = await api.graphql(key, 'mutation ($id: ID!) { cancelJob(id: $id) { state } }', { id });
    expect(data.cancelJob.state).toBe('CANCELLED');
    await sleep(200);
    expect((await jobs.find(caller, id))?.state).toBe('CANCELLED');
  });

  it('are watched over graphql-ws, by their own', async () => {
    const { id } = await jobs.start(caller, { kind: 'wait', input: {}, total: 1 });
    await ended(id, ['RUNNING']);
    const own = client({ authorization: `Bearer ${key}` });
    const seen: string[] = [];
    const query = `subscription { jobProgress(id: "${id}") { state done } }`;
    for await (const { data } of own.iterate<{ jobProgress: { state: string } }>({ query })) {
      seen.push(data!.jobProgress.state);
      release();
    }
    expect([seen[0], seen.at(-1)]).toEqual(['RUNNING', 'SUCCEEDED']);
    const stranger = client({ authorization: `Bearer ${otherKey}` });
    await expect(stranger.iterate({ query }).next()).rejects.toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    await Promise.all([own.dispose(), stranger.dispose()]);
  });

  it('nobody subscribes without a key, and nobody past the limits', async () => {
    const wrong = client({ authorization: 'Bearer pp_wrong' });
    await expect(wrong.iterate({ query: 'subscription { jobProgress(id: "x") { id } }' }).next()).rejects.toBeDefined();
    const nobody = client({});
    await expect(
      nobody.iterate({ query: 'subscription { jobProgress(id: "x") { id } }' }).next(),
    ).rejects.toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    const own = client({ authorization: `Bearer ${key}` });
    await expect(
      own.iterate({ query: 'subscription { jobProgress(id: "x") { nothing } }' }).next(),
    ).rejects.toMatchObject([{ message: expect.stringContaining('nothing') }]);
    await Promise.all([wrong.dispose(), nobody.dispose(), own.dispose()]);
  });

  it('are watched no longer than the key lives', async () => {
    const { id } = await jobs.start(caller, { kind: 'wait', input: {}, total: 1 });
    await ended(id, ['RUNNING']);
    const short = await api.apiKey(MAKER, ['read']);
    const own = client({ authorization: `Bearer ${short}` });
    const events = own.iterate({ query: `subscription { jobProgress(id: "${id}") { state } }` });
    await events.next();
    await api.parts.pool.query(`delete from app.apikey where start = $1`, [short.slice(0, 8)]);
    const began = Date.now();
    await expect(events.next()).rejects.toMatchObject({ code: 4403 });
    expect(Date.now() - began).toBeLessThan(10_000);
    release();
  });

  it('go on after the process that ran them is gone', async () => {
    const id = crypto.randomUUID();
    await api.parts.pool.query(
      `insert into app.job (id, organisation, kind, state, total, input, caller, worker) values ($1, $2, 'count', 'RUNNING', 1, '{"items":["x"]}', $3, $4)`,
      [id, MAKER, JSON.stringify(caller), api.parts.config.home],
    );
    await jobs.onApplicationBootstrap();
    expect(await ended(id)).toMatchObject({ state: 'SUCCEEDED' });
  });
});
