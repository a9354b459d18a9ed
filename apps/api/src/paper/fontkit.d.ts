/** As much of fontkit (which pdfkit brings along) as is used here. */
declare module 'fontkit' {
  export interface Path {
    readonly commands: { command: string; args: number[] }[];
  }
  export interface Glyph {
    readonly id: number;
    readonly path: Path;
  }
  export interface Font {
    readonly unitsPerEm: number;
    hasGlyphForCodePoint(codePoint: number): boolean;
    layout(text: string): { glyphs: Glyph[]; positions: { xAdvance: number; xOffset: number; yOffset: number }[] };
  }
  export function openSync(file: string): Font;
}
