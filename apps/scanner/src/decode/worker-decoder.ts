import type { Decoded, Decoder, EngineName } from './decoder';
import type { DecodeReply, DecodeRequest } from './serve-decoder';

/** As much of a Worker as is used here. */
export interface WorkerLike {
  postMessage(request: DecodeRequest, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<DecodeReply>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export interface WorkerDecoder extends Decoder {
  /** Which engine answers; settles when one has started. Rejects when neither could. */
  readonly engine: Promise<EngineName>;
  close(): void;
}

/**
 * Decodes in a Worker: the first engine, and where that cannot start, the second, which is loaded only then.
 * An image's buffer is handed over, not copied.
 */
export function workerDecoder(first: () => WorkerLike, second: () => WorkerLike): WorkerDecoder {
  let worker: WorkerLike | undefined;
  let closed = false;
  let nextId = 1;
  const waiting = new Map<number, (reply: Extract<DecodeReply, { kind: 'decoded' }> | Error) => void>();

  const start = (make: () => WorkerLike): Promise<WorkerLike> =>
    new Promise((resolve, reject) => {
      const starting = make();
      const fail = (reason: string) => {
        starting.terminate();
        const error = new Error(reason);
        reject(error);
        for (const settle of waiting.values()) settle(error);
        waiting.clear();
      };
      starting.onerror = (event) => fail(event.message || 'the decoder could not be loaded');
      starting.onmessage = ({ data }) => {
        if (data.kind === 'ready') resolve(starting);
        else if (data.kind === 'failed') fail(data.reason);
        else {
          waiting.get(data.id)?.(data);
          waiting.delete(data.id);
        }
      };
    });

  const started = (async () => {
    try {
      worker = await start(first);
      return 'zxing-wasm' as const;
    } catch (firstReason) {
      if (closed) throw firstReason;
      console.warn('The fast decoder cannot start here, loading the slower one:', firstReason);
      worker = await start(second);
      return 'zxing-js' as const;
    } finally {
      if (closed) worker?.terminate();
    }
  })();
  // Whoever asks for a decode gets the reason; nobody may be listening yet.
  started.catch(() => {});

  return {
    engine: started,
    async decode(image, effort = 'still') {
      await started;
      const id = nextId++;
      return new Promise<Decoded | null>((resolve, reject) => {
        waiting.set(id, (reply) => {
          if (reply instanceof Error) reject(reply);
          else if (reply.error) reject(new Error(reply.error));
          else resolve(reply.decoded);
        });
        const { data, width, height } = image;
        worker!.postMessage({ id, image: { data, width, height }, effort }, [data.buffer as ArrayBuffer]);
      });
    },
    close() {
      closed = true;
      worker?.terminate();
    },
  };
}
