import { type Decoded, type Decoder, type Effort, isGs1, type Pixels, scanOf } from './decoder';
import { type Engine, isLinear, type Reading, type Step } from './engine';
import { type Grey, greyOf, scaled } from './filters';

const PLAIN: Step = { name: 'plain' };

/** Sizes at which a Code 128 is read again until two readings agree. */
const CONFIRMING: readonly Step[] = [1.5, 2, 0.75].map((factor) => ({ name: `×${factor}`, filter: scaled(factor) }));

/** A frame's unconfirmed reading counts for the next frames, for this long. */
const MEMORY_MS = 1500;

/** No further look at a frame begins after this long: the next frame may be the better one. The first retry always runs. */
const FRAME_MS = 100;

export interface CascadeOptions {
  /** Whether a scan is flawless GS1 data; a GS1-128 that is not is taken for a misread. */
  readonly isValidGs1: (scan: string) => boolean;
  readonly now?: () => number;
}

/** A linear code that was read, but not yet often enough. */
interface Sighting {
  readonly scan: string;
  readonly at: number;
  readonly looks: number;
}

/**
 * Reads an image as it is, and after a miss through filters: all of them on a still, and on a camera's frame as many as
 * there is time for, so that the picture keeps moving; the next frame goes on with the next ones.
 */
export function cascade(engine: Engine, { isValidGs1, now = Date.now }: CascadeOptions): Decoder {
  let turn = 0;
  let unconfirmed: Sighting | null = null;

  /** @param earlier what earlier frames have seen; another filter on the same frame is no second witness. */
  async function confirmed(found: Reading, seen: Grey, effort: Effort, earlier: Sighting | null): Promise<boolean> {
    if (!isLinear(found)) return true;
    const scan = scanOf(found);
    const gs1 = isGs1(found);
    if (gs1 && !isValidGs1(scan)) return false;
    // Data of somebody else has no rules to be held against: it must be read alike once more.
    const needed = gs1 ? 2 : 3;
    let looks = 1 + (earlier?.scan === scan ? earlier.looks : 0);
    if (looks >= needed) return true;
    // On a frame as few more looks as can be enough: if they fail, the next frame can confirm.
    for (const again of CONFIRMING.slice(0, effort === 'frame' ? needed - looks : CONFIRMING.length)) {
      const readings = await engine.read(again.filter!(seen), again);
      if (readings.some((reading) => scanOf(reading) === scan)) looks += 1;
      if (looks >= needed) return true;
    }
    if (effort === 'frame') unconfirmed = { scan, at: now(), looks };
    return false;
  }

  async function attempt(image: Grey, step: Step, effort: Effort, earlier: Sighting | null): Promise<Decoded | null> {
    const seen = step.filter ? step.filter(image) : image;
    const readings = await engine.read(seen, step);
    for (const reading of mostWanted(readings, seen)) {
      if (await confirmed(reading, seen, effort, earlier)) {
        const { text, symbologyIdentifier } = reading;
        return { text, symbologyIdentifier, engine: engine.name };
      }
    }
    return null;
  }

  return {
    async decode(image: Pixels, effort: Effort = 'still') {
      const began = now();
      const grey = greyOf(image);
      const { retries } = engine;
      const earlier = effort === 'frame' && unconfirmed && began - unconfirmed.at < MEMORY_MS ? unconfirmed : null;
      const first = effort === 'frame' ? turn : 0;
      let other: Decoded | null = null;
      for (let look = 0; look <= retries.length; look++) {
        if (effort === 'frame' && look > 1 && now() - began > FRAME_MS) break;
        if (effort === 'frame' && look > 0) turn = (first + look) % retries.length;
        const step = look === 0 ? PLAIN : retries[(first + look - 1) % retries.length]!;
        const found = await attempt(grey, step, effort, earlier);
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
