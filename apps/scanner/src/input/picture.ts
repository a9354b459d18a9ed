import type { Decoded, Decoder, Pixels } from '../decode/decoder';
import { fitted, type Size } from './crop';

/** A photo is first read at this size, where engines are quick, then in full. */
const FIRST_LONGEST = 1600;
const FULL_LONGEST = 4096;
/** An SVG label has no pixels of its own, and may be drawn small. */
const SVG_LONGEST = 800;

/** @returns the code in a picture (any format the browser shows), or null. @throws where it is no picture. */
export async function decodePicture(picture: Blob, decoder: Decoder): Promise<Decoded | null> {
  const { source, size, release } = await open(picture);
  try {
    const first = await decoder.decode(pixelsAt(source, fitted(size, FIRST_LONGEST)), 'still');
    if (first || Math.max(size.width, size.height) <= FIRST_LONGEST) return first;
    return await decoder.decode(pixelsAt(source, fitted(size, FULL_LONGEST)), 'still');
  } finally {
    release();
  }
}

interface Opened {
  readonly source: CanvasImageSource;
  readonly size: Size;
  readonly release: () => void;
}

async function open(picture: Blob): Promise<Opened> {
  if (picture.type.startsWith('image/svg')) return openSvg(picture);
  const bitmap = await createImageBitmap(picture);
  return { source: bitmap, size: bitmap, release: () => bitmap.close() };
}

/** Browsers make no bitmap of an SVG file; an image element does. */
async function openSvg(picture: Blob): Promise<Opened> {
  const address = URL.createObjectURL(picture);
  const image = new Image();
  image.src = address;
  try {
    await image.decode();
  } catch (error) {
    URL.revokeObjectURL(address);
    throw error;
  }
  const scale = SVG_LONGEST / Math.max(image.naturalWidth || 1, image.naturalHeight || 1);
  return {
    source: image,
    size: {
      width: Math.round((image.naturalWidth || SVG_LONGEST) * scale),
      height: Math.round((image.naturalHeight || SVG_LONGEST) * scale),
    },
    release: () => URL.revokeObjectURL(address),
  };
}

function pixelsAt(source: CanvasImageSource, { width, height }: Size): Pixels {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(source, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}
