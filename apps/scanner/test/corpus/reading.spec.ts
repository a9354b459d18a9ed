import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseScan } from '@packproof/gs1';
import { beforeAll, describe, expect, it } from 'vitest';
import { cascade } from '../../src/decode/cascade';
import { type Effort, scanOf } from '../../src/decode/decoder';
import type { Engine } from '../../src/decode/engine';
import { zxingJsEngine } from '../../src/decode/zxing-js-engine';
import { zxingWasmEngine } from '../../src/decode/zxing-wasm-engine';
import { BLIND, CARRIERS, type Carrier, FAMILIES, type Family, frameOf, sceneOf } from './index';

// A slice of what `npm run bench -- scan` reads in full: three frames a family and carrier.
const FRAMES = 3;
const isValidGs1 = (scan: string) => parseScan(scan, { partial: true }).ok;

let wasm: Engine;
beforeAll(async () => {
  const file = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  wasm = await zxingWasmEngine(file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer);
});

/** What was read of each family's first frames; every frame meets a decoder that has seen none before. */
async function readings(
  engine: Engine,
  carrier: Carrier,
  families: readonly Family[],
  effort: Effort,
  frames = FRAMES,
) {
  const all: { frame: string; expected: string; read: string | null }[] = [];
  for (const family of families) {
    for (let n = 0; n < frames; n++) {
      const scene = sceneOf(carrier, family, n);
      const found = await cascade(engine, { isValidGs1 }).decode(frameOf(scene), effort);
      all.push({ frame: `${family} ${n}`, expected: scene.label.scan, read: found && scanOf(found) });
    }
  }
  return all;
}

describe.each(CARRIERS)('%s before a camera', (carrier) => {
  it('is read in 24 of 24 frames, and never wrong', async () => {
    const all = await readings(wasm, carrier, FAMILIES, 'still');
    expect(all).toHaveLength(24);
    expect(all.filter(({ read, expected }) => read !== expected)).toEqual([]);
  });

  it('is not taken for something else where it is cut off or missing', async () => {
    const all = await readings(wasm, carrier, BLIND, 'still', 2);
    expect(all.filter(({ read, expected }) => read !== null && read !== expected)).toEqual([]);
    expect(all.filter(({ frame, read }) => frame.startsWith('no symbol') && read !== null)).toEqual([]);
  });

  it('is never read wrong by the second engine', async () => {
    const all = await readings(zxingJsEngine(), carrier, ['blur', 'combined'], 'frame', 2);
    expect(all.filter(({ read, expected }) => read !== null && read !== expected)).toEqual([]);
    expect(all.some(({ read }) => read !== null)).toBe(true);
  });
});
