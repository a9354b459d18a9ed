import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { LabelContent, UnitLabel } from './content';
import { DoesNotFit, fullWidth, type Label } from './label';
import { layOut } from './layout';
import { pdfOf } from './sheets';
import { STOCKS, stockOf } from './stocks';
import { toSvg } from './svg';
import { QUIET_ZONE } from './symbol';
import { TEMPLATES, templateOf } from './templates';
import { toZpl } from './zpl';

const BASE = 'https://packproof.example.org';
const PRODUCT = { name: 'Amoxicillin 500 mg capsules', nameZh: '阿莫西林胶囊' };
const PACK: LabelContent = {
  for: 'pack',
  gtin: '09506000134352',
  serial: `<&>"'()`,
  lot: 'A/1',
  expiry: '2027-12-31',
  product: PRODUCT,
};
const UNIT: UnitLabel = {
  sscc: '095060001343521717',
  kind: 'CASE',
  packs: 120,
  content: { gtin: '09506000134352', lot: 'ABCDEFGHIJKLMNOPQRST', expiry: '2027-12-31', count: 120 },
  product: PRODUCT,
  from: { name: 'Aldrin Laboratories', place: 'Main site' },
  to: { name: '远洋医药批发有限公司', place: '上海仓库' },
};
const contentFor = (of: 'pack' | 'unit'): LabelContent => (of === 'pack' ? PACK : { for: 'unit', ...UNIT });
const drawn = (id: string, size?: { width: number; height: number }): Label => {
  const template = templateOf(id)!;
  return layOut(template, contentFor(template.for), BASE, size);
};
const bytesOf = async (pdf: AsyncIterable<Buffer>) => {
  const chunks: Buffer[] = [];
  for await (const chunk of pdf) chunks.push(chunk);
  return Buffer.concat(chunks);
};
const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length;

describe.each(TEMPLATES.map((each) => [each.id, each] as const))('%s', (id, template) => {
  const label = drawn(id);

  it('has each symbol within GS1’s X-dimensions, with its quiet zone clear of everything', () => {
    const bounds = { GS1_DATAMATRIX: [0.255, 1], DIGITAL_LINK_QR: [0.396, 1], GS1_128: [0.495, 0.94] } as const;
    for (const placed of label.symbols) {
      const { symbol, module } = placed;
      const [least, most] = bounds[symbol.carrier];
      expect(module).toBeGreaterThanOrEqual(least);
      expect(module).toBeLessThanOrEqual(most);
      const quiet = QUIET_ZONE[symbol.carrier] * module;
      // Bars need clear space at their ends only.
      const above = symbol.rows === 1 ? 0 : quiet;
      const zone = {
        left: placed.x - quiet,
        right: placed.x + symbol.columns * module + quiet,
        top: placed.y - above,
        bottom: placed.y + placed.height + above,
      };
      expect(zone.left).toBeGreaterThanOrEqual(-1e-6);
      expect(zone.right).toBeLessThanOrEqual(label.width + 1e-6);
      expect(zone.top).toBeGreaterThanOrEqual(-1e-6);
      expect(zone.bottom).toBeLessThanOrEqual(label.height + 1e-6);
      for (const { x, y, size, text } of label.texts) {
        const apart =
          x >= zone.right || y <= zone.top || y - size * 0.75 >= zone.bottom || x + text.length * 0.1 <= zone.left;
        expect(apart, `${text} in ${symbol.carrier}`).toBe(true);
      }
      for (const other of label.symbols) {
        if (other === placed) continue;
        const apart =
          other.x >= zone.right ||
          other.y >= zone.bottom ||
          other.x + other.symbol.columns * other.module <= zone.left ||
          other.y + other.height <= zone.top;
        expect(apart, `${symbol.carrier} and ${other.symbol.carrier}`).toBe(true);
      }
      if (symbol.carrier === 'GS1_128') expect(placed.height).toBeGreaterThanOrEqual(31.75);
    }
  });

  it('writes what is encoded beside it, in brackets and in GS1’s order', () => {
    const lines = label.texts.filter(({ hri }) => hri).map(({ text }) => text);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/^(\(\d{2,4}\)\S+ ?)+$/);
    if (template.for === 'pack') {
      expect(lines[0]).toBe('(01)09506000134352');
      expect(lines.at(-1)).toBe(`(21)<&>"'()`);
    } else expect(lines).toContain(`(00)${UNIT.sscc}`);
  });

  it('is the same thing in SVG and ZPL', () => {
    expect(toSvg(label)).toContain(`width="${Math.round(label.width * 1000) / 1000}mm"`);
    const zpl = toZpl(label, 8);
    expect(zpl).toMatch(/^\^XA\n\^CI28\n/);
    expect(zpl.match(/\^B[XCQ]N|(\^FO\d+,\d+\^GB\d+,256,\d+\^FS)+/g)).toHaveLength(label.symbols.length);
  });
});

