import type { Font } from 'fontkit';
import { runsOf, type Weight } from './faces';

/** Closed, in ems, y upwards from the baseline; straight or with curves as the face has them. */
export interface Outline {
  command: 'M' | 'L' | 'Q' | 'C' | 'Z';
  args: number[];
}

const LETTERS: Readonly<Record<string, Outline['command']>> = {
  moveTo: 'M',
  lineTo: 'L',
  quadraticCurveTo: 'Q',
  bezierCurveTo: 'C',
  closePath: 'Z',
};

interface PlacedGlyph {
  font: Font;
  id: number;
  /** Of its origin, in ems. */
  x: number;
  outline: readonly Outline[];
}

const outlines = new WeakMap<Font, Map<number, Outline[]>>();

/** The glyphs of a line, from its beginning. */
export function glyphsOf(text: string, weight: Weight): PlacedGlyph[] {
  const placed: PlacedGlyph[] = [];
  let pen = 0;
  for (const { face, text: part } of runsOf(text, weight)) {
    const { font } = face;
    const { glyphs, positions } = font.layout(part);
    const known = outlines.get(font) ?? new Map<number, Outline[]>();
    outlines.set(font, known);
    glyphs.forEach((glyph, i) => {
      let outline = known.get(glyph.id);
      if (!outline) {
        outline = glyph.path.commands.map(({ command, args }) => ({
          command: LETTERS[command]!,
          args: args.map((each) => each / font.unitsPerEm),
        }));
        known.set(glyph.id, outline);
      }
      const { xAdvance, xOffset } = positions[i]!;
      placed.push({ font, id: glyph.id, x: pen + xOffset / font.unitsPerEm, outline });
      pen += xAdvance / font.unitsPerEm;
    });
  }
  return placed;
}
