import {
  BinaryBitmap,
  Code128Reader,
  DataMatrixReader,
  DecodeHintType,
  GlobalHistogramBinarizer,
  HybridBinarizer,
  QRCodeReader,
  type Reader,
  type Result,
  RGBLuminanceSource,
} from '@zxing/library';
import { mendStartPattern } from './code128-start';
import type { Engine, Reading, Step } from './engine';
import { contrasted, type Grey, gaussian, inverted, median, scaled, turned } from './filters';

const HINTS = new Map<DecodeHintType, unknown>([
  [DecodeHintType.ASSUME_GS1, true],
  [DecodeHintType.TRY_HARDER, true],
]);

const RETRIES: readonly Step[] = [
  { name: 'contrast', filter: contrasted, globalThreshold: true },
  { name: 'turned', filter: turned },
  { name: 'inverted', filter: inverted },
  { name: '×2', filter: scaled(2) },
  { name: 'median', filter: median },
  { name: 'gaussian', filter: gaussian(1.2) },
];

// The single readers: the library's MultiFormatReader writes every ordinary miss to the console.
const READERS: readonly { reader: Reader; identify: (result: Result) => Omit<Reading, 'centre'> }[] = [
  { reader: new DataMatrixReader(), identify: dataMatrix },
  { reader: new QRCodeReader(), identify: qrCode },
  { reader: new Code128Reader(), identify: code128 },
];

/** The library in plain JavaScript, for where WebAssembly cannot start. Slower, and reads less. */
export function zxingJsEngine(): Engine {
  mendStartPattern();
  return {
    name: 'zxing-js',
    retries: RETRIES,
    async read(image, step) {
      return READERS.flatMap(({ reader, identify }) => {
        const result = attempt(reader, image, step);
        return result ? [{ ...identify(result), centre: centreOf(result, image) }] : [];
      });
    },
  };
}

function attempt(reader: Reader, { data, width, height }: Grey, step: Step): Result | null {
  const source = new RGBLuminanceSource(data, width, height);
  const bitmap = new BinaryBitmap(
    step.globalThreshold ? new GlobalHistogramBinarizer(source) : new HybridBinarizer(source),
  );
  try {
    return reader.decode(bitmap, HINTS);
  } catch {
    // Not found, or damaged beyond repair: the library throws for both.
    return null;
  } finally {
    reader.reset();
  }
}

// The library gives no identifiers; they follow from the first codeword.
function dataMatrix(result: Result): Omit<Reading, 'centre'> {
  const text = result.getText();
  // ISO/IEC 16022: codeword 232 is FNC1; in first place it says GS1, and the library renders it as 0x1D.
  if (result.getRawBytes()?.[0] !== 232) return { text, symbologyIdentifier: ']d1' };
  return { text: tidy(text.replace(/^\x1d/, '')), symbologyIdentifier: ']d2' };
}

function qrCode(result: Result): Omit<Reading, 'centre'> {
  const text = result.getText();
  // ISO/IEC 18004: mode indicator 0101 is FNC1 in first position.
  if ((result.getRawBytes()?.[0] ?? 0) >> 4 !== 5) return { text, symbologyIdentifier: ']Q1' };
  return { text: tidy(text.replace(/^\x1d/, '')), symbologyIdentifier: ']Q3' };
}

function code128(result: Result): Omit<Reading, 'centre'> {
  const text = result.getText();
  if (!text.startsWith(']C1')) return { text, symbologyIdentifier: ']C0' };
  return { text: tidy(text.slice(3)), symbologyIdentifier: ']C1' };
}

/** A separator at the very end separates nothing; the library appends one now and then. */
function tidy(text: string): string {
  return text.replace(/\x1d+$/, '');
}

function centreOf(result: Result, { width, height }: Grey): Reading['centre'] {
  const points = (result.getResultPoints() ?? []).filter(Boolean);
  if (points.length === 0) return { x: width / 2, y: height / 2 };
  return {
    x: points.reduce((sum, point) => sum + point.getX(), 0) / points.length,
    y: points.reduce((sum, point) => sum + point.getY(), 0) / points.length,
  };
}
