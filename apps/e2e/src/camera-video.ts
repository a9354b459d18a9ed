import { writeFileSync } from 'node:fs';
import { PNG } from 'pngjs';

const WIDTH = 1280;
const HEIGHT = 720;
const FRAMES = 15;

/**
 * A camera film from a printed label: held so that its symbol, which stands on the left, is in the middle of the frame, as
 * YUV4MPEG2 (4:2:0, luma only), which Chromium's fake camera plays in a loop. `share` is how much of the frame's height the
 * label takes. `wide`: a linear symbol, of which all of the width is in the middle, as large as `share` of the frame's width.
 */
export function filmOfLabel(png: Uint8Array, file: string, share = 0.6, wide = false): void {
  const label = PNG.sync.read(Buffer.from(png));
  const room = wide ? (WIDTH * share) / label.width : (HEIGHT * share) / label.height;
  const scale = room >= 1 ? Math.floor(room) : room;
  const luma = new Uint8Array(WIDTH * HEIGHT).fill(16 + Math.round((170 * 219) / 255));
  const shown = wide ? label.width : Math.min(label.width, label.height);
  const left = Math.floor((WIDTH - shown * scale) / 2);
  const top = Math.floor((HEIGHT - label.height * scale) / 2);
  for (let y = 0; y < label.height * scale; y += 1) {
    for (let x = 0; x < label.width * scale; x += 1) {
      const grey = greyOf(label, x / scale, y / scale, 1 / scale);
      const column = left + x;
      const row = top + y;
      if (column >= 0 && column < WIDTH && row >= 0 && row < HEIGHT)
        luma[row * WIDTH + column] = 16 + Math.round((grey * 219) / 255);
    }
  }
  const chroma = new Uint8Array((WIDTH * HEIGHT) / 2).fill(128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, chroma]);
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F15:1 Ip A1:1 C420jpeg\n`);
  writeFileSync(file, Buffer.concat([header, ...Array.from({ length: FRAMES }, () => frame)]));
}

/** The label's grey where a pixel of the film sees it: the mean of what falls into it, on white paper. */
function greyOf(label: PNG, x: number, y: number, size: number): number {
  const reach = Math.max(1, Math.round(size));
  let sum = 0;
  for (let row = 0; row < reach; row += 1) {
    for (let column = 0; column < reach; column += 1) {
      const [across, down] = [Math.floor(x) + column, Math.floor(y) + row];
      const at = (Math.min(down, label.height - 1) * label.width + Math.min(across, label.width - 1)) * 4;
      const opacity = (label.data[at + 3] ?? 255) / 255;
      sum += (label.data[at] ?? 255) * opacity + 255 * (1 - opacity);
    }
  }
  return sum / reach ** 2;
}
