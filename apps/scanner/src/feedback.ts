import type { Severity } from '@packproof/outcomes';
import type { Preferences } from '@packproof/ui';

/** Notes of an answer: [frequency in Hz, start in s, length in s]. Told apart by rhythm and pitch, not by loudness. */
const NOTES: Record<Severity, readonly (readonly [number, number, number])[]> = {
  OK: [
    [880, 0, 0.09],
    [1319, 0.1, 0.16],
  ],
  CHECK: [
    [660, 0, 0.13],
    [660, 0.2, 0.13],
  ],
  STOP: [
    [233, 0, 0.28],
    [196, 0.32, 0.42],
  ],
};

const SHAKES: Record<Severity, number[]> = { OK: [60], CHECK: [90, 80, 90], STOP: [280, 90, 280] };

let audio: AudioContext | undefined;

/** Says a severity to ear and hand, as far as the person and the device let it. */
export function signal(severity: Severity, { sound, vibration }: Preferences): void {
  if (vibration) navigator.vibrate?.(SHAKES[severity]);
  if (sound) play(NOTES[severity]);
}

/** Says that something is known already: nothing is wrong, and nothing was counted. */
export function tick({ sound, vibration }: Preferences): void {
  if (vibration) navigator.vibrate?.(25);
  if (sound) play([[520, 0, 0.07]]);
}

function play(notes: (typeof NOTES)[Severity]): void {
  try {
    audio ??= new AudioContext();
    // Browsers hold sound back until a key or button was pressed.
    void audio.resume().catch(() => {});
    if (audio.state !== 'running') return;
    for (const [frequency, start, length] of notes) {
      const from = audio.currentTime + start;
      const tone = audio.createOscillator();
      const gain = audio.createGain();
      tone.frequency.value = frequency;
      tone.type = 'triangle';
      gain.gain.setValueAtTime(0.0001, from);
      gain.gain.exponentialRampToValueAtTime(0.35, from + 0.015);
      gain.gain.setValueAtTime(0.35, from + length - 0.03);
      gain.gain.exponentialRampToValueAtTime(0.0001, from + length);
      tone.connect(gain).connect(audio.destination);
      tone.start(from);
      tone.stop(from + length + 0.02);
    }
  } catch {
    // No sound on this device: colour, sign and words remain.
  }
}

/** Lets sound begin with the first thing that somebody does on the page. */
export function readySound(): void {
  const wake = () => {
    try {
      audio ??= new AudioContext();
      void audio.resume().catch(() => {});
    } catch {
      // As above.
    }
  };
  addEventListener('pointerdown', wake, { once: true });
  addEventListener('keydown', wake, { once: true });
}
