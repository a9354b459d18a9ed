import { createHash } from 'node:crypto';
import { parseScan } from '@packproof/gs1';
import { describe, expect, it } from 'vitest';
import { boxOf, CARRIERS, FAMILIES, frameOf, greyFrame, LIMITS, narrowest, sceneOf, VIEW } from './index';

const digest = (bytes: Uint8ClampedArray) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

describe('the camera corpus', () => {
  it('draws the same frames in every run', () => {
    const digests = CARRIERS.map((carrier) => digest(greyFrame(sceneOf(carrier, 'combined', 0)).data));
    expect(digests).toEqual(['c527eafe5c993047', '4fe256f4fe0d05bf', '14cf1935860f0ac0']);
  });

  it('draws others with another seed, and only another noise a moment later', () => {
    const scene = sceneOf('GS1 DataMatrix', 'combined', 0);
    expect(digest(greyFrame(sceneOf('GS1 DataMatrix', 'combined', 0, 2)).data)).not.toBe(digest(greyFrame(scene).data));
    const [now, later] = [greyFrame(scene).data, greyFrame(scene, VIEW, 1).data];
    const apart = now.reduce((count, value, i) => count + Number(value !== later[i]), 0) / now.length;
    const far = now.reduce((count, value, i) => count + Number(Math.abs(value - later[i]!) > 90), 0) / now.length;
    expect(apart).toBeGreaterThan(0.5);
    // Only specks differ by that much.
    expect(far).toBeLessThan(2 * LIMITS.noise.specks);
  });

  it('gives the decoder the viewfinder of a 1280 × 720 camera', () => {
    const { width, height } = frameOf(sceneOf('GS1-128', 'tilt', 0));
    expect({ width, height }).toEqual({ width: 806, height: 547 });
  });

  it.each(CARRIERS)('keeps %s inside the stated limits and inside the view', (carrier) => {
    const bound = carrier === 'GS1-128' ? LIMITS.tilt.linear : LIMITS.tilt.matrix;
    const widest = { rotation: 0, tilt: 0, blur: 0, contrast: 1, module: 8 };
    for (const family of FAMILIES) {
      for (let n = 0; n < (family === 'combined' ? 40 : 4); n++) {
        const scene = sceneOf(carrier, family, n);
        const box = boxOf(scene.label, scene.pose);
        expect(parseScan(scene.label.scan, { partial: true })).toMatchObject({ ok: true });
        expect(box.left).toBeGreaterThanOrEqual(VIEW.x);
        expect(box.top).toBeGreaterThanOrEqual(VIEW.y);
        expect(box.left + box.width).toBeLessThanOrEqual(VIEW.x + VIEW.width);
        expect(box.top + box.height).toBeLessThanOrEqual(VIEW.y + VIEW.height);
        const module = narrowest(scene.label, scene.pose);
        expect(module).toBeGreaterThanOrEqual(LIMITS.module.from - 0.01);
        expect(module).toBeLessThanOrEqual(LIMITS.module.to + 0.2);
        expect(scene.light).toBeLessThanOrEqual(255);
        if (family !== 'combined') continue;
        widest.rotation = Math.max(widest.rotation, Math.abs(scene.pose.rotation));
        widest.tilt = Math.max(widest.tilt, scene.pose.tilt);
        widest.blur = Math.max(widest.blur, scene.blur);
        widest.contrast = Math.min(widest.contrast, (scene.light - scene.dark) / 255);
        widest.module = Math.min(widest.module, module);
      }
    }
    // The hard family goes to the limits, and not beyond.
    expect(widest.rotation).toBeGreaterThan(bound * 0.8);
    expect(widest.rotation).toBeLessThanOrEqual(bound);
    expect(widest.tilt).toBeGreaterThan(bound * 0.8);
    expect(widest.tilt).toBeLessThanOrEqual(bound);
    expect(widest.blur).toBeGreaterThan(LIMITS.blur * 0.8);
    expect(widest.blur).toBeLessThanOrEqual(LIMITS.blur);
    expect(widest.contrast).toBeGreaterThanOrEqual(LIMITS.contrast);
    expect(widest.contrast).toBeLessThan(0.5);
    expect(widest.module).toBeLessThan(3.5);
  });
});
