import bwipjs from 'bwip-js/node';

/** One element of a barcode, in the order in which it is encoded and printed. */
export interface LabelElement {
  ai: string;
  value: string;
}

/** A barcode in modules: dark rectangles, the quiet zone around them not included. */
export interface BarcodeSymbol {
  columns: number;
  rows: number;
  dark: { x: number; y: number; width: number; height: number }[];
}

/** GS1 DataMatrix (ECC 200). @throws Error where a value is not what its AI takes */
export function dataMatrix(elements: readonly LabelElement[]): BarcodeSymbol {
  const [drawn] = bwipjs.raw({ bcid: 'gs1datamatrix', text: bracketed(elements), parse: true }) as Matrix[];
  const { pixs, pixx, pixy } = drawn!;
  const dark: BarcodeSymbol['dark'] = [];
  for (let y = 0; y < pixy; y++) {
    for (let x = 0; x < pixx; x++) {
      if (!pixs[y * pixx + x]) continue;
      const from = x;
      while (x + 1 < pixx && pixs[y * pixx + x + 1]) x += 1;
      dark.push({ x: from, y, width: x - from + 1, height: 1 });
    }
  }
  return { columns: pixx, rows: pixy, dark };
}

/** GS1-128. `rows` is 1: it is as high as one likes. */
export function code128(elements: readonly LabelElement[]): BarcodeSymbol {
  const [drawn] = bwipjs.raw({ bcid: 'gs1-128', text: bracketed(elements), parse: true }) as Linear[];
  const dark: BarcodeSymbol['dark'] = [];
  let x = 0;
  // Widths of bars and spaces in turn, a bar first.
  drawn!.sbs.forEach((width, i) => {
    if (i % 2 === 0 && width > 0) dark.push({ x, y: 0, width, height: 1 });
    x += width;
  });
  return { columns: x, rows: 1, dark };
}

interface Matrix {
  pixs: number[];
  pixx: number;
  pixy: number;
}
interface Linear {
  sbs: number[];
}

/** With `parse`, ^040 and ^041 stand for the brackets that a value itself has; the GS1 set has no caret. */
const bracketed = (elements: readonly LabelElement[]): string =>
  elements
    .map(({ ai, value }) => `(${ai})${value.replace(/[()]/g, (sign) => (sign === '(' ? '^040' : '^041'))}`)
    .join('');
