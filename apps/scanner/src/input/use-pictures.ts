import { useCallback, useEffect, useRef, useState } from 'react';
import { browserDecoder } from '../decode/browser-decoder';
import { scanOf } from '../decode/decoder';
import { decodePicture } from './picture';

export type PictureState = 'ready' | 'reading' | 'nothing' | 'broken' | 'no-decoder';

export interface Pictures {
  readonly state: PictureState;
  /** Reads a picture; resolves to whether a code was found in it. */
  readonly read: (picture: Blob, source: 'picture' | 'sample') => Promise<boolean>;
}

/** Pictures that were chosen, and those that are pasted or dropped anywhere on the page; pasted text is a scan itself. */
export function usePictures(onScan: (scan: string, source: 'picture' | 'paste' | 'sample') => void): Pictures {
  const [state, setState] = useState<PictureState>('ready');
  const latest = useRef(onScan);
  latest.current = onScan;

  const read = useCallback(async (picture: Blob, source: 'picture' | 'sample') => {
    setState('reading');
    const decoder = browserDecoder();
    try {
      await decoder.engine;
    } catch {
      setState('no-decoder');
      return false;
    }
    try {
      const found = await decodePicture(picture, decoder);
      setState(found ? 'ready' : 'nothing');
      if (found) latest.current(scanOf(found), source);
      return found !== null;
    } catch {
      setState('broken');
      return false;
    }
  }, []);

  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const picture = pictureIn(event.clipboardData);
      if (picture) {
        event.preventDefault();
        void read(picture, 'picture');
        return;
      }
      // Into a field it is pasted as usual.
      if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
      const text = event.clipboardData?.getData('text').trim();
      if (!text) return;
      event.preventDefault();
      latest.current(text, 'paste');
    };
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      const picture = pictureIn(event.dataTransfer);
      if (!picture) return;
      event.preventDefault();
      void read(picture, 'picture');
    };
    document.addEventListener('paste', paste);
    document.addEventListener('dragover', over);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('paste', paste);
      document.removeEventListener('dragover', over);
      document.removeEventListener('drop', drop);
    };
  }, [read]);

  return { state, read };
}

function pictureIn(transfer: DataTransfer | null): File | undefined {
  return [...(transfer?.files ?? [])].find((file) => file.type.startsWith('image/'));
}
