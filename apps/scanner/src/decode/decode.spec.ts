import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { checkDigit, isCset82, parseScan } from '@packproof/gs1';
import { beforeAll, describe, expect, it } from 'vitest';
import { labelImage, noisy, onTable, peppered, through } from '../../test/label-image';
import { cascade } from './cascade';
import { type Decoder, isGs1, type Pixels, scanOf } from './decoder';
import type { Engine } from './engine';
import { gaussian, inverted, scaled, turned } from './filters';
import { zxingJsEngine } from './zxing-js-engine';
import { zxingWasmEngine } from './zxing-wasm-engine';

const PACK = '(01)04012345678901(17)280229(10)LOT-7(21)A7b/9';
const PACK_TEXT = '01040123456789011728022910LOT-7\x1d21A7b/9';
const SSCC_TEXT = `0034012345000000001${checkDigit('34012345000000001')}`;
const SSCC = `(00)${SSCC_TEXT.slice(2)}`;
const LINK = 'https://id.example.org/01/04012345678901/10/LOT-7/21/A7b';
const isValidGs1 = (scan: string) => parseScan(scan, { partial: true }).ok;

const engines: Partial<Record<Engine['name'], Engine>> = { 'zxing-js': zxingJsEngine() };

beforeAll(async () => {
  const file = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  const bytes = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer;
  engines['zxing-wasm'] = await zxingWasmEngine(bytes);
});

const decoderOf = (name: Engine['name']): Decoder => cascade(engines[name]!, { isValidGs1 });
const read = async (name: Engine['name'], image: Pixels) => {
  const found = await decoderOf(name).decode(image);
  return found && scanOf(found);
};

describe.each(['zxing-wasm', 'zxing-js'] as const)('%s', (engine) => {
  it.each([
    ['gs1datamatrix', PACK, `]d2${PACK_TEXT}`],
    ['gs1qrcode', PACK, `]Q3${PACK_TEXT}`],
    ['gs1-128', SSCC, `]C1${SSCC_TEXT}`],
    ['gs1-128', '(01)04012345678901(10)LOT-7(21)A7', ']C1010401234567890110LOT-7\x1d21A7'],
    ['datamatrix', LINK, `]d1${LINK}`],
    ['qrcode', LINK, `]Q1${LINK}`],
    ['datamatrix', PACK_TEXT.slice(0, 16), `]d1${PACK_TEXT.slice(0, 16)}`],
    ['code128', SSCC_TEXT, `]C0${SSCC_TEXT}`],
  ] as const)('reads %s %s as the reader would send it', async (symbology, text, expected) => {
    expect(await read(engine, await labelImage(symbology, text))).toBe(expected);
  });

  it('gives back every character that GS1 allows, label by label', async () => {
    const allowed = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)).filter(isCset82);
    expect(allowed).toHaveLength(82);
    for (let start = 0; start < allowed.length; start += 20) {
      const serial = allowed.slice(start, start + 20).join('');
      // bwip-js takes brackets for AIs unless they are escaped by their code, with `parse`.
      const escaped = serial.replace(/[()^]/g, (c) => `^${c.charCodeAt(0).toString().padStart(3, '0')}`);
      const image = await labelImage('gs1datamatrix', `(01)04012345678901(21)${escaped}`, 4, { parse: true });
      expect(await read(engine, image)).toBe(`]d2010401234567890121${serial}`);
    }
  });

  it('reads a pack that is turned by a quarter, by a half, or printed white on black', async () => {
    const label = await labelImage('gs1datamatrix', PACK);
    for (const image of [through(label, turned), through(label, turned, turned), through(label, inverted)]) {
      expect(await read(engine, image)).toBe(`]d2${PACK_TEXT}`);
    }
  });

  it('reads an SSCC label that stands on its side', async () => {
    expect(await read(engine, through(await labelImage('gs1-128', SSCC, 3), turned))).toBe(`]C1${SSCC_TEXT}`);
  });

  it('reads an SSCC label beside something dark', async () => {
    const label = await labelImage('gs1-128', SSCC, 3);
    const table = onTable(label, label.width + 80, label.height + 40, 50, 20);
    for (let y = 0; y < table.height; y++) table.data.fill(0, y * table.width * 4, y * table.width * 4 + 40 * 4);
    for (let i = 3; i < table.data.length; i += 4) table.data[i] = 255;
    expect(await read(engine, table)).toBe(`]C1${SSCC_TEXT}`);
  });

  it('sees nothing where nothing is', async () => {
    const white = await labelImage('qrcode', 'x', 1);
    white.data.fill(255);
    expect(await read(engine, white)).toBeNull();
    expect(await read(engine, noisy(white, 60))).toBeNull();
  });
});

