import { runsOf, type Weight, widthOfRun } from './faces';

/** Text on its baseline; in the document's present unit. */
export interface WrittenText {
  x: number;
  y: number;
  size: number;
  weight: Weight;
  text: string;
}

/** Writes a line, run by run, each in the file that has its glyphs: as text, to be searched and copied. */
export function writeText(document: PDFKit.PDFDocument, { x, y, size, weight, text }: WrittenText): void {
  let pen = x;
  for (const run of runsOf(text, weight)) {
    document.font(run.face.file).fontSize(size).text(run.text, pen, y, { baseline: 'alphabetic', lineBreak: false });
    pen += widthOfRun(run) * size;
  }
}
