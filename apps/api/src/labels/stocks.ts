import type { Size } from './templates';

/** What labels are printed on. Millimetres. */
export interface Stock {
  id: string;
  title: Readonly<Record<'en' | 'zh-CN', string>>;
  page: Size;
  /** Absent: each label as large as it is, side by side and row by row. */
  cells?: { size: Size; columns: number; rows: number; left: number; top: number; pitchX: number; pitchY: number };
}

const A4: Size = { width: 210, height: 297 };

const single = (id: string, width: number, height: number): Stock => ({
  id,
  title: { en: `Single label, ${width} × ${height} mm`, 'zh-CN': `单张标签，${width} × ${height} mm` },
  page: { width, height },
  cells: { size: { width, height }, columns: 1, rows: 1, left: 0, top: 0, pitchX: width, pitchY: height },
});

export const STOCKS: readonly Stock[] = [
  { id: 'a4', title: { en: 'A4, to be cut', 'zh-CN': 'A4 纸，自行裁切' }, page: A4 },
  {
    id: 'a4-3x8',
    title: { en: 'A4 sheet, 24 labels of 70 × 37 mm', 'zh-CN': 'A4 不干胶，24 张 70 × 37 mm' },
    page: A4,
    cells: { size: { width: 70, height: 37 }, columns: 3, rows: 8, left: 0, top: 0.5, pitchX: 70, pitchY: 37 },
  },
  {
    id: 'a4-2x7',
    title: { en: 'A4 sheet, 14 labels of 99.1 × 38.1 mm', 'zh-CN': 'A4 不干胶，14 张 99.1 × 38.1 mm' },
    page: A4,
    cells: {
      size: { width: 99.1, height: 38.1 },
      columns: 2,
      rows: 7,
      left: 4.65,
      top: 15.15,
      pitchX: 101.6,
      pitchY: 38.1,
    },
  },
  {
    id: 'a4-2x2',
    title: { en: 'A4 sheet, 4 labels of 105 × 148 mm', 'zh-CN': 'A4 不干胶，4 张 105 × 148 mm' },
    page: A4,
    cells: { size: { width: 105, height: 148 }, columns: 2, rows: 2, left: 0, top: 0.5, pitchX: 105, pitchY: 148 },
  },
  single('single-148x210', 148, 210),
  single('single-105x148', 105, 148),
  single('single-100x150', 100, 150),
  single('single-50x25', 50, 25),
];

export const stockOf = (id: string): Stock | undefined => STOCKS.find((each) => each.id === id);

export const perPage = ({ cells }: Stock): number | undefined => cells && cells.columns * cells.rows;
