import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import { Breather } from '../breather';
import { Refusal } from '../refusal';
import type { LabelContent } from './content';
import { DoesNotFit, type Label } from './label';
import { layOut } from './layout';
import type { Format } from './parameters';
import { toPng } from './png';
import { pdfOf } from './sheets';
import type { Stock } from './stocks';
import { toSvg } from './svg';
import type { Size, Template } from './templates';
import { toZpl } from './zpl';

// Loaded with the first label: encoders and fonts would make every start a third of a second longer.

export interface Drawing {
  template: Template;
  stock?: Stock | undefined;
  /** Public address that a Digital Link begins with. */
  base: string;
  /** Dots in a millimetre, for ZPL. */
  density: number;
}

const ZPL = 'application/zpl; charset=utf-8';

export function drawOne(content: LabelContent, drawing: Drawing, format: Format): StreamableFile {
  const label = laidOut(content, drawing);
  if (format === 'svg') return file(toSvg(label), 'image/svg+xml; charset=utf-8');
  if (format === 'png') return new StreamableFile(toPng(label), { type: 'image/png' });
  if (format === 'zpl') return file(toZpl(label, drawing.density), ZPL, 'attachment; filename="label.zpl"');
  const { stock } = drawing;
  return stream(pdfOf('Label', stock, [label]), 'application/pdf', 'inline; filename="label.pdf"');
}

/** Label by label, as they are read: nobody holds them all. Ends with the reader. */
export function drawMany(
  title: string,
  contents: AsyncIterable<LabelContent>,
  of: (content: LabelContent) => Drawing,
  format: 'pdf' | 'zpl',
  stock: Stock | undefined,
): StreamableFile {
  const labels = (async function* () {
    for await (const content of contents) yield laidOut(content, of(content));
  })();
  if (format === 'pdf') return stream(pdfOf(title, stock, labels), 'application/pdf', 'inline; filename="labels.pdf"');
  const zpl = (async function* () {
    const breather = new Breather();
    for await (const content of contents) {
      const drawing = of(content);
      yield toZpl(laidOut(content, drawing), drawing.density);
      if (breather.due) await breather.breathe();
    }
  })();
  return stream(zpl, ZPL, 'attachment; filename="labels.zpl"');
}

/** To find out before the answer begins whether the label fits. */
export function laidOut(content: LabelContent, { template, stock, base }: Drawing): Label {
  const size: Size | undefined = stock?.cells?.size;
  try {
    return layOut(template, content, base, size);
  } catch (error) {
    if (error instanceof DoesNotFit) throw new Refusal('INVALID_INPUT', { rule: error.message }, 'stock');
    throw error;
  }
}

const file = (text: string, type: string, disposition?: string): StreamableFile =>
  new StreamableFile(Buffer.from(text, 'utf8'), { type, ...(disposition ? { disposition } : {}) });

const stream = (chunks: AsyncIterable<Buffer | string>, type: string, disposition: string): StreamableFile =>
  new StreamableFile(Readable.from(chunks, { objectMode: false }), { type, disposition });