describe('labels', () => {
  it('has GS1’s logistic label from top to bottom, the number of the unit the lowest', () => {
    const { symbols, texts } = drawn('case-a6');
    const lowest = [...symbols].sort((a, b) => b.y - a.y)[0]!;
    expect(lowest.symbol.elements).toEqual([{ ai: '00', value: UNIT.sscc }]);
    const heights = ['FROM · 发货方', 'PRODUCT · 产品'].map((each) => texts.find(({ text }) => text === each)!.y);
    expect(heights).toEqual([...heights].sort((a, b) => a - b));
    const all = texts.map(({ text }) => text);
    for (const part of [PRODUCT.name, PRODUCT.nameZh, '远洋医药批发有限公司', UNIT.sscc, '120', '2027-12-31']) {
      expect(all).toContain(part);
    }
  });

  it('of mixed content says so, and encodes no content', () => {
    const { content: _, ...mixed } = UNIT;
    const label = layOut(templateOf('pallet-a5')!, { for: 'unit', ...mixed }, BASE);
    expect(label.symbols.map(({ symbol }) => symbol.elements.map(({ ai }) => ai))).toEqual([['00']]);
    expect(label.title).toContain('Mixed content');
  });

  it.each(['a4-3x8', 'a4-2x7', 'single-50x25'])('fit %s with the longest data there is', (id) => {
    const size = stockOf(id)!.cells!.size;
    const long = { ...PACK, serial: 'abcdefghijKLMNOPQR_%', lot: 'ABCDEFGHIJabcdefgh-/' } as LabelContent;
    const label = layOut(templateOf('pack-datamatrix')!, long, BASE, size);
    expect([label.width, label.height]).toEqual([size.width, size.height]);
    expect(Math.min(...label.texts.map(({ size: em }) => em))).toBeGreaterThanOrEqual(1.4);
  });

  it('do not shrink to what nobody can read', () => {
    expect(() => drawn('case-a6', { width: 70, height: 37 })).toThrow(DoesNotFit);
    expect(() => drawn('pack-datamatrix', { width: 20, height: 10 })).toThrow(DoesNotFit);
  });

  it('lie where the sheet has its cells', () => {
    for (const { cells, page } of STOCKS) {
      if (!cells) continue;
      const right = cells.left + (cells.columns - 1) * cells.pitchX + cells.size.width;
      const bottom = cells.top + (cells.rows - 1) * cells.pitchY + cells.size.height;
      expect(right).toBeLessThanOrEqual(page.width + 1e-6);
      expect(bottom).toBeLessThanOrEqual(page.height + 1e-6);
    }
  });

  it.each([
    ['a4-3x8', 60, 3],
    ['a4-2x7', 60, 5],
    ['single-50x25', 60, 60],
    ['a4', 60, 2],
  ])('fill as many sheets of %s as it takes', async (id, count, pages) => {
    const stock = stockOf(id)!;
    const label = drawn('pack-datamatrix', stock.cells?.size);
    const pdf = await bytesOf(
      pdfOf(
        'test',
        stock,
        Array.from({ length: count }, () => label),
      ),
    );
    expect(pdf.subarray(0, 7).toString()).toBe('%PDF-1.');
    expect(pagesOf(pdf)).toBe(pages);
  });

  it('give their pages away as they are drawn', async () => {
    let asked = 0;
    const label = drawn('pack-datamatrix', { width: 50, height: 25 });
    const endless = (function* () {
      for (;;) {
        asked += 1;
        yield label;
      }
    })();
    const pdf = pdfOf('test', stockOf('single-50x25')!, endless);
    for (let i = 0; i < 5; i++) expect((await pdf.next()).done).toBe(false);
    await pdf.return(undefined);
    expect(asked).toBeLessThan(200);
  });

  it('embed Chinese as text', async () => {
    const pdf = await bytesOf(pdfOf('test', undefined, [drawn('case-a6')]));
    const text = pdf.toString('latin1');
    expect(text).toContain('NotoSansSC');
    const maps = [...text.matchAll(/stream\r?\n/g)].flatMap(({ index, 0: { length } }) => {
      try {
        return [inflateSync(pdf.subarray(index + length)).toString('latin1')];
      } catch {
        return [];
      }
    });
    // 阿 U+963F in a ToUnicode map: it can be searched and copied.
    expect(maps.some((each) => each.includes('beginbfrange') && /963f/i.test(each))).toBe(true);
  });
});

describe('ZPL', () => {
  it('lets the printer encode pairs of digits, and draws all other bars as they were planned', () => {
    const zpl = (count: number) => {
      const content = { ...UNIT.content!, count };
      return toZpl(layOut(templateOf('case-a6')!, { for: 'unit', ...UNIT, content }, BASE), 8);
    };
    expect(zpl(12)).toContain(`^FD>;>802${UNIT.content!.gtin}3712^FS`);
    expect(zpl(120).match(/\^BCN/g)).toHaveLength(1);
    expect(zpl(120)).toContain(`^FD>;>800${UNIT.sscc}^FS`);
    expect(zpl(120).match(/\^GB/g)!.length).toBeGreaterThan(30);
  });

  it('is never wider than the symbol that was planned', () => {
    for (const id of ['case-a6', 'pallet-a5', 'unit-sscc']) {
      const { symbols, width } = drawn(id);
      for (const { symbol, module } of symbols) expect(fullWidth(symbol, module)).toBeLessThanOrEqual(width);
    }
  });

  it('takes nothing in a text for a command', () => {
    const product = { name: '^XZ~JR_5E\\done' };
    const zpl = toZpl(layOut(templateOf('case-a6')!, { for: 'unit', ...UNIT, product }, BASE), 8);
    expect(zpl.match(/\^XZ/g)).toHaveLength(1);
    expect(zpl).not.toContain('~JR');
    expect(zpl).toContain('\\5EXZ\\7EJR_5E\\5Cdone');
  });
});
