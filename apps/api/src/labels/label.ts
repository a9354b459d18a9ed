import type { Weight } from '../paper/faces';
import { type BarcodeSymbol, QUIET_ZONE, type Rectangle } from './symbol';

/** A label in millimetres: what SVG, PNG, PDF and ZPL are all made from. */
export interface Label {
  width: number;
  height: number;
  /** All that it says, for those who cannot see it. */
  title: string;
  symbols: PlacedSymbol[];
  /** Thin lines between its parts. */
  rules: Rectangle[];
  texts: LabelText[];
}

export interface PlacedSymbol {
  symbol: BarcodeSymbol;
  /** Where its first module is: the quiet zone lies outside. */
  x: number;
  y: number;
  /** X-dimension. */
  module: number;
  /** Of the bars; of a matrix what its rows come to. */
  height: number;
}

export interface LabelText {
  /** Left end. */
  x: number;
  /** Baseline. */
  y: number;
  /** Em. */
  size: number;
  weight: Weight;
  text: string;
  /** Human readable interpretation of a symbol: the data as encoded, and nothing else. */
  hri?: true;
}

export function place(symbol: BarcodeSymbol, x: number, y: number, module: number, barHeight?: number): PlacedSymbol {
  return { symbol, x, y, module, height: symbol.rows === 1 && barHeight ? barHeight : symbol.rows * module };
}

/** Width of a symbol with its quiet zones. */
export const fullWidth = (symbol: BarcodeSymbol, module: number): number =>
  (symbol.columns + 2 * QUIET_ZONE[symbol.carrier]) * module;

/** Its dark rectangles on the label. */
export function darkOf({ symbol, x, y, module, height }: PlacedSymbol): Rectangle[] {
  const rowHeight = height / symbol.rows;
  return symbol.dark.map((each) => ({
    x: x + each.x * module,
    y: y + each.y * rowHeight,
    width: each.width * module,
    height: each.height * rowHeight,
  }));
}

/** The label cannot be laid out in the size that was asked for. */
export class DoesNotFit extends Error {
  override readonly name = 'DoesNotFit';
}
