import type { ElementData } from '@packproof/gs1';
import { besideLabel } from './beside';
import { elementsOf, type LabelContent, type PackLabel, type UnitLabel } from './content';
import type { Label } from './label';
import { barsLabel, logisticLabel } from './logistic';
import { type BarcodeSymbol, code128, dataMatrix, linkQr } from './symbol';
import { type Size, type SymbolOfTemplate, type Template, templateOf } from './templates';

/** A symbol that its template asks for, drawn, with the X-dimensions it may have. */
export interface DrawnSymbol extends Pick<SymbolOfTemplate, 'modules' | 'optional'> {
  symbol: BarcodeSymbol;
}

/**
 * Puts what is to be said on a template, in `size` or the template's own.
 * @param base public address that a Digital Link begins with
 * @throws DoesNotFit where the size is too small
 */
export function layOut(template: Template, content: LabelContent, base: string, size = template.size): Label {
  const elements = elementsOf(content);
  const symbols = template.symbols.flatMap(({ carrier, ais, modules, optional }): DrawnSymbol[] => {
    const present = ais.flatMap((ai): ElementData | [] => elements.get(ai) ?? []);
    // A unit of mixed content has its number and nothing else.
    const complete = present.length === ais.length;
    if (present.length === 0 || (carrier === 'GS1_128' && !complete)) return [];
    const symbol =
      carrier === 'GS1_128'
        ? code128(present)
        : carrier === 'GS1_DATAMATRIX'
          ? dataMatrix(present)
          : linkQr(present, base);
    return [{ symbol, modules, ...(optional ? { optional } : {}) }];
  });
  if (content.for === 'pack') return besideLabel(template, content, symbols, size);
  if (template.arrangement === 'bars') return barsLabel(template, symbols[0]!, size);
  return logisticLabel(template, content, symbols, size!);
}

const PACK = templateOf('pack-datamatrix')!;
const UNIT = templateOf('unit-sscc')!;

/** GS1 DataMatrix, and beside it the human readable lines. */
export const packLabel = (pack: PackLabel, size?: Size): Label => layOut(PACK, { for: 'pack', ...pack }, '', size);

/** GS1-128 of a logistic unit, its number below. */
export const unitLabel = (unit: UnitLabel, size?: Size): Label => layOut(UNIT, { for: 'unit', ...unit }, '', size);
