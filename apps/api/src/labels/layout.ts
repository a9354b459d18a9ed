import { formatGs1Date } from '@packproof/gs1';
import { type BarcodeSymbol, code128, dataMatrix, type LabelElement } from './symbol';

/** A label in millimetres: what to fill, what to write. Text stands on its baseline. */
export interface Label {
  width: number;
  height: number;
  /** All text, for those who cannot see it. */
  title: string;
  dark: { x: number; y: number; width: number; height: number }[];
  texts: { x: number; y: number; size: number; text: string }[];
}

export interface PackLabel {
  gtin: string;
  serial: string;
  lot: string;
  /** YYYY-MM-DD */
  expiry: string;
}

/** X-dimension for regulated healthcare retail (General Specifications 5.12), and the quiet zones that go with it. */
const MODULE = 0.5;
const MATRIX_QUIET = 2;
const LINEAR_QUIET = 10;
const LINE = 4;
const TEXT = 3;
const BAR_HEIGHT = 32;

/** Elements of a pack in GS1's order: those of fixed length first, so that one separator is enough. */
export const packElements = ({ gtin, serial, lot, expiry }: PackLabel): LabelElement[] => [
  { ai: '01', value: gtin },
  { ai: '17', value: formatGs1Date(expiry) },
  { ai: '10', value: lot },
  { ai: '21', value: serial },
];

/** GS1 DataMatrix, and beside it the human readable lines in the same order. */
export function packLabel(pack: PackLabel): Label {
  const elements = packElements(pack);
  const symbol = dataMatrix(elements);
  const side = (symbol.columns + 2 * MATRIX_QUIET) * MODULE;
  const lines = elements.map(({ ai, value }) => `(${ai}) ${value}`);
  const longest = Math.max(...lines.map((line) => line.length));
  const top = Math.max(0, (side - lines.length * LINE) / 2);
  return {
    width: side + longest * TEXT * 0.72 + 2,
    height: Math.max(side, lines.length * LINE + 2),
    title: lines.join(' '),
    dark: placed(symbol, MATRIX_QUIET * MODULE, MATRIX_QUIET * MODULE, MODULE, MODULE),
    texts: lines.map((text, i) => ({ x: side + 1, y: top + (i + 0.8) * LINE, size: TEXT, text })),
  };
}

/** GS1-128 of a logistic unit, its number below. */
export function unitLabel(sscc: string): Label {
  const elements = [{ ai: '00', value: sscc }];
  const symbol = code128(elements);
  const text = `(00) ${sscc}`;
  const width = (symbol.columns + 2 * LINEAR_QUIET) * MODULE;
  const size = 5;
  return {
    width,
    height: BAR_HEIGHT + 12,
    title: text,
    dark: placed(symbol, LINEAR_QUIET * MODULE, 2, MODULE, BAR_HEIGHT),
    texts: [{ x: (width - text.length * size * 0.72) / 2, y: BAR_HEIGHT + 9, size, text }],
  };
}

const placed = (symbol: BarcodeSymbol, x: number, y: number, width: number, height: number) =>
  symbol.dark.map((each) => ({
    x: x + each.x * width,
    y: y + each.y * height,
    width: each.width * width,
    height: each.height * height,
  }));
