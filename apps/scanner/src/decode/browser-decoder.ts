import { type WorkerDecoder, type WorkerLike, workerDecoder } from './worker-decoder';

let decoder: WorkerDecoder | undefined;

const fast = () => new Worker(new URL('./wasm.worker.ts', import.meta.url), { type: 'module' }) as WorkerLike;
const slow = () => new Worker(new URL('./js.worker.ts', import.meta.url), { type: 'module' }) as WorkerLike;
const refused = (): WorkerLike => {
  throw new Error('the slower decoder was asked for');
};

/** The page's decoder, started when it is first needed. `?decoder=slow` asks for the second engine, for support. */
export function browserDecoder(): WorkerDecoder {
  decoder ??= workerDecoder(new URLSearchParams(location.search).get('decoder') === 'slow' ? refused : fast, slow);
  return decoder;
}
