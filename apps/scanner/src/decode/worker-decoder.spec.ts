import { describe, expect, it, vi } from 'vitest';
import type { Pixels } from './decoder';
import type { DecodeReply, DecodeRequest } from './serve-decoder';
import { type WorkerLike, workerDecoder } from './worker-decoder';

const image = (): Pixels => ({ data: new Uint8ClampedArray(4), width: 1, height: 1 });

/** A worker that begins with `first` and answers every request through `answer`. */
const fake = (first: DecodeReply | 'error', answer: (request: DecodeRequest) => DecodeReply | 'error') => {
  const worker: WorkerLike & { ended: boolean } = {
    ended: false,
    onmessage: null,
    onerror: null,
    terminate() {
      this.ended = true;
    },
    postMessage(request) {
      queueMicrotask(() => send(answer(request)));
    },
  };
  const send = (reply: DecodeReply | 'error') => {
    if (reply === 'error') worker.onerror?.({ message: 'lost' } as ErrorEvent);
    else worker.onmessage?.({ data: reply } as MessageEvent<DecodeReply>);
  };
  queueMicrotask(() => send(first));
  return worker;
};
const found = (id: number, text: string): DecodeReply => ({
  kind: 'decoded',
  id,
  decoded: { text, symbologyIdentifier: ']d2', engine: 'zxing-wasm' },
});

describe('the decoder in a worker', () => {
  it('answers each image its own', async () => {
    const decoder = workerDecoder(
      () => fake({ kind: 'ready' }, ({ id }) => found(id, `scan ${id}`)),
      () => expect.unreachable('the second engine is not needed'),
    );
    const [a, b] = await Promise.all([decoder.decode(image()), decoder.decode(image())]);
    expect([a?.text, b?.text]).toEqual(['scan 1', 'scan 2']);
    expect(await decoder.engine).toBe('zxing-wasm');
  });

  it.each([{ kind: 'failed', reason: 'no WebAssembly' } as const, 'error' as const])(
    'goes on with the second engine after %o',
    async (first) => {
      const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
      const broken = fake(first, () => 'error');
      const decoder = workerDecoder(
        () => broken,
        () => fake({ kind: 'ready' }, ({ id }) => found(id, 'slow')),
      );
      expect((await decoder.decode(image()))?.text).toBe('slow');
      expect(await decoder.engine).toBe('zxing-js');
      expect(broken.ended).toBe(true);
      expect(warn).toHaveBeenCalledOnce();
      warn.mockRestore();
    },
  );

  it('says why when neither starts', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const refuse = () => fake({ kind: 'failed', reason: 'refused' }, () => 'error');
    await expect(workerDecoder(refuse, refuse).decode(image())).rejects.toThrow('refused');
    warn.mockRestore();
  });

  it('passes an image’s error on, and does not hang when the worker dies', async () => {
    const errs = workerDecoder(
      () => fake({ kind: 'ready' }, ({ id }) => ({ kind: 'decoded', id, decoded: null, error: 'out of memory' })),
      () => expect.unreachable(),
    );
    await expect(errs.decode(image())).rejects.toThrow('out of memory');
    const dies = workerDecoder(
      () => fake({ kind: 'ready' }, () => 'error'),
      () => expect.unreachable(),
    );
    await expect(dies.decode(image())).rejects.toThrow('lost');
  });
});
