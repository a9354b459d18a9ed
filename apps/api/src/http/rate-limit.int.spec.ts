import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../testing/start-api';

describe('the rate of requests', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ environment: { PACKPROOF_RATE_LIMIT: '5' } });
  });
  afterAll(() => api?.close());

  it('is limited for each key, with a code and when to come again', async () => {
    const loud = await api.host({ gln: '4012345000009', role: 'MANUFACTURER' });
    const quiet = await api.host({ gln: '4098765000010', role: 'PHARMACY' });
    await Promise.all([loud, quiet].map((key) => api.graphql(key, '{ me { id } }')));
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const answers = await Promise.all(Array.from({ length: 12 }, () => api.graphql(loud, '{ me { id } }')));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(7);
    expect(refused[0]!.errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', params: { retryAfter: 1 } });
    expect((await api.graphql(quiet, '{ me { id } }')).status).toBe(200);
    const rest = await fetch(`${api.url}/jobs/x/results.csv`, { headers: { authorization: `Bearer ${loud}` } });
    if (rest.status === 429) {
      expect(rest.headers.get('retry-after')).toBe('1');
      expect(await rest.json()).toMatchObject({ code: 'RATE_LIMITED', status: 429 });
    }
  });
});
