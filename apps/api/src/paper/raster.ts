import type { Font } from 'fontkit';
import type { Weight } from './faces';
import { glyphsOf, type Outline } from './outlines';

/** Ink from 0 to 255; row by row. `left` and `top` lead from the glyph's origin on the baseline to its first dot, y downwards. */
interface Bitmap {
  left: number;
  top: number;
  width: number;
  height: number;
  ink: Uint8Array;
}

/** Lines that a row of dots is looked at along. */
const SUBLINES = 4;
/** Pieces that a curve is cut into: glyphs are small. */
const PIECES = 6;

const bitmaps = new WeakMap<Font, Map<string, Bitmap>>();

/** Puts ink where a line's glyphs are; dots, the baseline at y. `put` gets each inked dot once a glyph. */
export function rasterOf(
  { text, weight, x, y, size }: { text: string; weight: Weight; x: number; y: number; size: number },
  put: (x: number, y: number, ink: number) => void,
): void {
  for (const { font, id, x: ems, outline } of glyphsOf(text, weight)) {
    const known = bitmaps.get(font) ?? new Map<string, Bitmap>();
    bitmaps.set(font, known);
    const key = `${id} ${size}`;
    let bitmap = known.get(key);
    if (!bitmap) {
      if (known.size > 5_000) known.clear();
      bitmap = draw(outline, size);
      known.set(key, bitmap);
    }
    const left = Math.round(x + ems * size) + bitmap.left;
    const top = Math.round(y) + bitmap.top;
    for (let j = 0; j < bitmap.height; j++) {
      for (let i = 0; i < bitmap.width; i++) {
        const ink = bitmap.ink[j * bitmap.width + i]!;
        if (ink > 0) put(left + i, top + j, ink);
      }
    }
  }
}

type Edge = [x0: number, y0: number, x1: number, y1: number];

function draw(outline: readonly Outline[], size: number): Bitmap {
  const edges = edgesOf(outline, size);
  if (edges.length === 0) return { left: 0, top: 0, width: 0, height: 0, ink: new Uint8Array() };
  const xs = edges.flatMap(([x0, , x1]) => [x0, x1]);
  const ys = edges.flatMap(([, y0, , y1]) => [y0, y1]);
  const [left, top] = [Math.floor(Math.min(...xs)), Math.floor(Math.min(...ys))];
  const [width, height] = [Math.ceil(Math.max(...xs)) - left, Math.ceil(Math.max(...ys)) - top];
  const cover = new Float32Array(width * height);
  for (let line = 0; line < height * SUBLINES; line++) {
    const at = top + (line + 0.5) / SUBLINES;
    const crossings = edges
      .filter(([, y0, , y1]) => (y0 <= at && y1 > at) || (y1 <= at && y0 > at))
      .map(([x0, y0, x1, y1]) => ({ x: x0 + ((at - y0) / (y1 - y0)) * (x1 - x0) - left, turn: y1 > y0 ? 1 : -1 }))
      .sort((a, b) => a.x - b.x);
    let winding = 0;
    crossings.forEach(({ x, turn }, i) => {
      winding += turn;
      const next = crossings[i + 1];
      if (winding !== 0 && next) span(cover, Math.floor(line / SUBLINES) * width, width, x, next.x);
    });
  }
  return { left, top, width, height, ink: Uint8Array.from(cover, (each) => Math.min(255, Math.round(each * 255))) };
}

function span(cover: Float32Array, row: number, width: number, from: number, to: number): void {
  for (let x = Math.max(0, Math.floor(from)); x < Math.min(width, Math.ceil(to)); x++) {
    cover[row + x]! += Math.max(0, Math.min(to, x + 1) - Math.max(from, x)) / SUBLINES;
  }
}

function edgesOf(outline: readonly Outline[], size: number): Edge[] {
  const edges: Edge[] = [];
  let [x, y, startX, startY] = [0, 0, 0, 0];
  const to = (nextX: number, nextY: number) => {
    if (nextY !== y) edges.push([x * size, -y * size, nextX * size, -nextY * size]);
    [x, y] = [nextX, nextY];
  };
  for (const { command, args } of outline) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args;
    if (command === 'M') [x, y, startX, startY] = [a, b, a, b];
    else if (command === 'L') to(a, b);
    else if (command === 'Z') to(startX, startY);
    else {
      const [fromX, fromY] = [x, y];
      for (let i = 1; i <= PIECES; i++) {
        const t = i / PIECES;
        const s = 1 - t;
        if (command === 'Q') {
          to(s * s * fromX + 2 * s * t * a + t * t * c, s * s * fromY + 2 * s * t * b + t * t * d);
        } else {
          to(
            s ** 3 * fromX + 3 * s * s * t * a + 3 * s * t * t * c + t ** 3 * e,
            s ** 3 * fromY + 3 * s * s * t * b + 3 * s * t * t * d + t ** 3 * f,
          );
        }
      }
    }
  }
  return edges;
}
