import type { RefObject } from 'react';
import type { Api } from '../api/api';
import { Icon } from '../icons';
import { useLanguage } from '../language';
import { CameraPanel } from './camera-panel';
import { PicturePanel } from './picture-panel';
import { SamplesPanel } from './samples-panel';
import type { Source } from './source';
import { TypedPanel } from './typed-panel';
import { usePictures } from './use-pictures';
import { useWedge } from './use-wedge';

export interface ScanWaysProps {
  readonly api: Api;
  readonly organisation: string;
  readonly onScan: (scan: string, source: Source) => void;
  readonly typed?: RefObject<HTMLInputElement | null>;
  /** Labels of the demonstration: packs at hand, or units that are on their way. */
  readonly samples?: 'packs' | readonly string[];
}

/** Every way to scan. The same in each room. */
export function ScanWays({ api, organisation, onScan, typed, samples = 'packs' }: ScanWaysProps) {
  const { say } = useLanguage();
  useWedge((text) => onScan(text, 'reader'));
  const pictures = usePictures(onScan);
  return (
    <section className="room-ways" aria-label={say('waysTitle')}>
      <CameraPanel onScan={(text) => onScan(text, 'camera')} />
      <PicturePanel pictures={pictures} />
      <TypedPanel field={typed} onScan={(text) => onScan(text, 'typed')} />
      <p className="reader-hint quiet">
        <Icon name="reader" />
        <span>
          <strong>{say('reader')}</strong>
          {say('readerHint')}
        </span>
      </p>
      <SamplesPanel
        api={api}
        organisation={organisation}
        pictures={pictures}
        units={samples === 'packs' ? undefined : samples}
        onScan={(text) => onScan(text, 'sample')}
      />
    </section>
  );
}
