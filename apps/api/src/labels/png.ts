import { crc32, deflateSync } from 'node:zlib';
import bwipjs from 'bwip-js/node';
import type { Label } from './layout';

/** Dots in a millimetre: some 305 dpi, and a whole number of dots for a module. */
const DOTS = 12;

/** Glyphs of bwip-js, which draws them itself but does not declare that it lends them. */
interface Glyph {
  top: number;
  left: number;
  width: number;
  height: number;
  advance: number;
  bytes: Uint8Array;
  offset: number;
}
const { FontLib } = bwipjs as unknown as {
  FontLib: { lookup(name: string): number; getglyph(font: number, code: number, width: number, height: number): Glyph };
};

/** 8-bit greyscale. */
export function toPng({ width, height, dark, texts }: Label): Buffer {
  const columns = Math.ceil(width * DOTS);
  const rows = Math.ceil(height * DOTS);
  const image = new Uint8Array(columns * rows).fill(255);
  for (const r of dark) {
    const [left, right] = [Math.round(r.x * DOTS), Math.round((r.x + r.width) * DOTS)];
    const [top, bottom] = [Math.round(r.y * DOTS), Math.round((r.y + r.height) * DOTS)];
    for (let y = top; y < bottom; y++) image.fill(0, y * columns + left, y * columns + right);
  }
  for (const t of texts) drawText(image, columns, rows, t);
  return encodePng(image, columns, rows);
}

function drawText(
  image: Uint8Array,
  columns: number,
  rows: number,
  { x, y, size, text }: Label['texts'][number],
): void {
  const font = FontLib.lookup('OCR-B');
  const dots = Math.round(size * DOTS);
  let pen = Math.round(x * DOTS);
  const baseline = Math.round(y * DOTS);
  for (const sign of text) {
    const glyph = FontLib.getglyph(font, sign.charCodeAt(0), dots, dots);
    for (let j = 0; j < glyph.height; j++) {
      for (let i = 0; i < glyph.width; i++) {
        const [px, py] = [pen + glyph.left + i, baseline - glyph.top + j];
        const ink = glyph.bytes[glyph.offset + j * glyph.width + i]!;
        if (ink > 0 && px >= 0 && px < columns && py >= 0 && py < rows) {
          const at = py * columns + px;
          image[at] = Math.min(image[at]!, 255 - ink);
        }
      }
    }
    pen += glyph.advance;
  }
}

function encodePng(image: Uint8Array, columns: number, rows: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(columns, 0);
  header.writeUInt32BE(rows, 4);
  // Eight bits, greyscale, the only compression, the only filter method, not interlaced.
  header.set([8, 0, 0, 0, 0], 8);
  const filtered = Buffer.alloc((columns + 1) * rows);
  for (let y = 0; y < rows; y++) filtered.set(image.subarray(y * columns, (y + 1) * columns), y * (columns + 1) + 1);
  // Dots a metre, so that it prints in its real size.
  const density = Buffer.alloc(9);
  density.writeUInt32BE(DOTS * 1000, 0);
  density.writeUInt32BE(DOTS * 1000, 4);
  density[8] = 1;
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('pHYs', density),
    chunk('IDAT', deflateSync(filtered)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body) >>> 0, body.length + 4);
  return framed;
}
