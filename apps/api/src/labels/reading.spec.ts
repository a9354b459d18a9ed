import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { checkDigit, parseScan } from '@packproof/gs1';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { ready } from 'zpl-renderer-js';
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import type { LabelContent } from './content';
import type { Label } from './label';
import { layOut, packLabel, unitLabel } from './layout';
import { toPng } from './png';
import { templateOf } from './templates';
import { toZpl } from './zpl';

const CSET82 = `!"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz`;
const GTIN = '09506000134352';
const BASE = 'https://packproof.example.org';
const gtinOf = (digits: string) => digits + checkDigit(digits);
const text = fc.string({ unit: fc.constantFrom(...CSET82), minLength: 1, maxLength: 20 });
const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
const READER: ReaderOptions = {
  formats: ['DataMatrix', 'Code128', 'QRCode'],
  textMode: 'Plain',
  tryHarder: true,
  maxNumberOfSymbols: 8,
};

/** Everything on a picture, as a reader sends it. */
const decode = async (png: Uint8Array) => {
  const found = await readBarcodes(new Blob([new Uint8Array(png)], { type: 'image/png' }), READER);
  return found.map((each) => `${each.symbologyIdentifier}${each.text}`).sort();
};

/** As a label printer would print it. */
const printed = async (label: Label, density: number) => {
  const { api } = await ready;
  const picture = await api.zplToBase64Async(toZpl(label, density), label.width, label.height, Math.round(density));
  return Buffer.from(picture, 'base64');
};

const label = (template: string, content: LabelContent) => layOut(templateOf(template)!, content, BASE);
const pack = (serial: string, lot: string): LabelContent => ({
  for: 'pack',
  gtin: GTIN,
  serial,
  lot,
  expiry: '2027-12-31',
});

describe('labels', () => {
  beforeAll(async () => {
    const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
    const wasmBinary = new Uint8Array(await readFile(wasm)).buffer;
    prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  });

  it('read back as what was printed, for every character of the GS1 set', async () => {
    for (const sign of CSET82) {
      const serial = `A${sign}${sign}1`;
      const drawn = packLabel({ gtin: GTIN, serial, lot: sign, expiry: '2027-12-31' });
      const expected = [`]d201095060001343521727123110${sign}\u001d21${serial}`];
      expect(await decode(toPng(drawn)), sign).toEqual(expected);
      expect(await decode(await printed(drawn, 8)), `ZPL ${sign}`).toEqual(expected);
    }
  });

  it('read back as any pack', async () => {
    await fc.assert(
      fc.asyncProperty(digits(13), text, text, async (start, serial, lot) => {
        const any = { gtin: gtinOf(start), serial, lot, expiry: '2028-02-29' };
        const [read = ''] = await decode(toPng(packLabel(any)));
        expect(parseScan(read)).toMatchObject({ ok: true, ...any });
      }),
      { numRuns: 40 },
    );
  });

  it('with a link read back as a pack and as its address, printed by a label printer too', async () => {
    await fc.assert(
      fc.asyncProperty(text, text, fc.constantFrom(203, 300, 600), async (serial, lot, dpi) => {
        const drawn = label('pack-datamatrix-qr', pack(serial, lot));
        for (const picture of [toPng(drawn), await printed(drawn, dpi / 25.4)]) {
          const read = await decode(picture);
          expect(read.map((each) => each.slice(0, 3))).toEqual([']Q1', ']d2']);
          const path = `/01/${GTIN}/10/${encodeURIComponent(lot)}/21/${encodeURIComponent(serial)}`;
          expect(decodeURIComponent(read[0]!)).toBe(decodeURIComponent(`]Q1${BASE}${path}`));
          for (const each of read) expect(parseScan(each)).toMatchObject({ ok: true, gtin: GTIN, serial, lot });
        }
      }),
      { numRuns: 20 },
    );
  });

  it('of units read back as any number', async () => {
    await fc.assert(
      fc.asyncProperty(digits(17), async (start) => {
        const sscc = gtinOf(start);
        const drawn = unitLabel({ sscc });
        expect(await decode(toPng(drawn))).toEqual([`]C100${sscc}`]);
        expect(await decode(await printed(drawn, 8))).toEqual([`]C100${sscc}`]);
      }),
      { numRuns: 20 },
    );
  });

  it.each(['case-a6', 'pallet-a6', 'pallet-a5'])('%s carries number and content, each symbol readable', async (id) => {
    await fc.assert(
      fc.asyncProperty(digits(17), text, fc.integer({ min: 1, max: 999_999 }), async (start, lot, count) => {
        const sscc = gtinOf(start);
        const content = { gtin: GTIN, lot, expiry: '2027-12-31', count };
        const product = { name: 'Amoxicillin 500 mg', nameZh: '阿莫西林胶囊' };
        const drawn = label(id, { for: 'unit', sscc, kind: 'CASE', content, product, from: { name: '远洋制药' } });
        const all = `]d200${sscc}02${GTIN}1727123137${count}\u001d10${lot}`;
        const bars = id === 'pallet-a5' ? `02${GTIN}1727123137${count}` : `02${GTIN}37${count}`;
        for (const picture of [toPng(drawn), await printed(drawn, 8)]) {
          const read = await decode(picture);
          expect(read).toContain(`]C100${sscc}`);
          expect(read).toContain(`]C1${bars}`);
          expect(read).toContain(all);
        }
      }),
      { numRuns: 5 },
    );
  });
});
