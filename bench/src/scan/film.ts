import { closeSync, openSync, writeSync } from 'node:fs';
import { CAMERA, type Carrier, greyFrame, type Scene, sceneOf } from '@packproof/scanner/corpus';

/** Frames a second; frames without the code, then with it, for each label. */
const RATE = 10;
const BEFORE = 10;
const DURING = 22;
/** Frames that differ in noise and by a trembling hand, played in turn. */
const MOMENTS = 4;

/** Marks at the frame's lower edge, outside of what is decoded: first whether the code is in view, then which one. */
export const MARKS = { side: 16, apart: 20, left: 8, top: CAMERA.height - 18, bits: 6 } as const;

/** How long the code stays in view, and how long the whole film takes, in seconds. */
export const IN_VIEW_S = DURING / RATE;
export const filmSeconds = (labels: number) => (labels * (BEFORE + DURING)) / RATE;

/**
 * A film for Chromium's fake camera (YUV4MPEG2, 4:2:0): labels of the hardest family come into view one after the other.
 * @returns what each label says.
 */
export function makeFilm(file: string, carrier: Carrier, labels: number, seed: number): string[] {
  const out = openSync(file, 'w');
  const chroma = Buffer.alloc((CAMERA.width * CAMERA.height) / 2, 128);
  const write = (luma: Uint8ClampedArray, inView: boolean, label: number) => {
    const plane = Buffer.from(luma.map((grey) => 16 + Math.round((grey * 219) / 255)));
    for (let bit = 0; bit < MARKS.bits; bit++) {
      const on = bit === 0 ? inView : (label >> (bit - 1)) & 1;
      for (let y = 0; y < MARKS.side; y++) {
        const at = (MARKS.top + y) * CAMERA.width + MARKS.left + bit * MARKS.apart;
        plane.fill(on ? 235 : 16, at, at + MARKS.side);
      }
    }
    for (const part of [Buffer.from('FRAME\n'), plane, chroma]) writeSync(out, part);
  };
  try {
    writeSync(out, `YUV4MPEG2 W${CAMERA.width} H${CAMERA.height} F${RATE}:1 Ip A1:1 C420jpeg\n`);
    return Array.from({ length: labels }, (_, label) => {
      const scene = sceneOf(carrier, 'combined', label, seed);
      const empty = drawnMoments({
        ...scene,
        label: { ...scene.label, cells: new Uint8Array(scene.label.cells.length) },
      });
      const full = drawnMoments(scene);
      for (let i = 0; i < BEFORE; i++) write(empty[i % MOMENTS]!, false, label);
      for (let i = 0; i < DURING; i++) write(full[i % MOMENTS]!, true, label);
      return scene.label.scan;
    });
  } finally {
    closeSync(out);
  }
}

function drawnMoments(scene: Scene): Uint8ClampedArray[] {
  return Array.from({ length: MOMENTS }, (_, moment) => {
    const { pose } = scene;
    const trembling = { ...pose, x: pose.x + Math.sin(moment * 2.1), y: pose.y + Math.cos(moment * 1.7) };
    return greyFrame({ ...scene, pose: trembling }, { x: 0, y: 0, ...CAMERA }, moment).data;
  });
}
