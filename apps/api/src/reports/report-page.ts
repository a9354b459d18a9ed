import PDFDocument from 'pdfkit';
import { type Weight, widthOf, wrapped } from '../paper/faces';
import { writeText } from '../paper/write-text';

const POINTS = 72 / 25.4;
const PAGE = { width: 210, height: 297, margin: 18, foot: 16 } as const;
const WIDTH = PAGE.width - 2 * PAGE.margin;
const GREY = '#555555';

export interface Column {
  /** Lines of its head. */
  head: string;
  /** Millimetres. */
  width: number;
  align?: 'right';
  /** Stands over this and the next ones. */
  group?: string;
}

/** A report on A4: text runs down the page and on to the next; millimetres. */
export class ReportPage {
  readonly #document: PDFKit.PDFDocument;
  #y: number = PAGE.margin;

  constructor(title: string, language: string) {
    this.#document = new PDFDocument({
      size: 'A4',
      margin: 0,
      bufferPages: true,
      lang: language,
      info: { Title: title, Creator: 'PackProof' },
    });
  }

  title(text: string): void {
    this.#lines(wrapped(text, WIDTH, 8, 700), 8, 700, 1.25);
    this.#y += 2;
  }

  heading(text: string): void {
    // With some of what it heads.
    this.#need(22);
    this.#y += 5;
    this.#write(PAGE.margin, this.#y + 4, 4.6, text, 700);
    this.#y += 5.6;
    this.#rule(0.3);
    this.#y += 2.5;
  }

  paragraph(text: string, weight: Weight = 400, size = 3.4): void {
    this.#lines(wrapped(text, WIDTH, size, weight), size, weight, 1.45);
    this.#y += 1.2;
  }

  /** What it is called at the left, what it is at the right of it. */
  fact(name: string, value: string): void {
    const left = 46;
    const lines = wrapped(value, WIDTH - left, 3.4);
    lines.forEach((line, i) => {
      this.#need(5);
      if (i === 0) this.#write(PAGE.margin, this.#y + 3.6, 3.1, name, 400, GREY);
      this.#write(PAGE.margin + left, this.#y + 3.6, 3.4, line, 400);
      this.#y += 5;
    });
  }

  /** The head again on every page; a row never on two. `quiet` rows are a part of the one before. */
  table(columns: readonly Column[], rows: readonly { cells: string[]; weight?: Weight; quiet?: boolean }[]): void {
    this.#head(columns);
    for (const { cells, weight = 400, quiet = false } of rows) {
      const texts = columns.map(({ width }, i) => wrapped(cells[i] ?? '', width - 1.5, 3.1, weight));
      const height = Math.max(...texts.map((lines) => lines.length)) * 4.3 + 1.4;
      if (this.#need(height)) this.#head(columns);
      this.#cells(columns, texts, 3.1, weight, quiet ? GREY : 'black', 4.3);
      this.#y += height;
      this.#rule(0.1);
    }
    this.#y += 2;
  }

  /** Page numbers are known now. */
  async end(foot: string, page: (page: number, pages: number) => string): Promise<Buffer> {
    const document = this.#document;
    const { start, count } = document.bufferedPageRange();
    for (let i = 0; i < count; i++) {
      document.switchToPage(start + i);
      const y = PAGE.height - PAGE.foot + 5;
      this.#write(PAGE.margin, y, 2.7, foot, 400, GREY);
      const number = page(i + 1, count);
      this.#write(PAGE.width - PAGE.margin - widthOf(number, 2.7), y, 2.7, number, 400, GREY);
    }
    const chunks: Buffer[] = [];
    const ended = new Promise((resolve, reject) => document.on('end', resolve).on('error', reject));
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.end();
    await ended;
    return Buffer.concat(chunks);
  }

  #head(columns: readonly Column[]): void {
    const texts = columns.map(({ head }) => head.split('\n'));
    const height = Math.max(...texts.map((lines) => lines.length)) * 3.8 + 1.5;
    this.#need(height + 14);
    if (columns.some(({ group }) => group !== undefined)) {
      let x: number = PAGE.margin;
      columns.forEach(({ width, group }) => {
        if (group !== undefined) this.#write(x + 3, this.#y + 3.2, 2.8, group, 400, GREY);
        x += width;
      });
      this.#y += 4.4;
    }
    this.#cells(columns, texts, 2.8, 700, GREY, 3.8);
    this.#y += height;
    this.#rule(0.3);
  }

  #cells(
    columns: readonly Column[],
    texts: string[][],
    size: number,
    weight: Weight,
    colour: string,
    leading: number,
  ): void {
    let x: number = PAGE.margin;
    columns.forEach(({ width, align }, i) => {
      texts[i]!.forEach((line, j) => {
        const left = align === 'right' ? x + width - 0.5 - widthOf(line, size, weight) : x;
        this.#write(left, this.#y + (j + 0.85) * leading, size, line, weight, colour);
      });
      x += width;
    });
  }

  #lines(lines: string[], size: number, weight: Weight, leading: number): void {
    for (const line of lines) {
      this.#need(size * leading);
      this.#write(PAGE.margin, this.#y + size, size, line, weight);
      this.#y += size * leading;
    }
  }

  /** @returns whether a new page was begun for it */
  #need(height: number): boolean {
    if (this.#y + height <= PAGE.height - PAGE.foot - 2) return false;
    this.#document.addPage();
    this.#y = PAGE.margin;
    return true;
  }

  #rule(thick: number): void {
    const { margin } = PAGE;
    this.#document
      .rect(margin * POINTS, this.#y * POINTS, WIDTH * POINTS, thick * POINTS)
      .fill(thick > 0.2 ? 'black' : '#bbbbbb');
  }

  #write(x: number, y: number, size: number, text: string, weight: Weight, colour = 'black'): void {
    if (text === '') return;
    this.#document.fillColor(colour);
    writeText(this.#document, { x: x * POINTS, y: y * POINTS, size: size * POINTS, weight, text });
  }
}
