/** A cell that begins so is a formula to a spreadsheet (OWASP "CSV Injection"): an apostrophe in front makes it text. */
const FORMULA = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]/;

export function csvCell(value: string | number): string {
  const text = typeof value === 'number' ? String(value) : FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One record of RFC 4180, its line break included. */
export const csvLine = (row: readonly (string | number)[]): string => `${row.map(csvCell).join(',')}\r\n`;

/** RFC 4180 with a header, UTF-8. */
export function csv(header: readonly string[], rows: Iterable<readonly (string | number)[]>): Uint8Array {
  let text = csvLine(header);
  for (const row of rows) text += csvLine(row);
  return Buffer.from(text, 'utf8');
}
