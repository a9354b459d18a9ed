import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';

const READER: ReaderOptions = { formats: ['DataMatrix', 'Code128', 'QRCode'], textMode: 'Plain', tryHarder: true };
let prepared: Promise<unknown> | undefined;

const prepare = async () => {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const wasmBinary = new Uint8Array(await readFile(wasm)).buffer;
  return prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
};

/** What a reader sends of a PNG: symbology identifier and text, or undefined where there is no barcode in it. */
export async function readPng(png: Uint8Array): Promise<string | undefined> {
  prepared ??= prepare();
  await prepared;
  const [found] = await readBarcodes(new Blob([new Uint8Array(png)], { type: 'image/png' }), READER);
  return found && `${found.symbologyIdentifier}${found.text}`;
}
