/** What a browser's `ImageData` gives, and what a test can make without one: RGBA, row by row. */
export interface Pixels {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

export type EngineName = 'zxing-wasm' | 'zxing-js';

export interface Decoded {
  /** The symbol's data, with 0x1D where the symbol has FNC1 as a separator. */
  readonly text: string;
  /** ISO/IEC 15424, for example `]d2`. */
  readonly symbologyIdentifier: string;
  readonly engine: EngineName;
}

/** `frame`: one of many from a camera, be quick; `still`: the only one there is, try everything. */
export type Effort = 'frame' | 'still';

export interface Decoder {
  /** @returns null where there is no code, or none that can be trusted. */
  decode(image: Pixels, effort?: Effort): Promise<Decoded | null>;
}

/** Exactly what a reader that sends identifiers would have sent. */
export function scanOf({ symbologyIdentifier, text }: Pick<Decoded, 'symbologyIdentifier' | 'text'>): string {
  return symbologyIdentifier + text;
}

// GS1 General Specifications, table of symbology identifiers. `]d1` and `]C0` are the same symbols without FNC1 in
// front: somebody else's data, unless it is a GS1 Digital Link URI.
const GS1_IDENTIFIERS = new Set([']d2', ']C1', ']Q3', ']e0', ']J1']);

export function isGs1({ symbologyIdentifier, text }: Pick<Decoded, 'symbologyIdentifier' | 'text'>): boolean {
  return GS1_IDENTIFIERS.has(symbologyIdentifier) || /^https?:\/\/\S+\/(?:01|00|414)\/\d/i.test(text);
}
