import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { browserDecoder } from '../decode/browser-decoder';
import { type Decoder, type EngineName, type Pixels, scanOf } from '../decode/decoder';
import { framed } from './crop';
import { Sightings } from './sightings';

export type CameraProblem = 'denied' | 'missing' | 'busy' | 'insecure' | 'no-decoder';
export type CameraState = 'off' | 'starting' | 'looking' | CameraProblem;

export interface ZoomRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** A camera of this device, as the browser names it. */
export interface CameraDevice {
  readonly id: string;
  readonly label: string;
}

export interface Camera {
  readonly state: CameraState;
  readonly engine: EngineName | null;
  readonly canLight: boolean;
  readonly zoom: ZoomRange | null;
  /** Known once the camera may be used. */
  readonly devices: readonly CameraDevice[];
  readonly device: string | undefined;
  readonly choose: (device: string) => void;
  readonly start: () => void;
  readonly stop: () => void;
  readonly light: (on: boolean) => void;
  readonly setZoom: (value: number) => void;
}

/** What some cameras can do beyond the standard types. */
interface Abilities {
  readonly torch?: boolean;
  readonly zoom?: ZoomRange;
  readonly focusMode?: readonly string[];
}

/** The back camera in a video element, and scans from what stands inside its frame. Pauses while the page is hidden. */
export function useCamera(video: RefObject<HTMLVideoElement | null>, onScan: (scan: string) => void): Camera {
  const [wanted, setWanted] = useState(false);
  const [state, setState] = useState<CameraState>('off');
  const [engine, setEngine] = useState<EngineName | null>(null);
  const [abilities, setAbilities] = useState<Abilities>({});
  const [devices, setDevices] = useState<readonly CameraDevice[]>([]);
  const [chosen, setChosen] = useState(chosenBefore);
  const [device, setDevice] = useState<string>();
  const track = useRef<MediaStreamTrack | null>(null);
  const latest = useRef(onScan);
  latest.current = onScan;

  useEffect(() => {
    if (!wanted) return;
    // Each run has its own token: a page that is hidden and shown again starts a new one while the old winds down.
    let current = { over: true };

    const run = async (own: { over: boolean }) => {
      setState('starting');
      const decoder = browserDecoder();
      decoder.engine.then(
        (name) => own.over || setEngine(name),
        () => own.over || setState('no-decoder'),
      );
      let stream: MediaStream | null = null;
      try {
        stream = await openCamera(chosen);
        const element = video.current;
        if (own.over || !element) return;
        track.current = stream.getVideoTracks()[0] ?? null;
        const can = (track.current?.getCapabilities?.() ?? {}) as Abilities;
        setAbilities(can);
        setDevice(track.current?.getSettings?.().deviceId);
        void cameras().then((list) => own.over || setDevices(list));
        if (can.focusMode?.includes('continuous')) constrain(track.current, { focusMode: 'continuous' });
        element.srcObject = stream;
        await element.play().catch(() => {});
        await decoder.engine;
        if (!own.over) setState('looking');
        await look(element, decoder, own, (scan) => latest.current(scan));
        if (element.srcObject === stream) element.srcObject = null;
      } catch (error) {
        if (!own.over) setState(stream ? 'no-decoder' : problemOf(error));
      } finally {
        for (const each of stream?.getTracks() ?? []) each.stop();
      }
    };

    const begin = () => {
      current = { over: false };
      void run(current);
    };
    const halt = () => {
      current.over = true;
      track.current = null;
      setState('off');
    };
    const visibility = () => {
      if (document.hidden) halt();
      else if (current.over) begin();
    };

    begin();
    document.addEventListener('visibilitychange', visibility);
    return () => {
      document.removeEventListener('visibilitychange', visibility);
      halt();
      setAbilities({});
    };
  }, [wanted, chosen, video]);

  return {
    state,
    engine,
    canLight: abilities.torch === true,
    zoom: abilities.zoom && abilities.zoom.max > abilities.zoom.min ? abilities.zoom : null,
    devices,
    device,
    choose: useCallback((id: string) => {
      remember(id);
      setChosen(id);
    }, []),
    start: useCallback(() => {
      setWanted(false);
      // A new attempt after a refusal: off, then on again.
      setTimeout(() => setWanted(true));
    }, []),
    stop: useCallback(() => setWanted(false), []),
    light: useCallback((on: boolean) => constrain(track.current, { torch: on }), []),
    setZoom: useCallback((value: number) => constrain(track.current, { zoom: value }), []),
  };
}

/** @param device the one that was chosen, if it is still there; else the one at the back. */
async function openCamera(device: string | undefined): Promise<MediaStream> {
  if (!navigator.mediaDevices?.getUserMedia) throw new DOMException('no media devices', 'SecurityError');
  const size = { width: { ideal: 1280 }, height: { ideal: 720 } };
  const open = (which: MediaTrackConstraints) =>
    navigator.mediaDevices.getUserMedia({ audio: false, video: { ...which, ...size } });
  const back = { facingMode: { ideal: 'environment' } };
  if (device === undefined) return open(back);
  return open({ deviceId: { exact: device } }).catch((error: unknown) => {
    // Unplugged since, or named anew by the browser.
    if (error instanceof DOMException && error.name === 'NotAllowedError') throw error;
    return open(back);
  });
}

async function cameras(): Promise<CameraDevice[]> {
  const all = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  return all
    .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
    .map(({ deviceId, label }) => ({ id: deviceId, label }));
}

const CHOSEN = 'packproof.scanner.camera.device';

function chosenBefore(): string | undefined {
  try {
    return localStorage.getItem(CHOSEN) ?? undefined;
  } catch {
    return undefined;
  }
}

function remember(device: string): void {
  try {
    localStorage.setItem(CHOSEN, device);
  } catch {
    // Chosen for this visit only.
  }
}

function problemOf(error: unknown): CameraProblem {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'SecurityError' || !isSecureContext) return 'insecure';
  if (name === 'NotAllowedError') return 'denied';
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'missing';
}

function constrain(track: MediaStreamTrack | null, wish: Record<string, unknown>): void {
  // Cameras promise more than they keep; a wish that fails changes nothing.
  track?.applyConstraints({ advanced: [wish as MediaTrackConstraintSet] }).catch(() => {});
}

/** Looks at frame after frame until it is over. @throws where no decoder runs. */
async function look(
  video: HTMLVideoElement,
  decoder: Decoder,
  own: { readonly over: boolean },
  onScan: (scan: string) => void,
): Promise<void> {
  const sightings = new Sightings();
  const grab = frameGrabber(video);
  while (!own.over) {
    await nextFrame(video);
    const frame = own.over ? null : grab();
    if (!frame) continue;
    const scan = sightings.see(await decoder.decode(frame, 'frame'), performance.now());
    if (scan && !own.over) onScan(scanOf(scan));
  }
}

function frameGrabber(video: HTMLVideoElement): () => Pixels | null {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  return () => {
    if (!video.videoWidth || !video.clientWidth) return null;
    const part = framed(
      { width: video.videoWidth, height: video.videoHeight },
      { width: video.clientWidth, height: video.clientHeight },
    );
    canvas.width = part.width;
    canvas.height = part.height;
    context.drawImage(video, part.x, part.y, part.width, part.height, 0, 0, part.width, part.height);
    return context.getImageData(0, 0, part.width, part.height);
  };
}

function nextFrame(video: HTMLVideoElement): Promise<void> {
  return new Promise((resolve) => {
    // A camera that stops giving frames must not keep the loop from noticing that it is over.
    const timer = setTimeout(resolve, 500);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(done);
    else requestAnimationFrame(done);
  });
}
