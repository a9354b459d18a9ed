import { humanReadableLines } from '@packproof/gs1';
import { widthOf } from '../paper/faces';
import type { PackLabel } from './content';
import { DoesNotFit, fullWidth, type Label, type LabelText, type PlacedSymbol, place } from './label';
import type { DrawnSymbol } from './layout';
import { QUIET_ZONE } from './symbol';
import type { Size, Template } from './templates';

/** Millimetres: the em of a line at its best and at its least, and how far lines are apart in ems. */
const EM = { best: 3, least: 1.4 } as const;
const LEADING = 1.3;
const MARGIN = 1;
/** Names may be cut, data may not. */
const NAME_LONGEST = 45;

interface Line {
  text: string;
  weight: 400 | 700;
  hri?: true;
}

/** The first symbol at the left, lines beside it, a second symbol at the right; everything in the middle of its height. */
export function besideLabel(template: Template, pack: PackLabel, symbols: DrawnSymbol[], size?: Size): Label {
  const lines = linesOf(template, pack, symbols);
  const steps = Math.max(...symbols.map(({ modules }) => modules.length));
  for (let step = 0; step < steps; step++) {
    const sized = symbols.map((each) => ({ ...each, module: each.modules[Math.min(step, each.modules.length - 1)]! }));
    const label = arrange(lines, sized, size);
    if (label) return label;
  }
  throw new DoesNotFit(
    `${template.id} with these values does not fit ${size?.width} × ${size?.height} mm: take a larger label, or another template`,
  );
}

function linesOf({ withName }: Template, { product }: PackLabel, symbols: readonly DrawnSymbol[]): Line[] {
  const names = withName ? [product?.nameZh, product?.name] : [];
  // The lines of the symbol that says most, as encoded.
  const elements = symbols.map(({ symbol }) => symbol.elements).sort((a, b) => b.length - a.length)[0]!;
  return [
    ...names.flatMap((name): Line[] => (name ? [{ text: cut(name), weight: 700 }] : [])),
    ...humanReadableLines(elements).map((text): Line => ({ text, weight: 400, hri: true })),
  ];
}

const cut = (name: string) => {
  const signs = [...name];
  return signs.length <= NAME_LONGEST ? name : `${signs.slice(0, NAME_LONGEST - 1).join('')}…`;
};

function arrange(lines: Line[], symbols: (DrawnSymbol & { module: number })[], size?: Size): Label | undefined {
  const widths = symbols.map(({ symbol, module }) => fullWidth(symbol, module));
  const symbolsHeight = Math.max(
    ...symbols.map(({ symbol, module }) => (symbol.rows + 2 * QUIET_ZONE[symbol.carrier]) * module),
  );
  const widest = Math.max(...lines.map(({ text, weight }) => widthOf(text, 1, weight)));
  const symbolsWidth = widths.reduce((sum, width) => sum + width, 0);
  const gaps = symbols.length * MARGIN;
  let em: number = EM.best;
  if (size) {
    const forText = size.width - symbolsWidth - gaps - 2 * MARGIN;
    em = Math.min(em, forText / widest, (size.height - 2 * MARGIN) / (lines.length * LEADING));
    if (em < EM.least || symbolsHeight > size.height) return undefined;
  }
  const natural = symbolsWidth + gaps + widest * em + 2 * MARGIN;
  const width = size?.width ?? natural;
  const height = size?.height ?? Math.max(symbolsHeight + 2 * MARGIN, lines.length * LEADING * em + 2 * MARGIN);
  // In the middle: printers feed askew.
  const begin = (width - natural) / 2;
  const placed: PlacedSymbol[] = symbols.map(({ symbol, module }, i) => {
    const quiet = QUIET_ZONE[symbol.carrier] * module;
    const x = i === 0 ? begin + MARGIN + quiet : width - begin - MARGIN - widths[i]! + quiet;
    return place(symbol, x, (height - symbol.rows * module) / 2, module);
  });
  const left = begin + widths[0]! + 2 * MARGIN;
  const top = (height - lines.length * LEADING * em) / 2;
  const texts: LabelText[] = lines.map((line, i) => ({
    x: left,
    y: top + (i + 0.98) * LEADING * em - 0.25 * em,
    size: em,
    ...line,
  }));
  return { width, height, title: lines.map(({ text }) => text).join(' '), symbols: placed, rules: [], texts };
}
