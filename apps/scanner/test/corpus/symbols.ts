import { checkDigit } from '@packproof/gs1';
import bwipjs from 'bwip-js/node';
import type { Random } from './random';

/** The three carriers that PackProof prints. */
export const CARRIERS = ['GS1 DataMatrix', 'GS1-128', 'GS1 Digital Link QR'] as const;
export type Carrier = (typeof CARRIERS)[number];

/** Cells a module has at each side: text beside a symbol is finer than the symbol. */
export const CELLS = 2;

/** A label as it is printed: dark (1) and light (0) cells, `CELLS` a module. */
export interface Label {
  readonly carrier: Carrier;
  /** What a reader that sends identifiers would send. */
  readonly scan: string;
  readonly cells: Uint8Array;
  readonly columns: number;
  readonly rows: number;
  /** The symbol with its quiet zone, in modules, from the label's corner. */
  readonly symbol: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
}

const DIGITS = '0123456789';
const LOT = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789-';
const SERIAL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./';

interface Grid {
  readonly width: number;
  readonly height: number;
  dark(x: number, y: number): boolean;
}

const gtinOf = (random: Random) => {
  const body = `0${random.text(12, DIGITS)}`;
  return body + checkDigit(body);
};
const ssccOf = (random: Random) => {
  const body = random.text(17, DIGITS);
  return body + checkDigit(body);
};
const expiryOf = (random: Random) =>
  `${random.whole(27, 31)}${String(random.whole(1, 12)).padStart(2, '0')}${String(random.whole(1, 28)).padStart(2, '0')}`;

function matrix(bcid: string, text: string, more: object = {}): Grid {
  const [drawn] = bwipjs.raw({ bcid, text, ...more });
  if (!drawn || !('pixs' in drawn)) throw new Error(`${bcid} is no matrix symbol`);
  const { pixs, pixx, pixy } = drawn;
  return { width: pixx, height: pixy, dark: (x, y) => pixs[y * pixx + x] === 1 };
}

function bars(text: string, height: number): Grid {
  const [drawn] = bwipjs.raw({ bcid: 'gs1-128', text });
  if (!drawn || !('sbs' in drawn)) throw new Error('gs1-128 is no linear symbol');
  const modules = drawn.sbs.flatMap((width, i) => Array.from({ length: width }, () => i % 2 === 0));
  return { width: modules.length, height, dark: (x) => modules[x]! };
}

/** A label with contents of its own; `wide: false` keeps a GS1-128 to an SSCC. */
export function labelOf(carrier: Carrier, random: Random, wide = true): Label {
  if (carrier === 'GS1 DataMatrix') {
    const [gtin, expiry] = [gtinOf(random), expiryOf(random)];
    const [lot, serial] = [random.text(random.whole(4, 10), LOT), random.text(random.whole(8, 14), SERIAL)];
    const grid = matrix('gs1datamatrix', `(01)${gtin}(17)${expiry}(10)${lot}(21)${serial}`);
    return printed(carrier, `]d201${gtin}17${expiry}10${lot}\x1d21${serial}`, grid, random.whole(1, 4), random);
  }
  if (carrier === 'GS1 Digital Link QR') {
    const serial = random.text(random.whole(8, 12), `${LOT}abcdefghijkmnpqrstuvwxyz_`);
    const link = `https://id.packproof.example/01/${gtinOf(random)}/10/${random.text(6, LOT)}/21/${serial}?17=${expiryOf(random)}`;
    return printed(carrier, `]Q1${link}`, matrix('qrcode', link, { eclevel: 'M' }), 4, random);
  }
  const height = random.whole(36, 60);
  if (wide && random.next() < 0.5) {
    const [gtin, lot] = [gtinOf(random), random.text(random.whole(3, 6), DIGITS)];
    return printed(carrier, `]C101${gtin}10${lot}`, bars(`(01)${gtin}(10)${lot}`, height), 10, random);
  }
  const sscc = ssccOf(random);
  return printed(carrier, `]C100${sscc}`, bars(`(00)${sscc}`, height), 10, random);
}

/** The symbol on paper, with lines of something like print beside or below it. */
function printed(carrier: Carrier, scan: string, grid: Grid, quiet: number, random: Random): Label {
  const linear = carrier === 'GS1-128';
  // A linear symbol has its quiet zone at its ends only; the text may stand close below.
  const above = linear ? 2 : quiet;
  const symbol = { left: 1, top: 1, width: grid.width + 2 * quiet, height: grid.height + 2 * above };
  const beside = linear ? 0 : random.whole(16, 40);
  const below = linear ? 10 : random.whole(0, 8);
  const columns = (symbol.width + beside + 2) * CELLS;
  const rows = (symbol.height + below + 2) * CELLS;
  const cells = new Uint8Array(columns * rows);
  for (let y = 0; y < grid.height * CELLS; y++) {
    for (let x = 0; x < grid.width * CELLS; x++) {
      if (!grid.dark(Math.floor(x / CELLS), Math.floor(y / CELLS))) continue;
      cells[((symbol.top + above) * CELLS + y) * columns + (symbol.left + quiet) * CELLS + x] = 1;
    }
  }
  const print = { cells, columns, rows };
  if (beside > 0) write(print, (symbol.left + symbol.width) * CELLS, CELLS, columns - CELLS, rows - CELLS, random);
  if (below > 4) {
    write(
      print,
      CELLS,
      (symbol.top + symbol.height) * CELLS,
      (symbol.left + symbol.width) * CELLS,
      rows - CELLS,
      random,
    );
  }
  return { carrier, scan, cells, columns, rows, symbol };
}

/** Lines of strokes where a label has its text: seven cells high, as a 5 × 7 face has. */
function write(
  { cells, columns }: { cells: Uint8Array; columns: number },
  left: number,
  top: number,
  right: number,
  bottom: number,
  random: Random,
): void {
  for (let line = top; line + 7 <= bottom; line += 11) {
    for (let x = left; x + 5 <= right; x += 6) {
      if (random.next() < 0.15) continue;
      for (let y = 0; y < 7; y++)
        for (let i = 0; i < 5; i++) if (random.next() < 0.45) cells[(line + y) * columns + x + i] = 1;
    }
  }
}
