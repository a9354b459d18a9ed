import { useEffect, useRef, useState } from 'react';
import { Icon } from '../icons';
import { useLanguage } from '../language';
import { type CameraProblem, useCamera } from './use-camera';

const PROBLEMS = {
  denied: 'cameraDenied',
  missing: 'cameraMissing',
  busy: 'cameraBusy',
  insecure: 'cameraInsecure',
  'no-decoder': 'cameraNoDecoder',
} as const satisfies Record<CameraProblem, string>;

const WAS_ON = 'packproof.scanner.camera';

/** The camera with its viewfinder. It starts by itself where it ran the last time. */
export function CameraPanel({ onScan }: { readonly onScan: (scan: string) => void }) {
  const { say } = useLanguage();
  const video = useRef<HTMLVideoElement>(null);
  const camera = useCamera(video, onScan);
  const [lit, setLit] = useState(false);
  const running = camera.state === 'starting' || camera.state === 'looking';
  const problem = camera.state in PROBLEMS ? PROBLEMS[camera.state as CameraProblem] : null;

  useEffect(() => {
    if (stored() === 'on') camera.start();
  }, [camera.start]);

  // On a phone the panel moves to the top when it starts.
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (running) panel.current?.scrollIntoView({ block: 'nearest' });
  }, [running]);

  const start = () => {
    store('on');
    camera.start();
  };
  const stop = () => {
    store('off');
    setLit(false);
    camera.stop();
  };

  return (
    <section
      ref={panel}
      className={running ? 'panel camera camera-running' : 'panel camera'}
      aria-labelledby="camera-title"
      data-testid="camera"
      data-state={camera.state}
    >
      <h2 id="camera-title" className="panel-title">
        <Icon name="camera" />
        {say('camera')}
      </h2>
      <div className="viewfinder" hidden={!running}>
        <video ref={video} muted playsInline aria-label={say('viewfinder')} />
        <div className="viewfinder-frame" aria-hidden="true" />
      </div>
      {running && (
        <div className="row camera-row">
          <p className="quiet camera-hint">
            {say(
              camera.state === 'starting'
                ? 'cameraStarting'
                : camera.engine === 'zxing-js'
                  ? 'cameraSlow'
                  : 'cameraLooking',
            )}
          </p>
          <button type="button" className="button" onClick={stop}>
            {say('cameraStop')}
          </button>
          {camera.canLight && (
            <button
              type="button"
              className="button"
              aria-pressed={lit}
              onClick={() => {
                camera.light(!lit);
                setLit(!lit);
              }}
            >
              {say('torch')}
            </button>
          )}
          {camera.devices.length > 1 && (
            <label className="camera-choice">
              <span className="visually-hidden">{say('cameraChoice')}</span>
              <select value={camera.device ?? ''} onChange={(event) => camera.choose(event.target.value)}>
                {camera.devices.map(({ id, label }, i) => (
                  <option key={id} value={id}>
                    {label || say('cameraNumber', { number: i + 1 })}
                  </option>
                ))}
              </select>
            </label>
          )}
          {camera.zoom && (
            <label className="zoom">
              {say('zoom')}
              <input
                type="range"
                min={camera.zoom.min}
                max={camera.zoom.max}
                step={camera.zoom.step || 0.1}
                defaultValue={camera.zoom.min}
                onChange={(event) => camera.setZoom(event.target.valueAsNumber)}
              />
            </label>
          )}
        </div>
      )}
      {problem && (
        <p className="notice notice-problem" role="alert">
          {say(problem)}
        </p>
      )}
      {!running && (
        <button type="button" className="button button-primary button-wide" onClick={start}>
          {say('cameraStart')}
        </button>
      )}
    </section>
  );
}

function stored(): string | null {
  try {
    return localStorage.getItem(WAS_ON);
  } catch {
    return null;
  }
}

function store(value: 'on' | 'off'): void {
  try {
    localStorage.setItem(WAS_ON, value);
  } catch {
    // Not remembered: the button is one click away.
  }
}
