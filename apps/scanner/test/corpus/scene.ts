import { framed } from '../../src/input/crop';
import { homography, type Pose, pixelsPerModule, project } from './projection';
import { Random, seedOf } from './random';
import { type Carrier, CELLS, type Label, labelOf } from './symbols';

/** What a phone's camera gives, and what of it the decoder sees: the viewfinder of 4:3. */
export const CAMERA = { width: 1280, height: 720 } as const;
export const VIEW = framed(CAMERA, { width: 4, height: 3 });

/** What each family of frames is hard in; everything else about it is easy. `combined` is hard in everything. */
export const FAMILIES = ['tilt', 'blur', 'contrast', 'module', 'noise', 'glare', 'off centre', 'combined'] as const;
/** Frames in which there is nothing to read: a label that is cut off by the view's edge, and one without a symbol. */
export const BLIND = ['cut off', 'no symbol'] as const;
export type Family = (typeof FAMILIES)[number] | (typeof BLIND)[number];

/** The stated limits; a linear symbol is held straighter. Of `noise`, σ is of 255 and `specks` a share of the pixels. */
export const LIMITS = {
  tilt: { matrix: 30, linear: 5 },
  blur: 1.5,
  contrast: 0.35,
  module: { from: 3, to: 8 },
  noise: { sigma: 15, specks: 0.01 },
  glare: { reach: 0.15, strength: 200 },
  shade: 0.45,
} as const;

export interface Glare {
  readonly x: number;
  readonly y: number;
  /** Pixels from the middle at which it has fallen to 61 %. */
  readonly reach: number;
  readonly strength: number;
}

/** Everything that decides a frame's pixels. */
export interface Scene {
  readonly family: Family;
  readonly seed: number;
  readonly label: Label;
  readonly pose: Pose;
  /** Standard deviation of the lens's blur in pixels. */
  readonly blur: number;
  /** Reflectance of the dark and light cells, 0 to 255. */
  readonly dark: number;
  readonly light: number;
  /** Light falls off from the side `direction` (radians) and towards the corners, by at most these shares. */
  readonly shade: { readonly direction: number; readonly slope: number; readonly vignette: number };
  readonly noise: { readonly sigma: number; readonly specks: number };
  readonly glare: Glare | null;
  readonly table: number;
  readonly carton: number;
}

const corners = ({ symbol }: Label) =>
  [-0.5, 0.5].flatMap((v) => [-0.5, 0.5].map((u) => [u * symbol.width, v * symbol.height] as const));

