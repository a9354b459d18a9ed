import type { Carrier } from './symbol';

/** Millimetres. */
export interface Size {
  width: number;
  height: number;
}

export interface SymbolOfTemplate {
  carrier: Carrier;
  /** AIs in the order in which they are encoded: those of pre-defined length first, so that one separator is enough. */
  ais: readonly string[];
  /** X-dimensions in millimetres, the first that fits. */
  modules: readonly number[];
  /** Left out where it cannot be had within the label: what it says is in another symbol too. */
  optional?: true;
}

export interface Template {
  id: string;
  title: Readonly<Record<'en' | 'zh-CN', string>>;
  for: 'pack' | 'unit';
  /** How its parts stand: lines beside the symbols, or GS1's logistic label from top to bottom. */
  arrangement: 'beside' | 'bars' | 'logistic';
  /** Absent: as large as what is on it. */
  size?: Size;
  symbols: readonly SymbolOfTemplate[];
  /** The product's name as well. */
  withName: boolean;
}

/**
 * X-dimensions: regulated healthcare consumer items take DataMatrix from 0.255 to 0.990 mm (General Specifications, symbol
 * specification table 8), a QR code with a Digital Link URI from 0.396 mm, logistic units GS1-128 from 0.495 to 0.940 mm
 * (table 5). Each begins with what a phone and a worn printer manage well.
 */
const MATRIX = [0.5, 0.423, 0.375, 0.339, 0.296, 0.255] as const;
const QR = [0.5, 0.423, 0.4, 0.396] as const;
const BARS = [0.75, 0.625, 0.5, 0.495] as const;

const PACK = ['01', '17', '10', '21'] as const;
const CONTENT = ['00', '02', '17', '37', '10'] as const;

const logistic: Pick<Template, 'for' | 'arrangement' | 'withName'> = {
  for: 'unit',
  arrangement: 'logistic',
  withName: true,
};
const ON_SMALL: Template['symbols'] = [
  { carrier: 'GS1_DATAMATRIX', ais: CONTENT, modules: [0.75, 0.625, 0.5] },
  { carrier: 'GS1_128', ais: ['02', '37'], modules: [0.5, 0.495] },
  { carrier: 'GS1_128', ais: ['00'], modules: [0.5, 0.495] },
];

export const TEMPLATES: readonly Template[] = [
  {
    id: 'pack-datamatrix',
    title: { en: 'Pack, DataMatrix', 'zh-CN': '药盒，DataMatrix 码' },
    for: 'pack',
    arrangement: 'beside',
    symbols: [{ carrier: 'GS1_DATAMATRIX', ais: PACK, modules: MATRIX }],
    withName: false,
  },
  {
    id: 'pack-datamatrix-qr',
    title: { en: 'Pack, DataMatrix and QR code for patients', 'zh-CN': '药盒，DataMatrix 码与患者查验二维码' },
    for: 'pack',
    arrangement: 'beside',
    symbols: [
      { carrier: 'GS1_DATAMATRIX', ais: PACK, modules: MATRIX },
      // The patient's check asks for no date: a shorter address is a smaller symbol.
      { carrier: 'DIGITAL_LINK_QR', ais: ['01', '10', '21'], modules: QR },
    ],
    withName: true,
  },
  {
    id: 'pack-qr',
    title: { en: 'Pack, QR code for patients', 'zh-CN': '药盒，患者查验二维码' },
    for: 'pack',
    arrangement: 'beside',
    symbols: [{ carrier: 'DIGITAL_LINK_QR', ais: ['01', '10', '21'], modules: QR }],
    withName: true,
  },
  {
    id: 'unit-sscc',
    title: { en: 'Case or pallet, SSCC only', 'zh-CN': '箱或托盘，仅 SSCC' },
    for: 'unit',
    arrangement: 'bars',
    symbols: [{ carrier: 'GS1_128', ais: ['00'], modules: [0.5, 0.495] }],
    withName: false,
  },
  {
    id: 'case-a6',
    title: { en: 'Case, GS1 logistic label A6', 'zh-CN': '箱，GS1 物流标签 A6' },
    ...logistic,
    size: { width: 105, height: 148 },
    symbols: ON_SMALL,
  },
  {
    id: 'pallet-a6',
    title: { en: 'Pallet, GS1 logistic label A6', 'zh-CN': '托盘，GS1 物流标签 A6' },
    ...logistic,
    size: { width: 105, height: 148 },
    symbols: ON_SMALL,
  },
  {
    id: 'pallet-a5',
    title: { en: 'Pallet, GS1 logistic label A5', 'zh-CN': '托盘，GS1 物流标签 A5' },
    ...logistic,
    size: { width: 148, height: 210 },
    symbols: [
      { carrier: 'GS1_DATAMATRIX', ais: CONTENT, modules: [1, 0.75, 0.625, 0.5] },
      { carrier: 'GS1_128', ais: ['02', '17', '37'], modules: BARS },
      { carrier: 'GS1_128', ais: ['10'], modules: BARS, optional: true },
      { carrier: 'GS1_128', ais: ['00'], modules: BARS },
    ],
  },
];

export const templateOf = (id: string): Template | undefined => TEMPLATES.find((each) => each.id === id);

export const carriersOf = ({ symbols }: Template): Carrier[] => [...new Set(symbols.map(({ carrier }) => carrier))];
