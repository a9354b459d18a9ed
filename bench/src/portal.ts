import type { Measure } from './measure';
import { isBuilt, PAGE_BUDGET, pageSizes } from './portal/pages';

/** Sizes of the portal as it is built: the part that every page shares, then each page's own, the largest first. */
export async function run(): Promise<Measure[]> {
  if (!isBuilt()) throw new Error('The portal is not built: npm run build, or npm start once.');
  const { shared, pages } = pageSizes();
  const kilobytes = (bytes: number) => bytes / 1000;
  return [
    { bench: 'portal', measure: 'shared by every page, gzip', value: kilobytes(shared), unit: 'KB' },
    ...pages.map(({ source, own }) => ({
      bench: 'portal',
      measure: source.replace(/^src\/|^.*node_modules\//, ''),
      value: kilobytes(own),
      unit: 'KB',
      aim: `<= ${kilobytes(PAGE_BUDGET)} KB`,
      floor: kilobytes(shared),
      ratio: own / shared,
    })),
  ];
}
