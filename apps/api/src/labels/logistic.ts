import { applicationIdentifier, humanReadableLines } from '@packproof/gs1';
import { shortened, type Weight, widthOf, wrapped } from '../paper/faces';
import type { Party, UnitLabel } from './content';
import { DoesNotFit, fullWidth, type Label, type LabelText, type PlacedSymbol, place } from './label';
import type { DrawnSymbol } from './layout';
import { QUIET_ZONE } from './symbol';
import type { Size, Template } from './templates';

/** Least height of a logistic unit's bars (General Specifications, symbol specification table 5: 31.75 mm). */
const BAR_HEIGHT = 32;
const MARGIN = 4;
const RULE = 0.3;

/** GS1-128 of a unit's number, the number below. */
export function barsLabel(template: Template, { symbol, modules }: DrawnSymbol, size?: Size): Label {
  const module = size ? modules.find((each) => fullWidth(symbol, each) <= size.width) : modules[0];
  const height = BAR_HEIGHT + 12;
  if (module === undefined || (size && size.height < height)) throw doesNotFit(template, size!);
  const width = size?.width ?? fullWidth(symbol, module);
  const [text = ''] = humanReadableLines(symbol.elements);
  const em = 5;
  const top = size ? (size.height - height) / 2 : 0;
  return {
    width,
    height: size?.height ?? height,
    title: text,
    symbols: [place(symbol, (width - symbol.columns * module) / 2, top + 2, module, BAR_HEIGHT)],
    rules: [],
    texts: [{ x: (width - widthOf(text, em)) / 2, y: top + BAR_HEIGHT + 8.5, size: em, weight: 400, text, hri: true }],
  };
}

/** Texts that name a block, in both languages: whoever packs and whoever receives may read either. */
const WORDS = {
  from: 'FROM · 发货方',
  to: 'TO · 收货方',
  product: 'PRODUCT · 产品',
  mixed: 'Mixed content · 混装',
  packs: 'PACKS · 盒数',
} as const;
const CHINESE: Readonly<Record<string, string>> = {
  '00': '物流单元代码',
  '02': '内装商品',
  '17': '有效期至',
  '37': '数量',
  '10': '批号',
};
const KIND: Readonly<Record<NonNullable<UnitLabel['kind']>, string>> = {
  PALLET: 'PALLET · 托盘',
  CASE: 'CASE · 箱',
  BUNDLE: 'BUNDLE · 捆包',
  TOTE: 'TOTE · 周转箱',
};

/**
 * GS1's logistic label (General Specifications 6.6): free text at the top, the data in words in the middle with GS1's data
 * titles, barcodes at the bottom, the SSCC's the lowest.
 */
export function logisticLabel(template: Template, unit: UnitLabel, symbols: DrawnSymbol[], size: Size): Label {
  const page = new Sheet(size);
  const bars = symbols.filter(({ symbol }) => symbol.carrier === 'GS1_128');
  const matrix = symbols.find(({ symbol }) => symbol.carrier === 'GS1_DATAMATRIX');
  const top = barsFromBelow(page, template, bars, size);
  parties(page, unit, size);
  productBlock(page, unit, size);
  const symbol = matrixBlock(page, template, matrix, top, size);
  dataBlock(page, unit, bars, matrix, symbol ?? size.width - MARGIN);
  if (page.y > top) throw doesNotFit(template, size);
  return page.label();
}

const doesNotFit = ({ id }: Template, { width, height }: Size) =>
  new DoesNotFit(`${id} does not fit ${width} × ${height} mm: take a larger label, or another template`);

/** What is placed so far, from the top. */
class Sheet {
  y = MARGIN;
  readonly symbols: PlacedSymbol[] = [];
  readonly rules: Label['rules'] = [];
  readonly texts: LabelText[] = [];
  constructor(readonly size: Size) {}

  text(x: number, y: number, size: number, text: string, weight: Weight = 400, hri = false): void {
    if (text !== '') this.texts.push({ x, y, size, weight, text, ...(hri ? { hri: true } : {}) });
  }

  rule(y: number): void {
    this.rules.push({ x: MARGIN, y: y - RULE / 2, width: this.size.width - 2 * MARGIN, height: RULE });
  }

  label(): Label {
    const { symbols, rules, texts } = this;
    return { ...this.size, title: texts.map(({ text }) => text).join(' '), symbols, rules, texts };
  }
}

