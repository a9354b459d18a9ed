import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { BLIND, CARRIERS } from '@packproof/scanner/corpus';
import type { EngineName } from '@packproof/scanner/decode/decoder';
import type { Measure } from './measure';
import { type Seen, showToCamera } from './scan/camera';
import { type Cell, readStills } from './scan/stills';
import { percentile, writeTables } from './scan/table';

const ENGINES: readonly EngineName[] = ['zxing-wasm', 'zxing-js'];

/**
 * The camera corpus read by both engines, and labels shown to a camera in Chromium.
 * `--frames N` frames of each carrier and family (200), `--slow-frames N` for the second engine (as many),
 * `--labels N` filmed of each carrier (20, at most 32; 0 leaves the camera out), `--seed N`, `--write` the tables of docs/scanning.md.
 */
export async function run(args: string[]): Promise<Measure[]> {
  const option = (name: string, otherwise: number) => {
    const at = args.indexOf(`--${name}`);
    if (at < 0) return otherwise;
    const value = Number(args[at + 1]);
    if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} wants a whole number, not ${args[at + 1]}.`);
    return value;
  };
  const frames = option('frames', 200);
  const slowFrames = option('slow-frames', frames);
  const labels = Math.min(32, option('labels', 20));
  const seed = option('seed', 1);
  // Inside the repository, so that what is bundled finds the packages that are not.
  const cache = join(import.meta.dirname, '../../node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'scan-'));
  try {
    const cells: Cell[] = [];
    for (const engine of ENGINES) {
      const count = engine === 'zxing-js' ? slowFrames : frames;
      if (count > 0) cells.push(...(await readStills(folder, engine, count, seed, tell)));
    }
    const seen = labels > 0 ? await showToCamera(folder, CARRIERS, ENGINES, labels, seed) : [];
    if (args.includes('--write')) writeTables(cells, seen, loadavg()[0]!);
    return [...ENGINES.flatMap((engine) => stillMeasures(engine, cells)), ...seen.flatMap(cameraMeasures)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tell({ engine, carrier, family, read, frames, wrong }: Cell): void {
  console.error(
    `${engine} ${carrier} ${family}: ${read} of ${frames}${wrong.length ? `, wrong: ${wrong.join(' ')}` : ''}`,
  );
}

function stillMeasures(engine: EngineName, all: readonly Cell[]): Measure[] {
  const first = engine === 'zxing-wasm';
  const mine = all.filter((cell) => cell.engine === engine);
  const isBlind = ({ family }: Cell) => BLIND.some((blind) => blind === family);
  const sum = (cells: readonly Cell[], count: (cell: Cell) => number) =>
    cells.reduce((total, cell) => total + count(cell), 0);
  if (mine.length === 0) return [];
  return [
    ...CARRIERS.map((carrier): Measure => {
      const cells = mine.filter((cell) => cell.carrier === carrier && !isBlind(cell));
      return {
        bench: 'scan',
        measure: `${engine}: ${carrier} read, ${sum(cells, ({ frames }) => frames)} frames`,
        value: (100 * sum(cells, ({ read }) => read)) / sum(cells, ({ frames }) => frames),
        unit: '%',
        ...(first ? { aim: '>= 99' } : {}),
      };
    }),
    {
      bench: 'scan',
      measure: `${engine}: wrong reads, ${sum(mine, ({ frames }) => frames)} frames`,
      value: sum(mine, ({ wrong }) => wrong.length),
      unit: 'reads',
      aim: 'none',
    },
    {
      bench: 'scan',
      measure: `${engine}: a frame with nothing to read, every filter tried, p95`,
      value: percentile(
        mine.filter(isBlind).flatMap(({ milliseconds }) => milliseconds),
        0.95,
      ),
      unit: 'ms',
    },
  ];
}

function cameraMeasures({ engine, carrier, times, wrong }: Seen): Measure[] {
  const ordered = times.map((time) => time ?? Number.POSITIVE_INFINITY);
  const name = `${engine}: ${carrier} before a camera`;
  const first = engine === 'zxing-wasm';
  return [
    {
      bench: 'scan',
      measure: `${name}, answered, ${times.length} labels`,
      value: times.filter(Boolean).length,
      unit: 'labels',
    },
    { bench: 'scan', measure: `${name}, first answer p50`, value: percentile(ordered, 0.5), unit: 'ms' },
    {
      bench: 'scan',
      measure: `${name}, first answer p95`,
      value: percentile(ordered, 0.95),
      unit: 'ms',
      ...(first ? { aim: '<= 1500' } : {}),
    },
    { bench: 'scan', measure: `${name}, wrong reads`, value: wrong.length, unit: 'reads', aim: 'none' },
  ];
}
