import type { Language } from '@packproof/outcomes';
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
  readonly names: Readonly<Record<Language, string>> | null;
  /** Of a pack its batch, of a unit its number. */
  readonly lot: string;
  readonly recalled: boolean;
  readonly picture: string;
  readonly scan: string;
}

/** More labels than anybody clicks through. */
const MOST = 12;

/** The demo's labels. A click fetches the picture and decodes it, as if it had been photographed. */
export function SamplesPanel({ api, organisation, pictures, onScan, units }: SamplesPanelProps) {
  const { say, language } = useLanguage();
  const labelOf = ({ names, lot, recalled }: Sample) =>
    [names?.[language], lot, recalled && say('sampleRecalled')].filter(Boolean).join(' · ');
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
          (list ?? []).map(({ productName, productNameZh, lot, recalled, gtin, serial, scan }) => ({
            names: { en: productName, 'zh-CN': productNameZh ?? productName },
            lot,
            recalled,
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
    ? units.map(
        (sscc): Sample => ({
          names: null,
          lot: sscc,
          recalled: false,
          picture: `/labels/unit/${sscc}.svg`,
          scan: `]C100${sscc}`,
        }),
      )
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
      <p className="quiet">
        {say(units ? 'samplesUnitsHint' : 'samplesHint')}{' '}
        {!units && (
          <a className="link" href="/demo/samples.pdf" target="_blank" rel="noreferrer">
            {say('samplesPrint')}
          </a>
        )}
      </p>
      <ul className={units ? 'samples samples-wide' : 'samples'}>
        {samples.slice(0, MOST).map((sample) => (
          <li key={sample.picture}>
            <button
              type="button"
              className="sample"
              aria-label={say('sampleScan', { label: labelOf(sample) })}
              aria-disabled={pictures.state === 'reading' || undefined}
              onClick={() => void scan(sample)}
            >
              <img src={sample.picture} alt="" width="120" height="120" loading="lazy" />
              <span>{labelOf(sample)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
