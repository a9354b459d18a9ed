import { browserDecoder } from '@packproof/scanner/decode/browser-decoder';
import { scanOf } from '@packproof/scanner/decode/decoder';
import { framed } from '@packproof/scanner/input/crop';
import { Sightings } from '@packproof/scanner/input/sightings';

/** When a label came into view, or a scan was accepted; milliseconds of the page's clock. */
export type Moment = { readonly at: number } & ({ readonly inView: number } | { readonly scan: string });

declare global {
  interface Window {
    moments: Moment[];
    engine: string | null;
  }
}

// The app's decoder in its worker, fed as the app's camera feeds it; beside it the film's marks are watched.
window.moments = [];
window.engine = null;
const marks = JSON.parse(new URLSearchParams(location.search).get('marks')!) as {
  side: number;
  apart: number;
  left: number;
  top: number;
  bits: number;
};
const video = document.querySelector('video')!;
const context = (width: number, height: number) =>
  Object.assign(document.createElement('canvas'), { width, height }).getContext('2d', { willReadFrequently: true })!;

video.srcObject = await navigator.mediaDevices.getUserMedia({
  audio: false,
  video: { width: { ideal: 1280 }, height: { ideal: 720 } },
});
await video.play();
const decoder = browserDecoder();
window.engine = await decoder.engine;
watchMarks();
await look();

function watchMarks(): void {
  const strip = context(marks.bits * marks.apart, marks.side);
  let before: boolean | null = null;
  const onFrame = () => {
    const { width, height } = strip.canvas;
    strip.drawImage(video, marks.left, marks.top, width, height, 0, 0, width, height);
    const bright = Array.from(
      { length: marks.bits },
      (_, bit) => strip.getImageData(bit * marks.apart + marks.side / 2, marks.side / 2, 1, 1).data[0]! > 128,
    );
    const inView = bright[0]!;
    const label = bright.slice(1).reduce((sum, on, bit) => sum + (on ? 2 ** bit : 0), 0);
    if (inView && before === false) window.moments.push({ at: performance.now(), inView: label });
    before = inView;
    video.requestVideoFrameCallback(onFrame);
  };
  video.requestVideoFrameCallback(onFrame);
}

async function look(): Promise<never> {
  const part = framed(
    { width: video.videoWidth, height: video.videoHeight },
    { width: video.clientWidth, height: video.clientHeight },
  );
  const view = context(part.width, part.height);
  const sightings = new Sightings();
  for (;;) {
    await new Promise<unknown>((resolve) => video.requestVideoFrameCallback(resolve));
    view.drawImage(video, part.x, part.y, part.width, part.height, 0, 0, part.width, part.height);
    const frame = view.getImageData(0, 0, part.width, part.height);
    const found = sightings.see(await decoder.decode(frame, 'frame'), performance.now());
    if (found) window.moments.push({ at: performance.now(), scan: scanOf(found) });
  }
}
