/** The heading under which the API finds the serials. */
const NAME = 'serial';
const PEEK_BYTES = 65_536;

/** A table somebody brought, of which only the first line has been looked at. */
export interface SerialTable {
  readonly first: readonly string[];
  /** The column that is called serial; undefined: ask. */
  readonly column: number | undefined;
  /** As the API takes it. `hasHeading`: the first line is none of the serials. */
  csv(column: number, hasHeading: boolean): Blob;
  /** Cells of a column that a spreadsheet has rounded (1.23E+18): serials no more. */
  rounded(column: number): number;
}

export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

export const ACCEPTED = '.csv,.txt,.tsv,.xlsx,text/csv,text/plain';

/** @throws UnreadableFile */
export async function openSerialFile(file: File): Promise<SerialTable> {
  const start = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  // A zip archive: a workbook of Excel.
  if (start[0] === 0x50 && start[1] === 0x4b) return openWorkbook(file);
  // What Excel calls Unicode text.
  if (start[0] === 0xff && start[1] === 0xfe) {
    return openCsv(new Blob([new TextDecoder('utf-16le').decode(await file.arrayBuffer())]));
  }
  if (start[0] === 0xd0 && start[1] === 0xcf) throw new UnreadableFile('an old workbook');
  return openCsv(file);
}

export async function openCsv(file: Blob): Promise<SerialTable> {
  const peek = await file.slice(0, PEEK_BYTES).text();
  const line = /^\uFEFF?[^\r\n]*(?:\r\n|\n|\r|$)/.exec(peek)?.[0] ?? '';
  // More than a line of text: no table.
  if (line.includes('\0') || line.length >= PEEK_BYTES) throw new UnreadableFile('no text');
  const bytes =
    new TextEncoder().encode(line).length + (peekHadMark(peek, await file.slice(0, 3).arrayBuffer()) ? 3 : 0);
  const first = splitLine(line.replace(/^\uFEFF/, '').replace(/[\r\n]+$/, ''));
  return {
    first,
    column: columnOf(first),
    csv: (column, hasHeading) =>
      columnOf(first) === column && hasHeading
        ? file
        : new Blob([
            `${heading(first.length, column)}\n`,
            hasHeading ? file.slice(bytes) : file.slice(bytes - encoded(line)),
          ]),
    rounded: () => 0,
  };
}

async function openWorkbook(file: File): Promise<SerialTable> {
  const { readSheet } = await import('read-excel-file/browser');
  // Numbers stay as they are written in the file: a serial of 18 digits is more than a number can hold.
  const rows = await readSheet(file, { parseNumber: (text: string) => text as never }).catch(() => {
    throw new UnreadableFile('a workbook that is none');
  });
  const cells = (row: readonly unknown[], column: number) => String(row[column] ?? '');
  const first = (rows[0] ?? []).map((cell) => String(cell ?? ''));
  if (first.length === 0) throw new UnreadableFile('an empty workbook');
  return {
    first,
    column: columnOf(first),
    csv: (column, hasHeading) => {
      const lines = rows.slice(hasHeading ? 1 : 0).map((row) => `"${cells(row, column).replaceAll('"', '""')}"\r\n`);
      return new Blob([`${NAME}\r\n`, ...lines], { type: 'text/csv' });
    },
    rounded: (column) => rows.filter((row) => /^\d(?:\.\d+)?E\+\d+$/i.test(cells(row, column))).length,
  };
}

/** Blob.text() takes a byte order mark away. */
const peekHadMark = (peek: string, start: ArrayBuffer): boolean => {
  const [a, b, c] = new Uint8Array(start);
  return a === 0xef && b === 0xbb && c === 0xbf && !peek.startsWith('\uFEFF');
};

const encoded = (line: string): number => new TextEncoder().encode(line).length;

const heading = (columns: number, serial: number): string =>
  Array.from({ length: columns }, (_, index) => (index === serial ? NAME : `column${index + 1}`)).join(',');

function columnOf(first: readonly string[]): number | undefined {
  const found = first.findIndex((name) => name.trim().toLowerCase() === NAME);
  return found < 0 ? undefined : found;
}

/** Cells of one line between commas, semicolons or tabs, as the API splits them; RFC 4180 quotes. */
export function splitLine(line: string): string[] {
  const cells: string[] = [];
  for (const [, quoted, plain, end] of line.matchAll(/(?:"((?:[^"]|"")*)"|([^,;\t]*))([,;\t]|$)/g)) {
    cells.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '') break;
  }
  return cells;
}