/** @returns where the barcodes begin */
function barsFromBelow(page: Sheet, template: Template, bars: DrawnSymbol[], size: Size): number {
  const em = 4;
  let bottom = size.height - MARGIN + 1;
  for (const { symbol, modules, optional } of [...bars].reverse()) {
    const module = modules.find((each) => fullWidth(symbol, each) <= size.width);
    if (module === undefined) {
      if (optional) continue;
      throw doesNotFit(template, size);
    }
    const line = humanReadableLines(symbol.elements).join(' ');
    const x = (size.width - symbol.columns * module) / 2;
    const fitting = Math.min(em, (em * (size.width - 2 * MARGIN)) / widthOf(line, em));
    page.text((size.width - widthOf(line, fitting)) / 2, bottom - 1.2, fitting, line, 400, true);
    const y = bottom - em - 1.2 - BAR_HEIGHT;
    page.symbols.push(place(symbol, x, y, module, BAR_HEIGHT));
    bottom = y - 1.5;
  }
  page.rule(bottom - 0.5);
  return bottom - 1;
}

function parties(page: Sheet, { from, to, kind }: UnitLabel, size: Size): void {
  const half = (size.width - 2 * MARGIN) / 2;
  const block = (x: number, word: string, party: Party | undefined) => {
    if (!party) return;
    page.text(x, page.y + 2, 2.2, word);
    const names = wrapped(party.name, half - 2, 3.4, 700);
    page.text(x, page.y + 6, 3.4, names.length > 1 ? shortened(party.name, half - 2, 3.4, 700) : party.name, 700);
    page.text(x, page.y + 10, 2.8, shortened(party.place ?? '', half - 2, 2.8));
  };
  if (from || to) {
    block(MARGIN, WORDS.from, from);
    block(MARGIN + half + 1, WORDS.to, to);
    page.y += 12;
    page.rule(page.y);
    page.y += 1.5;
  }
  if (kind) {
    const text = KIND[kind];
    page.text(size.width - MARGIN - widthOf(text, 3, 700), page.y + 2.6, 3, text, 700);
  }
}

function productBlock(page: Sheet, { product, content, packs }: UnitLabel, size: Size): void {
  page.text(MARGIN, page.y + 2, 2.2, WORDS.product);
  const width = size.width - 2 * MARGIN;
  page.y += 3;
  for (const name of product ? [product.nameZh, product.name] : []) {
    if (!name) continue;
    page.text(MARGIN, page.y + 3.6, 4, shortened(name, width, 4, 700), 700);
    page.y += 4.8;
  }
  if (!content) {
    page.text(MARGIN, page.y + 3.6, 4, WORDS.mixed, 700);
    page.y += 6;
    if (packs !== undefined) {
      page.text(MARGIN, page.y + 2, 2.2, WORDS.packs);
      page.text(MARGIN, page.y + 6, 3.6, String(packs), 700);
      page.y += 8;
    }
  }
  page.y += 0.5;
}

/** @returns where it begins at the left */
function matrixBlock(
  page: Sheet,
  template: Template,
  matrix: DrawnSymbol | undefined,
  bottom: number,
  size: Size,
): number | undefined {
  if (!matrix || matrix.symbol.elements.length < 2) return undefined;
  const { symbol, modules } = matrix;
  const quiet = (module: number) => QUIET_ZONE[symbol.carrier] * module;
  const room = bottom - page.y;
  const module = modules.find((each) => symbol.rows * each + 2 * quiet(each) <= room);
  if (module === undefined) throw doesNotFit(template, size);
  const x = size.width - MARGIN - symbol.columns * module;
  page.symbols.push(place(symbol, x, page.y + quiet(module), module));
  return x - quiet(module) - 2;
}

/** The data in words: its GS1 data title, and below it the value. */
function dataBlock(
  page: Sheet,
  { sscc }: UnitLabel,
  bars: readonly DrawnSymbol[],
  matrix: DrawnSymbol | undefined,
  right: number,
): void {
  const elements = (matrix ?? bars.at(-1))?.symbol.elements ?? [{ ai: '00', value: sscc }];
  let [x, column] = [MARGIN, 0];
  for (const { ai, value } of elements) {
    const title = `${applicationIdentifier(ai)?.title ?? ''} · ${CHINESE[ai] ?? ''}`;
    const shown = ai === '17' ? readableDate(value) : value;
    const wide = ai === '00' || ai === '02' || ai === '10';
    if (wide && column > 0) [x, column, page.y] = [MARGIN, 0, page.y + 8];
    page.text(x, page.y + 2, 2.2, title);
    const room = wide ? right - x : (right - MARGIN) / 2 - 1;
    page.text(x, page.y + 6, Math.min(3.6, (3.6 * room) / widthOf(shown, 3.6, 700)), shown, 700);
    if (wide || column === 1) [x, column, page.y] = [MARGIN, 0, page.y + 8];
    else [x, column] = [MARGIN + (right - MARGIN) / 2, 1];
  }
  if (column > 0) page.y += 8;
}

/** Six digits as a date in words: the day 00 stands for the whole month. */
function readableDate(digits: string): string {
  const [, year, month, day] = /^(\d\d)(\d\d)(\d\d)$/.exec(digits) ?? [];
  return day === '00' ? `20${year}-${month}` : `20${year}-${month}-${day}`;
}
