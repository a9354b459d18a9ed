import type { Pixels } from './decoder';

/** One channel, row by row. */
export interface Grey {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

export type Filter = (image: Grey) => Grey;

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

/** 3 × 3 median, against salt and pepper. */
export const median: Filter = ({ data, width, height }) => {
  const out = data.slice();
  const around = new Uint8ClampedArray(9);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      let n = 0;
      for (let row = (y - 1) * width + x - 1; row <= (y + 1) * width + x - 1; row += width) {
        around[n++] = data[row]!;
        around[n++] = data[row + 1]!;
        around[n++] = data[row + 2]!;
      }
      around.sort();
      out[y * width + x] = around[4]!;
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
    const pass = new Float32Array(data.length);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        let value = 0;
        for (let k = -radius; k <= radius; k++) {
          value += data[y * width + Math.min(width - 1, Math.max(0, x + k))]! * kernel[k + radius]!;
        }
        pass[y * width + x] = value;
      }
    }
    const out = new Uint8ClampedArray(data.length);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        let value = 0;
        for (let k = -radius; k <= radius; k++) {
          value += pass[Math.min(height - 1, Math.max(0, y + k)) * width + x]! * kernel[k + radius]!;
        }
        out[y * width + x] = value + 0.5;
      }
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
