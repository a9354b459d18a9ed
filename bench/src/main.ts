import type { Measure } from './measure';

/** Each benchmark by its name in performance terms; loaded when asked for. */
const BENCHES: Record<string, () => Promise<{ run(args: string[]): Promise<Measure[]> }>> = {
  gs1: () => import('./gs1'),
  verify: () => import('./verify'),
  commission: () => import('./commission'),
  move: () => import('./move'),
  dispense: () => import('./dispense'),
  'first-load': () => import('./first-load'),
  portal: () => import('./portal'),
  scroll: () => import('./scroll'),
  scan: () => import('./scan'),
};

const [name, ...args] = process.argv.slice(2);
const load = name === undefined ? undefined : BENCHES[name];
if (!load) {
  console.error(`usage: npm run bench -- NAME [--json] [options]\nbenchmarks: ${Object.keys(BENCHES).join(', ')}`);
  process.exit(name === undefined || name === '--help' ? 0 : 2);
}

const json = args.includes('--json');
const { run } = await load();
const measures = await run(args.filter((argument) => argument !== '--json'));
if (json) for (const measure of measures) console.log(JSON.stringify(measure));
else print(measures);
// Whatever a benchmark has opened, it has closed; sockets that keep alive must not keep the process.
process.exit(0);

function print(all: readonly Measure[]): void {
  const rows = all.map(({ measure, value, unit, aim, floor, ratio }) => [
    measure,
    `${figure(value)} ${unit}`,
    aim ?? '',
    floor === undefined ? '' : `${figure(floor)} ${unit}`,
    ratio === undefined ? '' : ratio.toFixed(2),
  ]);
  const head = ['measure', 'value', 'aim', 'floor', 'ratio'];
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)));
  for (const row of [head, widths.map((width) => '-'.repeat(width)), ...rows]) {
    console.log(
      row
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    );
  }
}

function figure(value: number): string {
  return Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
