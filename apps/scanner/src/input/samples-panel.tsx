import { useEffect, useState } from 'react';
import type { Api, DemoSample } from '../api';
import { Icon } from '../icons';
import { useLanguage } from '../language';
import type { Pictures } from './use-pictures';

export interface SamplesPanelProps {
  readonly api: Api;
  readonly organisation: string;
  readonly pictures: Pictures;
  readonly onScan: (scan: string) => void;
}

const labelOf = (sample: DemoSample) =>
  `/labels/pack/${encodeURIComponent(sample.gtin)}/${encodeURIComponent(sample.serial)}.svg`;

/** The demo's labels. A click fetches the picture and decodes it, as if it had been photographed. */
export function SamplesPanel({ api, organisation, pictures, onScan }: SamplesPanelProps) {
  const { say } = useLanguage();
  const [samples, setSamples] = useState<readonly DemoSample[]>([]);

  // Again for another organisation: the samples are its own.
  useEffect(() => {
    let gone = false;
    api.demoSamples().then(
      (list) => gone || setSamples(list),
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [api, organisation]);

  if (samples.length === 0) return null;

  const scan = async (sample: DemoSample) => {
    if (pictures.state === 'reading') return;
    try {
      const response = await fetch(labelOf(sample), { credentials: 'same-origin' });
      if (response.ok && (await pictures.read(await response.blob(), 'sample'))) return;
    } catch {
      // No picture to be had: what is in it is known.
    }
    onScan(sample.scan);
  };

  return (
    <section className="panel" aria-labelledby="samples-title">
      <h2 id="samples-title" className="panel-title">
        <Icon name="label" />
        {say('samples')}
      </h2>
      <p className="quiet">{say('samplesHint')}</p>
      <ul className="samples">
        {samples.map((sample) => (
          <li key={`${sample.gtin}-${sample.serial}`}>
            <button
              type="button"
              className="sample"
              aria-label={say('sampleScan', { label: sample.label })}
              aria-disabled={pictures.state === 'reading' || undefined}
              onClick={() => void scan(sample)}
            >
              <img src={labelOf(sample)} alt="" width="120" height="120" loading="lazy" />
              <span>{sample.label}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
