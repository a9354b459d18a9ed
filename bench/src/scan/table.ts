import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BLIND, CARRIERS, FAMILIES } from '@packproof/scanner/corpus';
import type { EngineName } from '@packproof/scanner/decode/decoder';
import type { Seen } from './camera';
import type { Cell } from './stills';

const FILE = join(import.meta.dirname, '../../../docs/scanning.md');
const NAMES: Record<EngineName, string> = { 'zxing-wasm': 'first engine', 'zxing-js': 'second engine' };

/** The value that the given share of all values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const ordered = [...values].sort((a, b) => a - b);
  return ordered[Math.max(0, Math.ceil(ordered.length * share) - 1)] ?? Number.NaN;
}

/** Puts the run's tables between the markers of docs/scanning.md; what was not measured in this run stays as it is. */
export function writeTables(cells: readonly Cell[], seen: readonly Seen[], load: number): void {
  let text = readFileSync(FILE, 'utf8');
  for (const engine of ['zxing-wasm', 'zxing-js'] as const) {
    const mine = cells.filter((cell) => cell.engine === engine);
    if (mine.length > 0) text = between(text, `stills ${engine}`, stillTable(mine, load));
  }
  if (seen.length > 0) text = between(text, 'camera', cameraTable(seen, load));
  writeFileSync(FILE, text);
}

function between(text: string, name: string, table: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(open), text.indexOf(close)];
  if (from < 0 || to < from) throw new Error(`docs/scanning.md has no markers ${open} and ${close}.`);
  return `${text.slice(0, from + open.length)}\n${table}\n${text.slice(to)}`;
}

function stillTable(cells: readonly Cell[], load: number): string {
  const cellOf = (carrier: string, family: string) =>
    cells.find((cell) => cell.carrier === carrier && cell.family === family)!;
  const share = (of: readonly Cell[]) => {
    const frames = of.reduce((sum, cell) => sum + cell.frames, 0);
    const read = of.reduce((sum, cell) => sum + cell.read, 0);
    return `${((100 * read) / frames).toFixed(1)} % (${read.toLocaleString('en')}/${frames.toLocaleString('en')})`;
  };
  const rows = FAMILIES.map((family) => [family, ...CARRIERS.map((carrier) => share([cellOf(carrier, family)]))]);
  const all = CARRIERS.map((carrier) => share(FAMILIES.map((family) => cellOf(carrier, family))));
  const wrong = CARRIERS.map((carrier) => {
    const mine = cells.filter((cell) => cell.carrier === carrier);
    const count = mine.reduce((sum, cell) => sum + cell.wrong.length, 0);
    return `${count} of ${mine.reduce((sum, cell) => sum + cell.frames, 0).toLocaleString('en')}`;
  });
  const times = (families: readonly string[]) =>
    CARRIERS.map((carrier) => {
      const all = families.flatMap((family) => cellOf(carrier, family).milliseconds);
      return `${Math.round(percentile(all, 0.5))} / ${Math.round(percentile(all, 0.95))} ms`;
    });
  return `${grid([
    ['family', ...CARRIERS],
    ...rows,
    ['**all**', ...all.map((value) => `**${value}**`)],
    ['wrong reads, blind frames included', ...wrong],
    ['time to the answer, p50 / p95', ...times(FAMILIES)],
    ['time on a blind frame, p50 / p95', ...times(BLIND)],
  ])}\n\nLoad average ${load.toFixed(1)} on two cores.`;
}

function cameraTable(seen: readonly Seen[], load: number): string {
  const rows = seen.map(({ engine, carrier, times, wrong }) => {
    const ordered = times.map((time) => time ?? Number.POSITIVE_INFINITY);
    const at = (share: number) => {
      const value = percentile(ordered, share);
      return Number.isFinite(value) ? `${Math.round(value).toLocaleString('en')} ms` : 'none in time';
    };
    const answered = `${times.filter((time) => time !== null).length} of ${times.length}`;
    return [NAMES[engine], carrier, answered, at(0.5), at(0.95), String(wrong.length)];
  });
  return `${grid([['engine', 'carrier', 'answered', 'p50', 'p95', 'wrong reads'], ...rows])}\n\nLoad average ${load.toFixed(1)} on two cores.`;
}

function grid(rows: readonly (readonly string[])[]): string {
  const [head, ...body] = rows.map((row) => `| ${row.join(' | ')} |`);
  return [head, `|${'---|'.repeat(rows[0]!.length)}`, ...body].join('\n');
}
