/** What a cell of a table is in a file. */
export type CsvValue = string | number | boolean | null | undefined;

/** A text that a spreadsheet would run as a formula; numbers with a sign are not meant. OWASP: CSV injection. */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

function cell(value: CsvValue): string {
  if (value === null || value === undefined) return '';
  let text = String(value);
  if (typeof value === 'string' && FORMULA.test(text) && !NUMBER.test(text)) text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line of RFC 4180, with its line break. */
export const csvLine = (values: readonly CsvValue[]): string => `${values.map(cell).join(',')}\r\n`;

/** A file of lines; the mark at its beginning makes spreadsheets read it as UTF-8. */
export const csvFile = (lines: readonly string[]): Blob => new Blob(['\uFEFF', ...lines], { type: 'text/csv' });

/** Offers a file to the person at the browser. */
export function download(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
