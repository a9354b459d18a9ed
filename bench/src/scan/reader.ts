import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { parseScan } from '@packproof/gs1';
import { type Carrier, type Family, frameOf, sceneOf } from '@packproof/scanner/corpus';
import { cascade } from '@packproof/scanner/decode/cascade';
import { type EngineName, scanOf } from '@packproof/scanner/decode/decoder';
import { zxingJsEngine } from '@packproof/scanner/decode/zxing-js-engine';
import { zxingWasmEngine } from '@packproof/scanner/decode/zxing-wasm-engine';

/** So many frames of a carrier and family, from the `from`-th. */
export interface Job {
  readonly engine: EngineName;
  readonly carrier: Carrier;
  readonly family: Family;
  readonly from: number;
  readonly to: number;
  readonly seed: number;
}

/** What came of one frame; `wrong` is what was read instead. */
export interface Result {
  readonly n: number;
  readonly read: boolean;
  readonly wrong: string | null;
  readonly milliseconds: number;
}

// A thread of the benchmark: bundled as the app is, because Node cannot import the second engine by its names.
const { wasm } = workerData as { wasm: string };

async function engineOf(name: EngineName) {
  if (name === 'zxing-js') return zxingJsEngine();
  const file = readFileSync(wasm);
  return zxingWasmEngine(file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer);
}

const engines = new Map<EngineName, ReturnType<typeof engineOf>>();

parentPort!.on('message', async ({ engine: name, carrier, family, from, to, seed }: Job) => {
  if (!engines.has(name)) engines.set(name, engineOf(name));
  const engine = await engines.get(name)!;
  const results: Result[] = [];
  for (let n = from; n < to; n++) {
    const scene = sceneOf(carrier, family, n, seed);
    const frame = frameOf(scene);
    // As the worker of the app has it, but with no memory of the frame before.
    const decoder = cascade(engine, { isValidGs1: (scan) => parseScan(scan, { partial: true }).ok });
    const began = performance.now();
    const found = await decoder.decode(frame, 'still');
    const milliseconds = performance.now() - began;
    const scan = found && scanOf(found);
    results.push({ n, read: scan === scene.label.scan, wrong: scan === scene.label.scan ? null : scan, milliseconds });
  }
  parentPort!.postMessage(results);
});
