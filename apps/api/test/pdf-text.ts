import { inflateSync } from 'node:zlib';

/** Text of a PDF that embeds its faces with a map to Unicode, as pdfkit writes it: each page's pieces in the order written. */
export function pagesOfPdf(pdf: Uint8Array): string[] {
  const bytes = Buffer.from(pdf);
  const objects = new Map<string, { dictionary: string; stream?: string }>();
  for (const match of bytes.toString('latin1').matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, number = '', body = ''] = match;
    const at = body.search(/stream\r?\n/);
    const dictionary = at < 0 ? body : body.slice(0, at);
    const raw =
      at < 0
        ? undefined
        : Buffer.from(
            body
              .slice(at)
              .replace(/^stream\r?\n/, '')
              .replace(/\n?endstream[\s\S]*$/, ''),
            'latin1',
          );
    const stream = raw && (dictionary.includes('/FlateDecode') ? inflated(raw) : raw.toString('latin1'));
    objects.set(number, { dictionary, ...(stream === undefined ? {} : { stream }) });
  }
  const reference = (dictionary: string, name: string) => new RegExp(`/${name} (\\d+) 0 R`).exec(dictionary)?.[1] ?? '';
  const dictionaryOf = (number: string) => objects.get(number)?.dictionary ?? '';
  const pages = [...objects.values()].filter(({ dictionary }) => /\/Type \/Page\b/.test(dictionary));
  return pages.map(({ dictionary }) => {
    const resources = dictionaryOf(reference(dictionary, 'Resources'));
    const fonts = new Map<string, ReadonlyMap<number, string>>();
    for (const [, name = '', number = ''] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      fonts.set(name, unicodeMap(objects.get(reference(dictionaryOf(number), 'ToUnicode'))?.stream ?? ''));
    }
    return textOf(objects.get(reference(dictionary, 'Contents'))?.stream ?? '', fonts);
  });
}

const inflated = (raw: Buffer): string | undefined => {
  try {
    return inflateSync(raw).toString('latin1');
  } catch {
    return undefined;
  }
};

const utf16 = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le');

function unicodeMap(cmap: string): ReadonlyMap<number, string> {
  const map = new Map<number, string>();
  for (const [, from = '', list = ''] of cmap.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi)) {
    // A ligature stands for several characters, which pdfkit writes with blanks between them.
    [...list.matchAll(/<([0-9a-f ]*)>/gi)].forEach(([, code = ''], i) => {
      map.set(Number.parseInt(from, 16) + i, utf16(code.replaceAll(' ', '')));
    });
  }
  return map;
}

function textOf(content: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let map: ReadonlyMap<number, string> = new Map();
  const pieces: string[] = [];
  for (const [, font, array] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font !== undefined) map = fonts.get(font) ?? new Map();
    else {
      const codes = [...(array ?? '').matchAll(/<([0-9a-f]+)>/gi)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []);
      pieces.push(codes.map((code) => map.get(Number.parseInt(code, 16)) ?? '\ufffd').join(''));
    }
  }
  return pieces.join('\n');
}
