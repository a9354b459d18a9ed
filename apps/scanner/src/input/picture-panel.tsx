import { type ChangeEvent, useId } from 'react';
import { Icon } from '../icons';
import { useLanguage } from '../language';
import type { Pictures } from './use-pictures';

const NOTICES = {
  ready: null,
  reading: 'pictureReading',
  nothing: 'pictureNothing',
  broken: 'pictureBroken',
  'no-decoder': 'cameraNoDecoder',
} as const;

/** For a desk without a camera: a picture from a file. */
export function PicturePanel({ pictures }: { readonly pictures: Pictures }) {
  const { say } = useLanguage();
  const id = useId();
  const notice = NOTICES[pictures.state];

  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const picture = event.target.files?.[0];
    // The same file can be chosen twice in a row.
    event.target.value = '';
    if (picture) void pictures.read(picture, 'picture');
  };

  return (
    <section className="panel picture" data-testid="picture">
      <div className="row">
        <input id={id} type="file" accept="image/*" className="file" onChange={choose} />
        <label htmlFor={id} className="button">
          <Icon name="picture" />
          {say('picture')}
        </label>
        <span className="quiet">{say('pictureHint')}</span>
      </div>
      {notice && (
        <p className={pictures.state === 'reading' ? 'notice' : 'notice notice-problem'} role="alert">
          {say(notice)}
        </p>
      )}
    </section>
  );
}
