export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Rectangle extends Size {
  readonly x: number;
  readonly y: number;
}

/** Share of the viewfinder that is left out at each side; `viewfinder.css` draws the frame there. */
export const INSET = { x: 0.08, y: 0.12 } as const;

/**
 * The part of the video that lies inside the frame on screen, in pixels of the video, which fills its box as
 * `object-fit: cover` does.
 */
export function framed(video: Size, box: Size): Rectangle {
  const scale = Math.max(box.width / video.width, box.height / video.height);
  const visible = { width: box.width / scale, height: box.height / scale };
  const width = Math.floor(visible.width * (1 - 2 * INSET.x));
  const height = Math.floor(visible.height * (1 - 2 * INSET.y));
  return { x: Math.floor((video.width - width) / 2), y: Math.floor((video.height - height) / 2), width, height };
}

/** A size that keeps its shape, with the longer side at most `longest`. */
export function fitted({ width, height }: Size, longest: number): Size {
  const scale = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
