import { StreamableFile } from '@nestjs/common';
import { type Label, type PackLabel, packLabel, unitLabel } from './layout';
import { LabelSheets } from './pdf';
import { toPng } from './png';
import { toSvg } from './svg';

// Loaded with the first label: encoders and fonts would make every start a third of a second longer.

export type Format = 'svg' | 'png';

export const drawPack = (pack: PackLabel, format: Format): StreamableFile => drawn(packLabel(pack), format);
export const drawUnit = (sscc: string, format: Format): StreamableFile => drawn(unitLabel(sscc), format);

export function drawSheets(title: string, packs: readonly PackLabel[]): StreamableFile {
  const sheets = new LabelSheets(title);
  for (const pack of packs) sheets.add(packLabel(pack));
  sheets.end();
  return new StreamableFile(sheets.document, { type: 'application/pdf', disposition: 'inline; filename="labels.pdf"' });
}

const drawn = (label: Label, format: Format): StreamableFile =>
  format === 'svg'
    ? new StreamableFile(Buffer.from(toSvg(label), 'utf8'), { type: 'image/svg+xml; charset=utf-8' })
    : new StreamableFile(toPng(label), { type: 'image/png' });
