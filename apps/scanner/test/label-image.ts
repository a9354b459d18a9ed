import bwipjs, { type RenderOptions } from 'bwip-js/node';
import { PNG } from 'pngjs';
import type { Pixels } from '../src/decode/decoder';
import { type Filter, greyOf, pixelsOf } from '../src/decode/filters';

export type Symbology = 'gs1datamatrix' | 'gs1-128' | 'gs1qrcode' | 'datamatrix' | 'code128' | 'qrcode';

/** A label as a camera would see it, made by an independent encoder. `scale` is pixels a module. */
export async function labelImage(
  symbology: Symbology,
  text: string,
  scale = 4,
  more: Partial<RenderOptions> = {},
): Promise<Pixels> {
  const png = await bwipjs.toBuffer({
    bcid: symbology,
    text,
    scale,
    padding: 10,
    backgroundcolor: 'FFFFFF',
    ...(symbology.includes('128') ? { height: 12 } : {}),
    ...more,
  });
  const { data, width, height } = PNG.sync.read(png);
  return { data: new Uint8ClampedArray(data), width, height };
}

/** The label somewhere on a grey table. */
export function onTable(
  { data, width, height }: Pixels,
  tableWidth: number,
  tableHeight: number,
  left: number,
  top: number,
): Pixels {
  const out = new Uint8ClampedArray(tableWidth * tableHeight * 4).fill(150);
  for (let i = 3; i < out.length; i += 4) out[i] = 255;
  for (let y = 0; y < height; y++) {
    out.set(data.subarray(y * width * 4, (y + 1) * width * 4), ((top + y) * tableWidth + left) * 4);
  }
  return { data: out, width: tableWidth, height: tableHeight };
}

export const through = (image: Pixels, ...filters: Filter[]): Pixels =>
  pixelsOf(filters.reduce((grey, filter) => filter(grey), greyOf(image)));

/** Noise that is the same in every run (mulberry32). */
export function noisy(image: Pixels, sigma: number, seed = 7): Pixels {
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const gauss = () => Math.sqrt(-2 * Math.log(random() || 1e-9)) * Math.cos(2 * Math.PI * random());
  const grey = greyOf(image);
  return pixelsOf({ ...grey, data: grey.data.map((value) => value + sigma * gauss()) });
}

/** Salt and pepper on a share of the pixels. */
export function peppered(image: Pixels, share: number, seed = 11): Pixels {
  const grey = greyOf(image);
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  return pixelsOf({ ...grey, data: grey.data.map((value) => (random() < share ? (random() < 0.5 ? 0 : 255) : value)) });
}
