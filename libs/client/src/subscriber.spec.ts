import type { AddressInfo } from 'node:net';
import { buildSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import WebSocket, { WebSocketServer } from 'ws';
import { graphql } from './graphql';
import { createSubscriber, type Subscriber, waitBefore } from './subscriber';

const GREW = graphql('subscription { ledgerGrew { size } }');

describe('a subscriber', () => {
  let server: WebSocketServer;
  let subscriber: Subscriber;
  beforeEach(async () => {
    vi.stubGlobal('WebSocket', WebSocket);
    server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await new Promise((listening) => server.once('listening', listening));
    const schema = buildSchema(
      'type Query { x: Int } type Ledger { size: String! } type Subscription { ledgerGrew: Ledger! }',
    );
    const subscribe = async function* () {
      yield { data: { ledgerGrew: { size: '1' } } };
      await new Promise(() => {});
    };
    useServer({ schema, subscribe: async () => subscribe() }, server);
    subscriber = createSubscriber(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  afterEach(async () => {
    subscriber.close();
    for (const socket of server.clients) socket.terminate();
    await new Promise((closed) => server.close(closed));
    vi.unstubAllGlobals();
  });

  it('tells every subscription, the first and those after it, when a connection has come back', async () => {
    const follow = () => {
      const [next, again] = [vi.fn(), vi.fn()];
      subscriber.subscribe(GREW, {}, { next, again });
      return { next, again };
    };
    const first = follow();
    await vi.waitFor(() => expect(first.next).toHaveBeenCalledTimes(1), 5_000);
    const second = follow();
    await vi.waitFor(() => expect(second.next).toHaveBeenCalledTimes(1), 5_000);
    for (const { again } of [first, second]) expect(again).not.toHaveBeenCalled();
    for (const socket of server.clients) socket.terminate();
    for (const each of [first, second]) {
      await vi.waitFor(() => expect(each.again).toHaveBeenCalledTimes(1), 10_000);
      await vi.waitFor(() => expect(each.next).toHaveBeenCalledTimes(2), 10_000);
    }
  }, 30_000);

  it('tries again soon, and after hours still twice a minute', () => {
    expect(waitBefore(0)).toBeLessThanOrEqual(1_000);
    for (const retry of [5, 20, 100, 5_000]) {
      expect(waitBefore(retry)).toBeLessThanOrEqual(30_000);
      expect(waitBefore(retry)).toBeGreaterThanOrEqual(15_000);
    }
  });
});
