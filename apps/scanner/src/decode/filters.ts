import type { Pixels } from './decoder';

/** One channel, row by row. */
export interface Grey {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

export type Filter = (image: Grey) => Grey;

/** One filter after the other. */
export const chain =
  (...filters: readonly Filter[]): Filter =>
  (image) =>
    filters.reduce((seen, filter) => filter(seen), image);

/** Luma of ITU-R BT.601, on white where the picture is transparent. */
export function greyOf({ data, width, height }: Pixels): Grey {
  const out = new Uint8ClampedArray(width * height);
  for (let i = 0, p = 0; i < out.length; i++, p += 4) {
    const luma = (data[p]! * 77 + data[p + 1]! * 150 + data[p + 2]! * 29) >> 8;
    const alpha = data[p + 3]!;
    out[i] = alpha === 255 ? luma : (luma * alpha + 255 * (255 - alpha)) / 255;
  }
  return { data: out, width, height };
}

export function pixelsOf({ data, width, height }: Grey): Pixels {
  const out = new Uint8ClampedArray(width * height * 4);
  for (let i = 0, p = 0; i < data.length; i++, p += 4) {
    out[p] = out[p + 1] = out[p + 2] = data[i]!;
    out[p + 3] = 255;
  }
  return { data: out, width, height };
}

/** Bilinear, by any factor. */
export function scaled(factor: number): Filter {
  return ({ data, width, height }) => {
    const w = Math.max(1, Math.round(width * factor));
    const h = Math.max(1, Math.round(height * factor));
    const out = new Uint8ClampedArray(w * h);
    for (let y = 0; y < h; y++) {
      const sy = Math.min(height - 1, Math.max(0, (y + 0.5) / factor - 0.5));
      const y0 = Math.floor(sy);
      const fy = sy - y0;
      const row0 = y0 * width;
      const row1 = Math.min(height - 1, y0 + 1) * width;
      for (let x = 0; x < w; x++) {
        const sx = Math.min(width - 1, Math.max(0, (x + 0.5) / factor - 0.5));
        const x0 = Math.floor(sx);
        const x1 = Math.min(width - 1, x0 + 1);
        const fx = sx - x0;
        const top = data[row0 + x0]! * (1 - fx) + data[row0 + x1]! * fx;
        const bottom = data[row1 + x0]! * (1 - fx) + data[row1 + x1]! * fx;
        out[y * w + x] = top * (1 - fy) + bottom * fy + 0.5;
      }
    }
    return { data: out, width: w, height: h };
  };
}

/** 3 × 3 median, against salt and pepper: each column of three in order, then the middle of what can still be it. */
export const median: Filter = ({ data, width, height }) => {
  const out = data.slice();
  const { min, max } = Math;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      let lows = 0;
      let highs = 255;
      // Of the columns: the largest of their lows, the middle of their middles, the smallest of their highs.
      let [m0, m1, m2] = [0, 0, 0];
      for (let k = -1; k <= 1; k++) {
        const at = y * width + x + k;
        const [a, b, c] = [data[at - width]!, data[at]!, data[at + width]!];
        const small = min(a, b);
        const large = max(a, b);
        lows = max(lows, min(small, c));
        highs = min(highs, max(large, c));
        m0 = m1;
        m1 = m2;
        m2 = max(small, min(large, c));
      }
      const middle = max(min(m0, m1), min(max(m0, m1), m2));
      out[y * width + x] = max(min(lows, middle), min(max(lows, middle), highs));
    }
  }
  return { data: out, width, height };
};

/** Gaussian blur, separable, clamped at the edges. */
export function gaussian(sigma: number): Filter {
  const radius = Math.ceil(sigma * 2.5);
  const weights = Array.from({ length: radius * 2 + 1 }, (_, i) =>
    Math.exp(-((i - radius) ** 2) / (2 * sigma * sigma)),
  );
  const sum = weights.reduce((a, b) => a + b);
  const kernel = Float32Array.from(weights, (weight) => weight / sum);
  return ({ data, width, height }) => {
    // Across, then down; of what lies beyond the edge, the edge itself is taken.
    const pass = new Float32Array(data.length);
    const last = width - 1;
    for (let y = 0; y < height; y++) {
      const row = y * width;
      for (let x = 0; x < width; x++) {
        let value = 0;
        if (x >= radius && x + radius <= last) {
          for (let k = -radius; k <= radius; k++) value += data[row + x + k]! * kernel[k + radius]!;
        } else {
          for (let k = -radius; k <= radius; k++) {
            value += data[row + Math.min(last, Math.max(0, x + k))]! * kernel[k + radius]!;
          }
        }
        pass[row + x] = value;
      }
    }
    const out = new Uint8ClampedArray(data.length);
    const line = new Float32Array(width);
    for (let y = 0; y < height; y++) {
      line.fill(0.5);
      for (let k = -radius; k <= radius; k++) {
        const row = Math.min(height - 1, Math.max(0, y + k)) * width;
        const weight = kernel[k + radius]!;
        for (let x = 0; x < width; x++) line[x]! += pass[row + x]! * weight;
      }
      out.set(line, y * width);
    }
    return { data: out, width, height };
  };
}

