import PDFDocument from 'pdfkit';
import { Breather } from '../breather';
import { writeText } from '../paper/write-text';
import type { Label } from './label';
import type { Stock } from './stocks';
import type { Size } from './templates';

const POINTS = 72 / 25.4;
/** Of a sheet that is to be cut. */
const FLOW = { margin: 10, gap: 3 } as const;

/**
 * Labels as pages of PDF, as they are drawn: what is read out is gone from memory. Without a stock each label is a page of
 * its own size.
 */
export async function* pdfOf(
  title: string,
  stock: Stock | undefined,
  labels: AsyncIterable<Label> | Iterable<Label>,
): AsyncGenerator<Buffer> {
  const sheets = new LabelSheets(title, stock);
  const ready: Buffer[] = [];
  sheets.document.on('data', (chunk: Buffer) => ready.push(chunk));
  const ended = new Promise((resolve, reject) => {
    sheets.document.on('end', resolve);
    sheets.document.on('error', reject);
  });
  const breather = new Breather();
  for await (const label of labels) {
    sheets.add(label);
    if (breather.due) await breather.breathe();
    if (ready.length > 0) yield Buffer.concat(ready.splice(0));
  }
  sheets.document.end();
  await ended;
  yield Buffer.concat(ready);
}

class LabelSheets {
  readonly document: PDFKit.PDFDocument;
  /** On the present page. */
  #count = 0;
  #pages = 0;
  #x = 0;
  #y = 0;
  #rowHeight = 0;

  constructor(
    title: string,
    private readonly stock: Stock | undefined,
  ) {
    this.document = new PDFDocument({ autoFirstPage: false, margin: 0, info: { Title: title, Creator: 'PackProof' } });
  }

  add(label: Label): void {
    if (!this.stock) {
      this.#page(label);
      this.#draw(label, 0, 0);
    } else if (this.stock.cells) this.#intoCell(label, this.stock);
    else this.#flow(label, this.stock.page);
  }

  #intoCell(label: Label, { page, cells }: Stock): void {
    const { columns, rows, left, top, pitchX, pitchY, size } = cells!;
    if (this.#pages === 0 || this.#count === columns * rows) this.#page(page);
    const x = left + (this.#count % columns) * pitchX + (size.width - label.width) / 2;
    const y = top + Math.floor(this.#count / columns) * pitchY + (size.height - label.height) / 2;
    this.#draw(label, x, y);
  }

  /** Side by side and row by row. */
  #flow(label: Label, page: Size): void {
    if (this.#pages > 0 && this.#x + label.width > page.width - FLOW.margin) {
      this.#x = FLOW.margin;
      this.#y += this.#rowHeight + FLOW.gap;
      this.#rowHeight = 0;
    }
    if (this.#pages === 0 || (this.#count > 0 && this.#y + label.height > page.height - FLOW.margin)) {
      this.#page(page);
      [this.#x, this.#y, this.#rowHeight] = [FLOW.margin, FLOW.margin, 0];
    }
    this.#draw(label, this.#x, this.#y);
    this.#x += label.width + FLOW.gap;
    this.#rowHeight = Math.max(this.#rowHeight, label.height);
  }

  #page({ width, height }: Size): void {
    this.document.addPage({ size: [width * POINTS, height * POINTS], margin: 0 });
    this.#pages += 1;
    this.#count = 0;
  }

  #draw({ symbols, rules, texts }: Label, x: number, y: number): void {
    const { document } = this;
    this.#count += 1;
    document.save().scale(POINTS).translate(x, y);
    for (const { symbol, x: left, y: top, module, height } of symbols) {
      // In modules: short whole numbers, which compress well.
      document
        .save()
        .translate(left, top)
        .scale(module, height / symbol.rows);
      for (const r of symbol.dark) document.rect(r.x, r.y, r.width, r.height);
      document.fill('black').restore();
    }
    for (const r of rules) document.rect(r.x, r.y, r.width, r.height);
    if (rules.length > 0) document.fill('black');
    document.fillColor('black');
    for (const each of texts) writeText(document, each);
    document.restore();
  }
}
