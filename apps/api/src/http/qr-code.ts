/** ISO/IEC 18004: a quiet zone of four modules on every side. */
const QUIET = 4;
/** Upper and lower half of a character: light is filled, for terminals are dark. */
const BLOCKS = { both: '█', upper: '▀', lower: '▄', none: ' ' } as const;

/** A QR code for the terminal, two rows of modules in a line; light modules are written, dark ones left out. */
export async function qrLines(text: string): Promise<string[]> {
  // Loaded where it is wanted only: the encoder would make every start longer.
  const { default: bwipjs } = await import('bwip-js/node');
  const [symbol] = bwipjs.raw({ bcid: 'qrcode', text }) as {
    pixs: number[];
    pixx: number;
    pixy: number;
  }[];
  const { pixs, pixx, pixy } = symbol!;
  const isLight = (x: number, y: number) => x < 0 || y < 0 || x >= pixx || y >= pixy || !pixs[y * pixx + x];
  const lines: string[] = [];
  for (let y = -QUIET; y < pixy + QUIET; y += 2) {
    let line = '';
    for (let x = -QUIET; x < pixx + QUIET; x++) {
      const [upper, lower] = [isLight(x, y), isLight(x, y + 1)];
      line += upper && lower ? BLOCKS.both : upper ? BLOCKS.upper : lower ? BLOCKS.lower : BLOCKS.none;
    }
    lines.push(line);
  }
  return lines;
}
