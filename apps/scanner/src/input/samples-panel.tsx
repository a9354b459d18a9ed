import { useEffect, useState } from 'react';
import type { Api } from '../api/api';
import { Icon } from '../icons';
import { useLanguage } from '../language';
import type { Pictures } from './use-pictures';

export interface SamplesPanelProps {
  readonly api: Api;
  readonly organisation: string;
  readonly pictures: Pictures;
  readonly onScan: (scan: string) => void;
  /** SSCCs to show instead of packs at hand, where there is a demonstration at all. */
  readonly units: readonly string[] | undefined;
}

interface Sample {
  readonly label: string;
  readonly picture: string;
  readonly scan: string;
}

/** More labels than anybody clicks through. */
const MOST = 12;

/** The demo's labels. A click fetches the picture and decodes it, as if it had been photographed. */
export function SamplesPanel({ api, organisation, pictures, onScan, units }: SamplesPanelProps) {
  const { say } = useLanguage();
  const [packs, setPacks] = useState<readonly Sample[]>([]);
  const [demo, setDemo] = useState(false);

  // Again for another organisation: the samples are its own.
  useEffect(() => {
    let gone = false;
    api.demoSamples().then(
      (list) => {
        if (gone) return;
        setDemo(list !== null);
        setPacks(
          (list ?? []).map(({ label, gtin, serial, scan }) => ({
            label,
            scan,
            picture: `/labels/pack/${encodeURIComponent(gtin)}/${encodeURIComponent(serial)}.svg`,
          })),
        );
      },
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [api, organisation]);

  const samples = units
    ? units.map((sscc): Sample => ({ label: sscc, picture: `/labels/unit/${sscc}.svg`, scan: `]C100${sscc}` }))
    : packs;
  if (!demo || samples.length === 0) return null;

  const scan = async (sample: Sample) => {
    if (pictures.state === 'reading') return;
    try {
      const response = await fetch(sample.picture, { credentials: 'same-origin' });
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
      <p className="quiet">{say(units ? 'samplesUnitsHint' : 'samplesHint')}</p>
      <ul className={units ? 'samples samples-wide' : 'samples'}>
        {samples.slice(0, MOST).map((sample) => (
          <li key={sample.picture}>
            <button
              type="button"
              className="sample"
              aria-label={say('sampleScan', { label: sample.label })}
              aria-disabled={pictures.state === 'reading' || undefined}
              onClick={() => void scan(sample)}
            >
              <img src={sample.picture} alt="" width="120" height="120" loading="lazy" />
              <span>{sample.label}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
