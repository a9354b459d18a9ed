import { type Decoded, type Decoder, type Effort, isGs1, type Pixels, scanOf } from './decoder';
import { type Engine, isLinear, type Reading, type Step } from './engine';
import { type Grey, greyOf, scaled } from './filters';

const PLAIN: Step = { name: 'plain' };

/** Sizes at which a Code 128 is read again until two readings agree. */
const CONFIRMING: readonly Step[] = [1.5, 2, 0.75].map((factor) => ({ name: `×${factor}`, filter: scaled(factor) }));

/** A frame's unconfirmed reading counts for the next frames, for this long. */
const MEMORY_MS = 1500;

export interface CascadeOptions {
  /** Whether a scan is flawless GS1 data; a GS1-128 that is not is taken for a misread. */
  readonly isValidGs1: (scan: string) => boolean;
  readonly now?: () => number;
}

/**
 * Reads an image as it is, and after a miss through filters: all of them on a still, one more with every frame
 * of a camera, so that the picture keeps moving.
 */
export function cascade(engine: Engine, { isValidGs1, now = Date.now }: CascadeOptions): Decoder {
  let turn = 0;
  let unconfirmed: { scan: string; at: number } | null = null;

  async function confirmed(found: Reading, seen: Grey, effort: Effort): Promise<boolean> {
    if (!isLinear(found)) return true;
    const scan = scanOf(found);
    if (found.symbologyIdentifier === ']C1' && !isValidGs1(scan)) return false;
    if (effort === 'frame' && unconfirmed?.scan === scan && now() - unconfirmed.at < MEMORY_MS) return true;
    if (effort === 'frame') unconfirmed = { scan, at: now() };
    // On a frame one more look is enough: if it fails, the next frame can confirm.
    for (const again of CONFIRMING.slice(0, effort === 'frame' ? 1 : CONFIRMING.length)) {
      const readings = await engine.read(again.filter!(seen), again);
      if (readings.some((reading) => scanOf(reading) === scan)) return true;
    }
    return false;
  }

  async function attempt(image: Grey, step: Step, effort: Effort): Promise<Decoded | null> {
    const seen = step.filter ? step.filter(image) : image;
    const readings = await engine.read(seen, step);
    for (const reading of mostWanted(readings, seen)) {
      if (await confirmed(reading, seen, effort)) {
        const { text, symbologyIdentifier } = reading;
        return { text, symbologyIdentifier, engine: engine.name };
      }
    }
    return null;
  }

  return {
    async decode(image: Pixels, effort: Effort = 'still') {
      const grey = greyOf(image);
      const { retries } = engine;
      const steps =
        effort === 'still' || retries.length === 0 ? [PLAIN, ...retries] : [PLAIN, retries[turn++ % retries.length]!];
      let other: Decoded | null = null;
      for (const step of steps) {
        const found = await attempt(grey, step, effort);
        if (found && isGs1(found)) return found;
        other ??= found;
      }
      return other;
    },
  };
}

/** GS1 symbols before others, then the one nearest to the middle: that is what somebody points at. */
function mostWanted(readings: readonly Reading[], { width, height }: Grey): Reading[] {
  const distance = ({ centre }: Reading) => Math.hypot(centre.x - width / 2, centre.y - height / 2);
  return [...readings].sort((a, b) => Number(isGs1(b)) - Number(isGs1(a)) || distance(a) - distance(b));
}
