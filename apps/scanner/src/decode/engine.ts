import type { EngineName } from './decoder';
import type { Filter, Grey } from './filters';

export interface Reading {
  readonly text: string;
  readonly symbologyIdentifier: string;
  /** Middle of the symbol in pixels of the image that was read. */
  readonly centre: { readonly x: number; readonly y: number };
}

/** One way to look at an image again after a miss. */
export interface Step {
  readonly name: string;
  readonly filter?: Filter;
  /** Threshold by one histogram of the whole image, instead of by neighbourhood. */
  readonly globalThreshold?: boolean;
}

/** A library that finds symbols, wrapped so that the cascade above it is the same for both. */
export interface Engine {
  readonly name: EngineName;
  /** What is worth trying after a miss, most rewarding first. */
  readonly retries: readonly Step[];
  read(image: Grey, step: Step): Promise<readonly Reading[]>;
}

/** Code 128 of any kind: the one symbology in use here that was seen to misread. */
export function isLinear(reading: Pick<Reading, 'symbologyIdentifier'>): boolean {
  return reading.symbologyIdentifier.startsWith(']C');
}
