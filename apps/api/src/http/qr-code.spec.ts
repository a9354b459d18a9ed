import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { qrLines } from './qr-code';

/** As a camera sees the terminal: a character is two rows of modules, filled where light. */
function photographed(lines: readonly string[]) {
  const scale = 4;
  const [width, height] = [lines[0]!.length * scale, lines.length * 2 * scale];
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const row = Math.floor(y / scale);
      const sign = lines[row >> 1]![Math.floor(x / scale)];
      const isLight = sign === '█' || sign === (row % 2 === 0 ? '▀' : '▄');
      data.fill(isLight ? 255 : 0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return { data, width, height, colorSpace: 'srgb' } as unknown as Parameters<typeof readBarcodes>[0];
}

beforeAll(() => {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(wasm)).buffer } });
});

it('the code on the terminal is read as the address', async () => {
  for (const url of ['https://192.168.1.20:4000', 'https://[fd00::1234:5678:9abc:def0]:4000']) {
    const lines = await qrLines(url);
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
    const read = await readBarcodes(photographed(lines), { formats: ['QRCode'], tryInvert: false });
    expect(read.map(({ text }) => text)).toEqual([url]);
  }
});
