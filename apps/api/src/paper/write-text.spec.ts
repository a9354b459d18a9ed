import PDFDocument from 'pdfkit';
import { expect, it } from 'vitest';
import { pagesOfPdf } from '../../test/pdf-text';
import { writeText } from './write-text';

it('is read again as it was written, ligatures and two writings in a line included', async () => {
  const lines = ['RY+XO5fiAiMN2I/flow=', '请立即停止发药 (01)095', '— ffi'];
  const document = new PDFDocument();
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => document.on('end', resolve));
  for (const [i, text] of lines.entries()) {
    writeText(document, { x: 20, y: 40 + i * 20, size: 8, weight: 400, text });
  }
  document.end();
  await ended;
  expect(pagesOfPdf(Buffer.concat(chunks)).join('').replaceAll('\n', '')).toBe(lines.join(''));
});
