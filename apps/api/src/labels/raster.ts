import { rasterOf } from '../paper/raster';
import type { Label } from './label';

/** Grey dots, 255 is white; row by row. */
export interface Raster {
  columns: number;
  rows: number;
  dots: Uint8Array;
}

/**
 * The label in dots. Each module is a whole number of dots, so that no bar is wider than its neighbour.
 * @param density dots in a millimetre
 */
export function toRaster({ width, height, symbols, rules, texts }: Label, density: number): Raster {
  const columns = Math.ceil(width * density);
  const rows = Math.ceil(height * density);
  const dots = new Uint8Array(columns * rows).fill(255);
  const fill = (left: number, top: number, right: number, bottom: number) => {
    for (let y = Math.max(0, top); y < Math.min(rows, bottom); y++) {
      dots.fill(0, y * columns + Math.max(0, left), y * columns + Math.min(columns, right));
    }
  };
  for (const { symbol, x, y, module, height: symbolHeight } of symbols) {
    const dot = Math.max(1, Math.round(module * density));
    const rowHeight = symbol.rows === 1 ? Math.round(symbolHeight * density) : dot;
    // What rounding gains or loses is shared by both sides.
    const left = Math.round((x + (symbol.columns * module) / 2) * density - (symbol.columns * dot) / 2);
    const top =
      symbol.rows === 1
        ? Math.round(y * density)
        : Math.round((y + symbolHeight / 2) * density - (symbol.rows * dot) / 2);
    for (const r of symbol.dark) {
      fill(left + r.x * dot, top + r.y * rowHeight, left + (r.x + r.width) * dot, top + (r.y + r.height) * rowHeight);
    }
  }
  for (const r of rules) {
    const top = Math.round(r.y * density);
    const thick = Math.max(1, Math.round(r.height * density));
    fill(Math.round(r.x * density), top, Math.round((r.x + r.width) * density), top + thick);
  }
  for (const { text, weight, x, y, size } of texts) {
    rasterOf({ text, weight, x: x * density, y: y * density, size: size * density }, (column, row, ink) => {
      if (column < 0 || row < 0 || column >= columns || row >= rows) return;
      const at = row * columns + column;
      dots[at] = Math.min(dots[at]!, 255 - ink);
    });
  }
  return { columns, rows, dots };
}
