import type { Fetch } from '@packproof/client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aVerification } from '../../test/verifications';
import { uuid } from '../uuid';
import { createApi } from './api';
import { reasonsOf } from './commands';

const answer = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
const apiWith = (fetcher: Fetch) => createApi(fetcher, () => 'zh-CN');

const DISPENSE = { kind: 'dispense' as const, scans: ['x'] };

afterEach(() => vi.unstubAllGlobals());

describe('asking the API', () => {
  it('sends the scan exactly as it was read, in the reader’s language', async () => {
    const fetcher = vi.fn<Fetch>(async () => answer({ data: { verify: aVerification('ACTIVE') } }));
    const scan = ']d2010401234567890110A\x1d21B';
    const reply = await apiWith(fetcher).verify(scan, 'SUPPLY');
    expect(reply.ok && reply.value.outcome).toBe('ACTIVE');
    const [path, init] = fetcher.mock.calls[0]!;
    expect(path).toBe('/graphql');
    expect(new Headers(init.headers).get('accept-language')).toBe('zh-CN');
    expect(JSON.parse(init.body as string).variables).toEqual({ scan, purpose: 'SUPPLY' });
    expect(init).toMatchObject({ method: 'POST', credentials: 'same-origin', cache: 'no-store' });
  });

  it('passes a refusal on with its parameters', async () => {
    const errors = [{ message: 'no', extensions: { code: 'RATE_LIMITED', params: { retryAfter: 3 } } }];
    const reply = await apiWith(async () => answer({ errors }, 429)).verify('x', 'SUPPLY');
    expect(reply).toEqual({ ok: false, refusal: { code: 'RATE_LIMITED', params: { retryAfter: 3 }, sent: true } });
  });

  it.each([
    ['no connection', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['a page instead of an answer', async () => new Response('<html>', { status: 502 })],
    ['a server in trouble', async () => answer({ errors: [{ message: 'boom' }] }, 500)],
    ['an empty answer', async () => answer({})],
  ] as [string, Fetch][])('%s: a question was not answered, a command may have been done', async (_name, fetcher) => {
    const api = apiWith(fetcher);
    const code = async (reply: ReturnType<typeof api.verify> | ReturnType<typeof api.command>) => {
      const settled = await reply;
      return settled.ok ? 'ok' : settled.refusal.code;
    };
    expect(await code(api.verify('x', 'SUPPLY'))).toBe('UNAVAILABLE_OFFLINE');
    expect(await code(api.command(DISPENSE, { commandId: 'c' }))).toBe('OUTCOME_UNKNOWN');
  });

  it('does not send a command when the device knows that it is offline', async () => {
    vi.stubGlobal('navigator', { onLine: false });
    const fetcher = vi.fn<Fetch>();
    const reply = await apiWith(fetcher).command(DISPENSE, { commandId: 'c' });
    expect(reply).toEqual({ ok: false, refusal: { code: 'UNAVAILABLE_OFFLINE', params: {}, sent: false } });
    expect(fetcher).not.toHaveBeenCalled();
  });

  it('repeats a command with the id it is given, and finds a receipt’s items', async () => {
    const item = {
      scan: '00340123450000000017',
      ok: true,
      outcome: 'ACCEPTED',
      title: 'Done',
      faults: [],
      receipt: null,
    };
    const sent: unknown[] = [];
    const api = apiWith(async (_path, init) => {
      sent.push(JSON.parse(init.body as string).variables);
      return answer({ data: { receive: { shipment: { id: 's-1' }, results: [item] } } });
    });
    const input = { items: ['00340123450000000017'] };
    const reply = await api.command({ kind: 'receive', input }, { commandId: 'c-9', at: '4012345000009' });
    expect(reply).toEqual({ ok: true, value: { items: [item], shipment: 's-1' } });
    expect(sent).toEqual([{ input, options: { commandId: 'c-9', at: '4012345000009' } }]);
  });

  it('goes through all pages of deliveries', async () => {
    const asked: { state: string; after: string | null }[] = [];
    const api = apiWith(async (_path, init) => {
      const { state, after } = JSON.parse(init.body as string).variables;
      asked.push({ state, after });
      const more = state === 'IN_TRANSIT' && after === null;
      const page = { nodes: [{ id: `${state} ${after}` }], pageInfo: { endCursor: 'p2', hasNextPage: more } };
      return answer({ data: { shipments: page } });
    });
    const reply = await api.deliveries('9521003000008');
    expect(reply.ok && reply.value.map(({ id }) => id)).toEqual([
      'PARTLY_RECEIVED null',
      'IN_TRANSIT null',
      'IN_TRANSIT p2',
    ]);
  });

  it('reads each item’s reason out of a refusal of all of them', () => {
    const reasons = reasonsOf({ items: ['NOT_IN_TRANSIT 00095210010000000178', 'nonsense', 'RECALLED (01)1 2'] });
    expect([...reasons]).toEqual([
      ['00095210010000000178', 'NOT_IN_TRANSIT'],
      ['(01)1 2', 'RECALLED'],
    ]);
    expect(reasonsOf({}).size).toBe(0);
  });
});

describe('signing in', () => {
  it.each([
    [200, { user: {} }, 'in'],
    [200, { twoFactorRedirect: true }, 'second-factor'],
    [401, {}, 'refused'],
    [404, {}, 'refused'],
    [429, {}, 'too-many'],
    [503, {}, 'unavailable'],
  ] as const)('%i %o: %s', async (status, body, expected) => {
    expect(await apiWith(async () => answer(body, status)).signIn('a@example.org', 'secret')).toBe(expected);
  });

  it('offers no demo people where the demo is off', async () => {
    expect(await apiWith(async () => new Response('', { status: 404 })).demoPeople()).toEqual([]);
  });
});

describe('uuid', () => {
  it('works on plain HTTP too, where the browser keeps randomUUID back', () => {
    const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    expect(uuid()).toMatch(shape);
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
    expect(uuid()).toMatch(shape);
  });
});
