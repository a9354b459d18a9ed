import { writeFileSync } from 'node:fs';
import { PNG } from 'pngjs';

const WIDTH = 1280;
const HEIGHT = 720;
const FRAMES = 15;

/**
 * A camera film from a printed label: held so that its symbol, which stands on the left, is in the middle of the frame, as
 * YUV4MPEG2 (4:2:0, luma only), which Chromium's fake camera plays in a loop. `share` is how much of the frame's height the
 * label takes.
 */
export function filmOfLabel(png: Uint8Array, file: string, share = 0.6): void {
  const label = PNG.sync.read(Buffer.from(png));
  const scale = Math.max(1, Math.floor((HEIGHT * share) / label.height));
  const luma = new Uint8Array(WIDTH * HEIGHT).fill(16 + Math.round((170 * 219) / 255));
  const left = Math.floor((WIDTH - Math.min(label.width, label.height) * scale) / 2);
  const top = Math.floor((HEIGHT - label.height * scale) / 2);
  for (let y = 0; y < label.height * scale; y += 1) {
    for (let x = 0; x < label.width * scale; x += 1) {
      const at = (Math.floor(y / scale) * label.width + Math.floor(x / scale)) * 4;
      const opacity = (label.data[at + 3] ?? 255) / 255;
      const grey = (label.data[at] ?? 255) * opacity + 255 * (1 - opacity);
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
