import autocannon from 'autocannon';

export interface LoadResult {
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  /** Answers that were no 2xx, and connections that broke. */
  faults: number;
}

/** A closed loop of `connections`, each sending the next of the requests as soon as it has its answer. */
export async function load(options: {
  url: string;
  connections: number;
  seconds: number;
  requests: { method: 'GET' | 'POST'; path: string; headers?: Record<string, string>; body?: string }[];
}): Promise<LoadResult> {
  const { url, connections, seconds, requests } = options;
  const latencies: number[] = [];
  let faults = 0;
  let next = 0;
  const instance = autocannon({
    url,
    connections,
    duration: seconds,
    setupClient(client: { setRequests(all: object[]): void }) {
      // Each connection begins elsewhere, so that they do not ask the same at the same time.
      const from = next;
      next += Math.ceil(requests.length / connections);
      client.setRequests([...requests.slice(from), ...requests.slice(0, from)]);
    },
  });
  instance.on('response', (_client: unknown, status: number, _bytes: number, milliseconds: number) => {
    latencies.push(milliseconds);
    if (status < 200 || status > 299) faults += 1;
  });
  const result = await instance;
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return {
    perSecond: latencies.length / result.duration,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    faults: faults + result.errors + result.timeouts,
  };
}
