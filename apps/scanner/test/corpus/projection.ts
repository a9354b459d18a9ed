/** A flat label before a camera: label coordinates in modules from the symbol's middle, picture coordinates in pixels. */
export interface Pose {
  /** In the plane of the picture, degrees, clockwise as seen. */
  readonly rotation: number;
  /** Out of the plane of the picture, degrees, and about which line. */
  readonly tilt: number;
  readonly axis: number;
  /** Pixels a module at the symbol's middle, before the tilt. */
  readonly scale: number;
  /** Where the symbol's middle is in the picture. */
  readonly x: number;
  readonly y: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** 3 × 3, row by row, acting on (x, y, 1). */
export type Homography = readonly number[];

/** Focal length in pixels of a phone's camera at 1280 × 720: a horizontal view of 60 degrees. */
const FOCAL = 1108;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** From the label to the picture: turned, tilted about a line through the symbol's middle, seen in perspective. */
export function homography({ rotation, tilt, axis, scale, x, y }: Pose): Homography {
  const [c, s] = [Math.cos(radians(rotation)), Math.sin(radians(rotation))];
  const [ux, uy] = [Math.cos(radians(axis)), Math.sin(radians(axis))];
  const [ct, st] = [Math.cos(radians(tilt)), Math.sin(radians(tilt))];
  // Rodrigues' formula for the axis (ux, uy, 0), applied to the turned plane's two directions.
  const tilted = (px: number, py: number) => [
    px * (ct + ux * ux * (1 - ct)) + py * ux * uy * (1 - ct),
    px * ux * uy * (1 - ct) + py * (ct + uy * uy * (1 - ct)),
    (px * -uy + py * ux) * st,
  ];
  const a = tilted(c * scale, s * scale);
  const b = tilted(-s * scale, c * scale);
  const [gu, gv] = [a[2]! / FOCAL, b[2]! / FOCAL];
  return [a[0]! + x * gu, b[0]! + x * gv, x, a[1]! + y * gu, b[1]! + y * gv, y, gu, gv, 1];
}

export function project(h: Homography, u: number, v: number): Point {
  const w = h[6]! * u + h[7]! * v + h[8]!;
  return { x: (h[0]! * u + h[1]! * v + h[2]!) / w, y: (h[3]! * u + h[4]! * v + h[5]!) / w };
}

export function inverse([a, b, c, d, e, f, g, h, i]: Homography): Homography {
  const m = [
    e! * i! - f! * h!,
    c! * h! - b! * i!,
    b! * f! - c! * e!,
    f! * g! - d! * i!,
    a! * i! - c! * g!,
    c! * d! - a! * f!,
    d! * h! - e! * g!,
    b! * g! - a! * h!,
    a! * e! - b! * d!,
  ];
  return m.map((value) => value / m[8]!);
}

/** The shortest a module gets at a place of the label, in pixels: the smaller singular value of the map's derivative. */
export function pixelsPerModule(h: Homography, u: number, v: number): number {
  const w = h[6]! * u + h[7]! * v + h[8]!;
  const { x, y } = project(h, u, v);
  const [xu, xv] = [(h[0]! - x * h[6]!) / w, (h[1]! - x * h[7]!) / w];
  const [yu, yv] = [(h[3]! - y * h[6]!) / w, (h[4]! - y * h[7]!) / w];
  const sum = xu * xu + xv * xv + yu * yu + yv * yv;
  const determinant = xu * yv - xv * yu;
  return Math.sqrt((sum - Math.sqrt(Math.max(0, sum * sum - 4 * determinant * determinant))) / 2);
}
