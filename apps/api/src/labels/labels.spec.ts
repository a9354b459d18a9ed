import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { checkDigit, parseScan } from '@packproof/gs1';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import { packElements, packLabel, unitLabel } from './layout';
import { LabelSheets } from './pdf';
import { toPng } from './png';
import { toSvg } from './svg';

const CSET82 = `!"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz`;
const gtinOf = (digits: string) => digits + checkDigit(digits);
const text = fc.string({ unit: fc.constantFrom(...CSET82), minLength: 1, maxLength: 20 });
const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
const READER: ReaderOptions = { formats: ['DataMatrix', 'Code128'], textMode: 'Plain', tryHarder: true };

const decode = async (png: Buffer) => {
  const [found] = await readBarcodes(new Blob([new Uint8Array(png)], { type: 'image/png' }), READER);
  return found && { identifier: found.symbologyIdentifier, text: found.text };
};

describe('labels', () => {
  beforeAll(async () => {
    const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
    const wasmBinary = new Uint8Array(await readFile(wasm)).buffer;
    prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  });

  it('read back as what was printed, for every character of the GS1 set', async () => {
    for (const sign of CSET82) {
      const serial = `A${sign}${sign}1`;
      const read = await decode(toPng(packLabel({ gtin: '09506000134352', serial, lot: sign, expiry: '2027-12-31' })));
      expect(read).toEqual({ identifier: ']d2', text: `010950600013435217271231${`10${sign}`}\u001d21${serial}` });
    }
  });

  it('read back as any pack', async () => {
    await fc.assert(
      fc.asyncProperty(digits(13), text, text, async (gtin, serial, lot) => {
        const pack = { gtin: gtinOf(gtin), serial, lot, expiry: '2028-02-29' };
        const read = await decode(toPng(packLabel(pack)));
        expect(parseScan(`${read?.identifier}${read?.text}`)).toMatchObject({ ok: true, ...pack });
      }),
      { numRuns: 100 },
    );
  });

  it('read back as any unit', async () => {
    await fc.assert(
      fc.asyncProperty(digits(17), async (start) => {
        const sscc = gtinOf(start);
        expect(await decode(toPng(unitLabel(sscc)))).toEqual({ identifier: ']C1', text: `00${sscc}` });
      }),
      { numRuns: 50 },
    );
  });

  it('write the same lines as text, in the order of the barcode', () => {
    const pack = { gtin: '09506000134352', serial: `<&>"'()`, lot: 'A/1', expiry: '2027-12-31' };
    const svg = toSvg(packLabel(pack));
    expect(packElements(pack).map(({ ai }) => ai)).toEqual(['01', '17', '10', '21']);
    expect(svg).toContain('(01) 09506000134352');
    expect(svg).toContain('(17) 271231');
    expect(svg).toContain('(21) &lt;&amp;&gt;&quot;&#39;()');
  });

  it('fill as many sheets as it takes', async () => {
    const sheets = new LabelSheets('test');
    const chunks: Buffer[] = [];
    sheets.document.on('data', (chunk: Buffer) => chunks.push(chunk));
    const ended = new Promise((resolve) => sheets.document.on('end', resolve));
    for (let i = 0; i < 60; i++) {
      sheets.add(packLabel({ gtin: '09506000134352', serial: `S${i}`, lot: 'L', expiry: '2027-12-31' }));
    }
    sheets.end();
    await ended;
    const pdf = Buffer.concat(chunks).toString('latin1');
    expect(pdf.startsWith('%PDF-1.')).toBe(true);
    expect(pdf.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(1);
  });
});