/** The symbol with its quiet zone, as a box of the picture. */
export function boxOf(label: Label, pose: Pose) {
  const h = homography(pose);
  const points = corners(label).map(([u, v]) => project(h, u, v));
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

/** Pixels that the narrowest module of the symbol has. */
export function narrowest(label: Label, pose: Pose): number {
  const h = homography(pose);
  return Math.min(...corners(label).map(([u, v]) => pixelsPerModule(h, u, v)));
}

/** Share of the full light that reaches a place of the picture. */
export function lightOf({ direction, slope, vignette }: Scene['shade']): (x: number, y: number) => number {
  const right = (slope * Math.cos(direction)) / Math.SQRT2;
  const down = (slope * Math.sin(direction)) / Math.SQRT2;
  return (x, y) => {
    const dx = x / CAMERA.width - 0.5;
    const dy = y / CAMERA.height - 0.5;
    return (1 - slope / 2 - dx * right - dy * down) * (1 - vignette * 2 * (dx * dx + dy * dy));
  };
}

/** Puts the label at a scale at which its narrowest module has `module` pixels, or as many as the view has room for. */
function posed(label: Label, angles: Pick<Pose, 'rotation' | 'tilt' | 'axis'>, module: number): Pose | null {
  let pose: Pose = { ...angles, scale: module, x: CAMERA.width / 2, y: CAMERA.height / 2 };
  for (let round = 0; round < 4; round++) pose = { ...pose, scale: (pose.scale * module) / narrowest(label, pose) };
  const box = boxOf(label, pose);
  const room = Math.min(VIEW.width / box.width, VIEW.height / box.height) * 0.97;
  if (room < 1) pose = { ...pose, scale: pose.scale * room };
  return narrowest(label, pose) >= LIMITS.module.from - 0.001 ? pose : null;
}

/** Moves the label so that the middle of its box is `right`, `down` (-1 to 1) of the way from the middle to the view's edge. */
function moved(label: Label, pose: Pose, right: number, down: number): Pose {
  const box = boxOf(label, pose);
  const middle = { x: VIEW.x + VIEW.width / 2, y: VIEW.y + VIEW.height / 2 };
  return {
    ...pose,
    x: pose.x + middle.x - box.left - box.width / 2 + (right * (VIEW.width - box.width)) / 2,
    y: pose.y + middle.y - box.top - box.height / 2 + (down * (VIEW.height - box.height)) / 2,
  };
}

/** The n-th scene of a family and carrier: the same in every run with the same seed. */
export function sceneOf(carrier: Carrier, family: Family, n: number, seed = 1): Scene {
  const own = seedOf(seed, carrier, family, n);
  const random = new Random(own);
  const hard = (name: Family) => family === name || family === 'combined';
  const bound = LIMITS.tilt[carrier === 'GS1-128' ? 'linear' : 'matrix'];
  const angle = hard('tilt') ? bound : Math.min(3, bound);
  const angles = {
    rotation: random.between(-angle, angle),
    tilt: random.between(0, angle),
    axis: random.between(0, 180),
  };
  const { from, to } = LIMITS.module;
  const module = hard('module') ? random.between(from, to) : random.between(4, 6);
  let label = labelOf(carrier, random);
  let pose = posed(label, angles, module);
  while (!pose) {
    label = labelOf(carrier, random, false);
    pose = posed(label, angles, module);
  }
  const spread = hard('off centre') ? 1 : 0.2;
  pose = moved(label, pose, random.between(-spread, spread), random.between(-spread, spread));
  if (family === 'cut off') pose = cutOff(label, pose, random);

  const shading = hard('contrast') ? LIMITS.shade : 0.15;
  const shade = {
    direction: random.between(0, 2 * Math.PI),
    slope: random.between(0, shading * 0.6),
    vignette: random.between(0, shading * 0.4),
  };
  // The contrast that is meant is what is left where the symbol is darkest.
  const box = boxOf(label, pose);
  const light = lightOf(shade);
  const least = Math.min(
    ...[box.left, box.left + box.width].flatMap((x) => [box.top, box.top + box.height].map((y) => light(x, y))),
  );
  const contrast = hard('contrast') ? random.between(LIMITS.contrast, 1) : random.between(0.75, 1);
  const difference = Math.min(1, contrast / least) * 255;
  const dark = random.between(0, 255 - difference);
  const noise = hard('noise')
    ? { sigma: random.between(0, LIMITS.noise.sigma), specks: random.between(0, LIMITS.noise.specks) }
    : { sigma: random.between(0, 3), specks: 0 };
  return {
    family,
    seed: own,
    label: family === 'no symbol' ? without(label) : label,
    pose,
    blur: hard('blur') ? random.between(0, LIMITS.blur) : random.between(0.3, 0.7),
    dark,
    light: dark + difference,
    shade,
    noise,
    glare: hard('glare') ? glareOn(box, random) : null,
    table: random.between(40, 180),
    carton: random.between(90, 230),
  };
}

function glareOn(box: ReturnType<typeof boxOf>, random: Random): Glare {
  return {
    x: box.left + box.width * random.next(),
    y: box.top + box.height * random.next(),
    reach: Math.min(box.width, box.height) * random.between(0.05, LIMITS.glare.reach),
    strength: random.between(60, LIMITS.glare.strength),
  };
}

/** A quarter to a half of the symbol lies beyond the view's edge. */
function cutOff(label: Label, pose: Pose, random: Random): Pose {
  const box = boxOf(label, pose);
  const share = random.between(0.25, 0.5);
  const side = random.whole(0, 3);
  const x = [VIEW.x - share * box.width, VIEW.x + VIEW.width - (1 - share) * box.width][side];
  const y = [VIEW.y - share * box.height, VIEW.y + VIEW.height - (1 - share) * box.height][side - 2];
  return { ...pose, x: pose.x + ((x ?? box.left) - box.left), y: pose.y + ((y ?? box.top) - box.top) };
}

function without(label: Label): Label {
  const cells = label.cells.slice();
  const { left, top, width, height } = label.symbol;
  for (let y = top * CELLS; y < (top + height) * CELLS; y++) {
    cells.fill(0, y * label.columns + left * CELLS, y * label.columns + (left + width) * CELLS);
  }
  return { ...label, cells };
}
