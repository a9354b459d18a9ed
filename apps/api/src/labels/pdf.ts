import PDFDocument from 'pdfkit';
import type { Label } from './layout';

const POINTS = 72 / 25.4;
const PAGE = { width: 210, height: 297, margin: 10, gap: 3 } as const;

/** A4 sheets, labels side by side and row by row. The document is a stream: end it with the last label. */
export class LabelSheets {
  readonly document: PDFKit.PDFDocument;
  #x: number = PAGE.margin;
  #y: number = PAGE.margin;
  #rowHeight = 0;

  constructor(title: string) {
    this.document = new PDFDocument({ size: 'A4', margin: 0, info: { Title: title } });
    this.document.font('Courier');
  }

  add(label: Label): void {
    if (this.#x + label.width > PAGE.width - PAGE.margin) this.#nextRow();
    if (this.#y + label.height > PAGE.height - PAGE.margin) {
      this.document.addPage();
      this.#x = PAGE.margin;
      this.#y = PAGE.margin;
      this.#rowHeight = 0;
    }
    this.#draw(label);
    this.#x += label.width + PAGE.gap;
    this.#rowHeight = Math.max(this.#rowHeight, label.height);
  }

  end(): void {
    this.document.end();
  }

  #nextRow(): void {
    this.#x = PAGE.margin;
    this.#y += this.#rowHeight + PAGE.gap;
    this.#rowHeight = 0;
  }

  #draw({ dark, texts }: Label): void {
    const { document } = this;
    document
      .save()
      .translate(this.#x * POINTS, this.#y * POINTS)
      .scale(POINTS);
    for (const r of dark) document.rect(r.x, r.y, r.width, r.height);
    document.fill('black');
    for (const t of texts)
      document.fontSize(t.size).text(t.text, t.x, t.y, { baseline: 'alphabetic', lineBreak: false });
    document.restore();
  }
}
