import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { BLIND, CARRIERS, type Carrier, FAMILIES, type Family } from '@packproof/scanner/corpus';
import type { EngineName } from '@packproof/scanner/decode/decoder';
import { build } from 'vite';
import type { Job, Result } from './reader';

/** All frames of one engine, carrier and family. */
export interface Cell {
  readonly engine: EngineName;
  readonly carrier: Carrier;
  readonly family: Family;
  readonly frames: number;
  readonly read: number;
  readonly wrong: readonly string[];
  readonly milliseconds: readonly number[];
}

/** Frames that a thread reads before it reports. */
const SHARE = 25;

/** Reads `frames` frames of each carrier and family, and a quarter as many in which there is nothing to read. */
export async function readStills(
  folder: string,
  engine: EngineName,
  frames: number,
  seed: number,
  onCell: (cell: Cell) => void,
): Promise<Cell[]> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, 'reader.ts'),
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: 'reader.mjs' } },
    },
  });
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const families = [...FAMILIES, ...BLIND];
  const cells = CARRIERS.flatMap((carrier) =>
    families.map((family) => {
      const count = BLIND.some((blind) => blind === family) ? Math.ceil(frames / 4) : frames;
      const jobs: Job[] = [];
      for (let from = 0; from < count; from += SHARE) {
        jobs.push({ engine, carrier, family, from, to: Math.min(count, from + SHARE), seed });
      }
      return { carrier, family, count, jobs, results: [] as Result[] };
    }),
  );
  const queue = cells.flatMap((cell) => cell.jobs.map((job) => ({ cell, job })));
  const done: Cell[] = [];
  const threads = Array.from({ length: Math.min(2, availableParallelism()) }, async () => {
    const thread = new Worker(join(folder, 'reader.mjs'), { workerData: { wasm } });
    try {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const { cell, job } = next;
        const answer = new Promise<Result[]>((resolve, reject) => {
          thread.once('message', resolve);
          thread.once('error', reject);
        });
        thread.postMessage(job);
        cell.results.push(...(await answer));
        thread.removeAllListeners('error');
        if (cell.results.length < cell.count) continue;
        const whole: Cell = {
          engine,
          carrier: cell.carrier,
          family: cell.family,
          frames: cell.count,
          read: cell.results.filter(({ read }) => read).length,
          wrong: cell.results.flatMap(({ wrong }) => wrong ?? []),
          milliseconds: cell.results.map(({ milliseconds }) => milliseconds),
        };
        done.push(whole);
        onCell(whole);
      }
    } finally {
      await thread.terminate();
    }
  });
  await Promise.all(threads);
  return done;
}
