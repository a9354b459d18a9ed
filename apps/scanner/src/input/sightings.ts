import { type Decoded, isGs1, scanOf } from '../decode/decoder';

/** A pack that is still held before the camera is one scan; out of sight for this long, it is a new one. */
const GONE_MS = 2500;
/** Other codes stand beside the one that is meant: they count only when nothing better shows up meanwhile. */
const OTHER_MS = 1500;

/** Makes scans of what a camera sees many times a second. */
export class Sightings {
  private readonly seen = new Map<string, number>();
  private otherSince: number | null = null;

  /** @returns what has just come into sight, else null. */
  see(decoded: Decoded | null, now: number): Decoded | null {
    for (const [scan, at] of this.seen) if (now - at > GONE_MS) this.seen.delete(scan);
    if (!decoded) return null;
    const scan = scanOf(decoded);
    const known = this.seen.has(scan);
    if (isGs1(decoded)) this.otherSince = null;
    else if (!known) {
      this.otherSince ??= now;
      if (now - this.otherSince < OTHER_MS || this.seen.size > 0) return null;
      this.otherSince = null;
    }
    this.seen.set(scan, now);
    return known ? null : decoded;
  }
}
