import { describe, expect, it } from 'vitest';
import { fitted, framed } from './crop';

describe('the framed part of the video', () => {
  it('is in the middle, and what the box shows less the inset', () => {
    expect(framed({ width: 1280, height: 720 }, { width: 640, height: 360 })).toEqual({
      x: 102,
      y: 86,
      width: 1075,
      height: 547,
    });
  });

  it('follows the sides that cover cuts off', () => {
    const tall = framed({ width: 1280, height: 720 }, { width: 360, height: 360 });
    expect(tall).toEqual({ x: 338, y: 86, width: 604, height: 547 });
    const wide = framed({ width: 720, height: 1280 }, { width: 360, height: 300 });
    expect(wide.width).toBe(604);
    expect(wide.y + wide.height / 2).toBeCloseTo(640, 0);
  });
});

describe('fitted', () => {
  it('shrinks and never enlarges', () => {
    expect(fitted({ width: 4000, height: 3000 }, 1600)).toEqual({ width: 1600, height: 1200 });
    expect(fitted({ width: 300, height: 200 }, 1600)).toEqual({ width: 300, height: 200 });
  });
});