describe('the cascade on zxing-wasm', () => {
  it.each([
    ['noise σ 50', (label: Pixels) => noisy(label, 50)],
    ['salt and pepper 8 %', (label: Pixels) => peppered(label, 0.08)],
    ['blur σ 2', (label: Pixels) => through(label, gaussian(2))],
  ])('reads through %s', async (_name, spoil) => {
    expect(await read('zxing-wasm', spoil(await labelImage('gs1datamatrix', PACK, 4)))).toBe(`]d2${PACK_TEXT}`);
  });

  it('reads a small label far off the middle of a picture', async () => {
    const label = await labelImage('gs1datamatrix', PACK, 3);
    expect(await read('zxing-wasm', onTable(label, 1280, 720, 60, 40))).toBe(`]d2${PACK_TEXT}`);
  });

  it('prefers the GS1 code, whatever else is printed beside it', async () => {
    const table = onTable(await labelImage('code128', 'ACME-77', 2), 900, 500, 300, 200);
    const label = await labelImage('gs1datamatrix', PACK, 3);
    for (let y = 0; y < label.height; y++) {
      table.data.set(label.data.subarray(y * label.width * 4, (y + 1) * label.width * 4), ((20 + y) * 900 + 20) * 4);
    }
    expect(await read('zxing-wasm', table)).toBe(`]d2${PACK_TEXT}`);
  });

  it('takes, of two packs, the one in the middle', async () => {
    const table = onTable(await labelImage('gs1datamatrix', PACK, 3), 900, 500, 380, 190);
    const other = await labelImage('gs1datamatrix', PACK.replace('A7b/9', 'OTHER'), 3);
    for (let y = 0; y < other.height; y++) {
      table.data.set(other.data.subarray(y * other.width * 4, (y + 1) * other.width * 4), ((20 + y) * 900 + 20) * 4);
    }
    expect(await read('zxing-wasm', table)).toBe(`]d2${PACK_TEXT}`);
  });

  it('reads an SSCC label of little more than a pixel a bar', async () => {
    // A lens averages before the sensor samples: blur, then shrink.
    const large = await labelImage('gs1-128', SSCC, 6, { includetext: false });
    const small = through(large, gaussian(6 / 1.34 / 3), scaled(1.34 / 6));
    expect(await read('zxing-wasm', small)).toBe(`]C1${SSCC_TEXT}`);
  });
});

describe('a Code 128', () => {
  const blank: Pixels = { data: new Uint8ClampedArray(40 * 40 * 4).fill(255), width: 40, height: 40 };
  const reading = (text: string, symbologyIdentifier = ']C1') => ({
    text,
    symbologyIdentifier,
    centre: { x: 1, y: 1 },
  });
  /** An engine that reads what the script says, look by look. */
  const scripted = (...looks: (string | null)[]) => {
    const asked: string[] = [];
    const engine: Engine = {
      name: 'zxing-wasm',
      retries: [],
      read: async (_image, step) => {
        asked.push(step.name);
        const text = looks.shift();
        return text ? [reading(text)] : [];
      },
    };
    return { engine, asked };
  };
  const other = `0034012345000000002${checkDigit('34012345000000002')}`;

  it('counts when it is read alike at two sizes', async () => {
    const { engine, asked } = scripted(SSCC_TEXT, SSCC_TEXT);
    expect((await cascade(engine, { isValidGs1 }).decode(blank))?.text).toBe(SSCC_TEXT);
    expect(asked).toEqual(['plain', '×1.5']);
  });

  it('does not count when no other size agrees, though its check digit is right', async () => {
    const { engine, asked } = scripted(SSCC_TEXT, other, null, other);
    expect(await cascade(engine, { isValidGs1 }).decode(blank)).toBeNull();
    expect(asked).toEqual(['plain', '×1.5', '×2', '×0.75']);
  });

  it('does not count when it is no valid GS1 data', async () => {
    const wrong = `${SSCC_TEXT.slice(0, -1)}${(Number(SSCC_TEXT.at(-1)) + 1) % 10}`;
    const { engine } = scripted(wrong, wrong);
    expect(await cascade(engine, { isValidGs1 }).decode(blank)).toBeNull();
  });

  it('counts when two frames agree within a moment, and not when they lie apart', async () => {
    let clock = 0;
    const frames = (...looks: (string | null)[]) =>
      cascade(scripted(...looks).engine, { isValidGs1, now: () => clock });
    const soon = frames(SSCC_TEXT, null, SSCC_TEXT);
    expect(await soon.decode(blank, 'frame')).toBeNull();
    clock += 200;
    expect((await soon.decode(blank, 'frame'))?.text).toBe(SSCC_TEXT);
    const late = frames(SSCC_TEXT, null, SSCC_TEXT, null);
    expect(await late.decode(blank, 'frame')).toBeNull();
    clock += 5000;
    expect(await late.decode(blank, 'frame')).toBeNull();
  });
});

describe('GS1 or not', () => {
  it.each([
    [']d2', '01', true],
    [']C1', '00', true],
    [']Q3', '01', true],
    [']d1', PACK_TEXT, false],
    [']C0', SSCC_TEXT, false],
    [']Q1', 'https://example.org/', false],
    [']Q1', LINK, true],
    [']d1', LINK, true],
  ])('%s %s: %s', (symbologyIdentifier, text, expected) => {
    expect(isGs1({ symbologyIdentifier, text })).toBe(expected);
  });
});