/** What a blur takes away, put back `amount` times over. */
export function unsharp(sigma: number, amount: number): Filter {
  const blur = gaussian(sigma);
  return (image) => {
    const soft = blur(image).data;
    const out = new Uint8ClampedArray(image.data.length);
    for (let i = 0; i < out.length; i++) out[i] = image.data[i]! + amount * (image.data[i]! - soft[i]!);
    return { ...image, data: out };
  };
}

export const inverted: Filter = (image) => ({ ...image, data: image.data.map((value) => 255 - value) });

/** A quarter turn, for engines that read lines in one direction only. */
export const turned: Filter = ({ data, width, height }) => {
  const out = new Uint8ClampedArray(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) out[x * height + (height - 1 - y)] = data[y * width + x]!;
  }
  return { data: out, width: height, height: width };
};

/** Stretches what lies between the 1st and the 99th percentile over the whole range. */
export const contrasted: Filter = (image) => {
  const histogram = new Uint32Array(256);
  for (const value of image.data) histogram[value]!++;
  const edge = image.data.length / 100;
  let low = 0;
  for (let seen = histogram[0]!; seen < edge && low < 255; seen += histogram[++low]!);
  let high = 255;
  for (let seen = histogram[255]!; seen < edge && high > 0; seen += histogram[--high]!);
  if (high <= low) return image;
  return { ...image, data: image.data.map((value) => ((value - low) * 255) / (high - low)) };
};

/** Pixels of a block in which `levelled` looks for the darkest and the lightest. */
const BLOCK = 8;
/** Differences below this are noise, and are not made larger than they are in proportion. */
const LEAST = 40;

/**
 * Stretches every neighbourhood of three blocks between its own darkest and lightest pixel: what glare, a shadow or
 * a lamp at one side adds to dark and light alike is gone.
 */
export const levelled: Filter = ({ data, width, height }) => {
  const columns = Math.ceil(width / BLOCK);
  const rows = Math.ceil(height / BLOCK);
  const lows = new Uint8ClampedArray(columns * rows).fill(255);
  const highs = new Uint8ClampedArray(columns * rows);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / BLOCK) * columns;
    for (let x = 0; x < width; x++) {
      const block = row + Math.floor(x / BLOCK);
      const value = data[y * width + x]!;
      if (value < lows[block]!) lows[block] = value;
      if (value > highs[block]!) highs[block] = value;
    }
  }
  const low = around(lows, columns, rows, Math.min);
  const high = around(highs, columns, rows, Math.max);
  const out = new Uint8ClampedArray(data.length);
  for (let y = 0; y < height; y++) {
    const by = Math.max(0, (y + 0.5) / BLOCK - 0.5);
    const y0 = Math.min(rows - 1, Math.floor(by));
    const y1 = Math.min(rows - 1, y0 + 1);
    const fy = by - Math.floor(by);
    for (let x = 0; x < width; x++) {
      const bx = Math.max(0, (x + 0.5) / BLOCK - 0.5);
      const x0 = Math.min(columns - 1, Math.floor(bx));
      const x1 = Math.min(columns - 1, x0 + 1);
      const fx = bx - Math.floor(bx);
      const [a, b, c, d] = [y0 * columns + x0, y0 * columns + x1, y1 * columns + x0, y1 * columns + x1];
      const darkest = (low[a]! * (1 - fx) + low[b]! * fx) * (1 - fy) + (low[c]! * (1 - fx) + low[d]! * fx) * fy;
      const lightest = (high[a]! * (1 - fx) + high[b]! * fx) * (1 - fy) + (high[c]! * (1 - fx) + high[d]! * fx) * fy;
      const range = lightest - darkest;
      const missing = Math.max(0, LEAST - range);
      // Where there is no difference, all is light: paper, or the middle of the glare.
      out[y * width + x] = ((data[y * width + x]! - darkest + missing) * 255) / (range + missing);
    }
  }
  return { data: out, width, height };
};

/** Of each block and its eight neighbours. */
function around(
  blocks: Uint8ClampedArray,
  columns: number,
  rows: number,
  choose: (a: number, b: number) => number,
): Uint8ClampedArray {
  return blocks.map((value, i) => {
    const [x, y] = [i % columns, Math.floor(i / columns)];
    let chosen = value;
    for (let j = Math.max(0, y - 1); j <= Math.min(rows - 1, y + 1); j++) {
      for (let k = Math.max(0, x - 1); k <= Math.min(columns - 1, x + 1); k++)
        chosen = choose(chosen, blocks[j * columns + k]!);
    }
    return chosen;
  });
}
