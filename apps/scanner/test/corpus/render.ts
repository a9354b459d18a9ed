import type { Pixels } from '../../src/decode/decoder';
import { type Grey, gaussian, pixelsOf } from '../../src/decode/filters';
import type { Rectangle } from '../../src/input/crop';
import { homography, inverse, project } from './projection';
import { hashOf, NORMAL } from './random';
import { lightOf, type Scene, VIEW } from './scene';
import { CELLS } from './symbols';

/** Looks a pixel is averaged from, in each direction. */
const FINE = 3;
/** Pixels of the table's and carton's mottling. */
const MOTTLE = 24;

/** A part of the camera's picture, as one channel; a `moment` later only the noise is another. */
export function greyFrame(scene: Scene, part: Rectangle = VIEW, moment = 0): Grey {
  const margin = Math.ceil(scene.blur * 2.5);
  const wide = {
    x: part.x - margin,
    y: part.y - margin,
    width: part.width + 2 * margin,
    height: part.height + 2 * margin,
  };
  const sharp = drawn(scene, wide);
  const seen = scene.blur > 0.2 ? gaussian(scene.blur)(sharp) : sharp;
  const data = new Uint8ClampedArray(part.width * part.height);
  const { sigma, specks } = scene.noise;
  const seed = scene.seed + moment;
  for (let y = 0; y < part.height; y++) {
    for (let x = 0; x < part.width; x++) {
      const hash = hashOf(part.x + x, part.y + y, seed);
      const speck = (hash >>> 12) / 0x100000 < specks;
      const value = seen.data[(y + margin) * wide.width + x + margin]! + sigma * NORMAL[hash & 4095]!;
      data[y * part.width + x] = speck ? ((hash >>> 11) & 1) * 255 : value + 0.5;
    }
  }
  return { data, width: part.width, height: part.height };
}

/** What the decoder gets of a scene: the viewfinder's part of the frame. */
export const frameOf = (scene: Scene, moment = 0): Pixels => pixelsOf(greyFrame(scene, VIEW, moment));

function drawn(scene: Scene, part: Rectangle): Grey {
  const { label, light, dark, glare } = scene;
  const lightAt = lightOf(scene.shade);
  const mottle = mottleOf(scene.seed, part);
  const [a, b, c, d, e, f, g, h, i] = inverse(homography(scene.pose)) as number[];
  const middle = { u: label.symbol.left + label.symbol.width / 2, v: label.symbol.top + label.symbol.height / 2 };
  const [labelWidth, labelHeight] = [label.columns / CELLS, label.rows / CELLS];
  // The carton that carries the label: a third larger.
  const edge = Math.min(labelWidth, labelHeight) / 3;
  const near = reachOf(scene, middle, labelWidth, labelHeight, edge);
  const out = new Uint8ClampedArray(part.width * part.height);
  for (let py = 0; py < part.height; py++) {
    const y = part.y + py;
    for (let px = 0; px < part.width; px++) {
      const x = part.x + px;
      const unevenness = mottle(x, y);
      let value = scene.table + unevenness;
      if (x >= near.left && x <= near.right && y >= near.top && y <= near.bottom) {
        let sum = 0;
        for (let sy = 0; sy < FINE; sy++) {
          const fy = y + (sy + 0.5) / FINE - 0.5;
          for (let sx = 0; sx < FINE; sx++) {
            const fx = x + (sx + 0.5) / FINE - 0.5;
            const w = g! * fx + h! * fy + i!;
            const u = (a! * fx + b! * fy + c!) / w + middle.u;
            const v = (d! * fx + e! * fy + f!) / w + middle.v;
            if (u >= 0 && v >= 0 && u < labelWidth && v < labelHeight) {
              sum += label.cells[((v * CELLS) | 0) * label.columns + ((u * CELLS) | 0)] ? dark : light;
            } else if (u >= -edge && v >= -edge && u < labelWidth + edge && v < labelHeight + edge) {
              sum += scene.carton + unevenness;
            } else sum += scene.table + unevenness;
          }
        }
        value = sum / (FINE * FINE);
      }
      value *= lightAt(x, y);
      if (glare) {
        const square = (x - glare.x) ** 2 + (y - glare.y) ** 2;
        if (square < 16 * glare.reach ** 2) value += glare.strength * Math.exp(-square / (2 * glare.reach ** 2));
      }
      out[py * part.width + px] = value + 0.5;
    }
  }
  return { data: out, width: part.width, height: part.height };
}

/** The box of the picture outside which there is nothing but the table. */
function reachOf(scene: Scene, middle: { u: number; v: number }, width: number, height: number, edge: number) {
  const forth = homography(scene.pose);
  const points = [-edge, width + edge].flatMap((u) =>
    [-edge, height + edge].map((v) => project(forth, u - middle.u, v - middle.v)),
  );
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return {
    left: Math.min(...xs) - 1,
    right: Math.max(...xs) + 1,
    top: Math.min(...ys) - 1,
    bottom: Math.max(...ys) + 1,
  };
}

/** Smooth unevenness of ±10, as wood and cardboard have. */
function mottleOf(seed: number, part: Rectangle): (x: number, y: number) => number {
  const left = Math.floor(part.x / MOTTLE);
  const top = Math.floor(part.y / MOTTLE);
  const columns = Math.ceil(part.width / MOTTLE) + 2;
  const knots = Float32Array.from({ length: columns * (Math.ceil(part.height / MOTTLE) + 2) }, (_, i) => {
    const hash = hashOf(left + (i % columns), top + Math.floor(i / columns), seed ^ 0x5bd1e995);
    return ((hash >>> 24) / 255 - 0.5) * 20;
  });
  return (x, y) => {
    const gx = Math.floor(x / MOTTLE);
    const gy = Math.floor(y / MOTTLE);
    const fx = x / MOTTLE - gx;
    const fy = y / MOTTLE - gy;
    const at = (gy - top) * columns + gx - left;
    const upper = knots[at]! * (1 - fx) + knots[at + 1]! * fx;
    const lower = knots[at + columns]! * (1 - fx) + knots[at + columns + 1]! * fx;
    return upper * (1 - fy) + lower * fy;
  };
}
