import { type ElementData, formatDigitalLink } from '@packproof/gs1';
import bwipjs from 'bwip-js/node';

export type Carrier = 'GS1_DATAMATRIX' | 'GS1_128' | 'DIGITAL_LINK_QR';

/** A barcode in modules: dark rectangles, the quiet zone around them not included. */
export interface BarcodeSymbol {
  carrier: Carrier;
  /** What is in it, in the order in which it is encoded. */
  elements: readonly ElementData[];
  /** Of a QR code: the address in it. */
  uri?: string;
  columns: number;
  /** 1 for bars: they are as high as one likes. */
  rows: number;
  dark: Rectangle[];
}

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Clear space around a symbol, in modules (General Specifications 5.6.3, 5.4.1; ISO/IEC 18004 for QR). */
export const QUIET_ZONE: Readonly<Record<Carrier, number>> = { GS1_DATAMATRIX: 1, GS1_128: 10, DIGITAL_LINK_QR: 4 };

/** GS1 DataMatrix (ECC 200). @throws Error where a value is not what its AI takes */
export const dataMatrix = (elements: readonly ElementData[]): BarcodeSymbol => ({
  carrier: 'GS1_DATAMATRIX',
  elements,
  // What must stand with what is the label's business: one symbol of several may hold a part.
  ...matrix({ bcid: 'gs1datamatrix', text: bracketed(elements), parse: true, dontlint: true }),
});

/** GS1-128. */
export function code128(elements: readonly ElementData[]): BarcodeSymbol {
  const options = { bcid: 'gs1-128', text: bracketed(elements), parse: true, dontlint: true };
  const [drawn] = bwipjs.raw(options as never) as unknown as Linear[];
  const dark: Rectangle[] = [];
  let x = 0;
  // Widths of bars and spaces in turn, a bar first.
  drawn!.sbs.forEach((width, i) => {
    if (i % 2 === 0 && width > 0) dark.push({ x, y: 0, width, height: 1 });
    x += width;
  });
  return { carrier: 'GS1_128', elements, columns: x, rows: 1, dark };
}

/** QR code with a GS1 Digital Link URI under `base`, such as https://packproof.example.org. */
export function linkQr(elements: readonly ElementData[], base: string): BarcodeSymbol {
  const uri = formatDigitalLink(elements, base);
  return { carrier: 'DIGITAL_LINK_QR', elements, uri, ...matrix({ bcid: 'qrcode', text: uri, eclevel: 'M' }) };
}

function matrix(options: object): Pick<BarcodeSymbol, 'columns' | 'rows' | 'dark'> {
  const [drawn] = bwipjs.raw(options as never) as unknown as Matrix[];
  const { pixs, pixx, pixy } = drawn!;
  const dark: Rectangle[] = [];
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

interface Matrix {
  pixs: number[];
  pixx: number;
  pixy: number;
}
interface Linear {
  sbs: number[];
}

/** With `parse`, ^040 and ^041 stand for the brackets that a value itself has; the GS1 set has no caret. */
const bracketed = (elements: readonly ElementData[]): string =>
  elements
    .map(({ ai, value }) => `(${ai})${value.replace(/[()]/g, (sign) => (sign === '(' ? '^040' : '^041'))}`)
    .join('');
