import { crc32, deflateSync } from 'node:zlib';
import type { Label } from './label';
import { type Raster, toRaster } from './raster';

/** Dots in a millimetre: some 305 dpi, and a whole number of dots for half a millimetre. */
const DOTS = 12;

/** 8-bit greyscale. */
export const toPng = (label: Label): Buffer => encodePng(toRaster(label, DOTS));

function encodePng({ columns, rows, dots }: Raster): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(columns, 0);
  header.writeUInt32BE(rows, 4);
  // Eight bits, greyscale, the only compression, the only filter method, not interlaced.
  header.set([8, 0, 0, 0, 0], 8);
  const filtered = Buffer.alloc((columns + 1) * rows);
  for (let y = 0; y < rows; y++) filtered.set(dots.subarray(y * columns, (y + 1) * columns), y * (columns + 1) + 1);
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
