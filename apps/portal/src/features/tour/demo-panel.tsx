import { Button, Group, Loader, Text } from '@mantine/core';
import { Empty, Problem, Section, useLanguage, useSay } from '@packproof/ui';
import { IconFileTypePdf, IconRoute, IconScan } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { CopyField } from '../../copying/copy-field';
import { nameIn } from '../../names';
import { read } from '../../session/post';
import { useSession } from '../../session/session';
import { useDemo } from './demo';
import { SampleTag } from './sample-tag';
import { pickSamples, type Sample } from './samples';
import { texts } from './texts';
import { useTour } from './use-tour';
import './demo-panel.css';

/** Six labels fit a look; the PDF has all. */
const SHOWN = 6;
const COMMAND = 'PACKPROOF_DEMO=off PACKPROOF_HOME="$HOME/packproof" npm start';

export function DemoPanel() {
  return useDemo() ? (
    <>
      <Samples />
      <OwnOrganisation />
    </>
  ) : null;
}

function Samples() {
  const say = useSay(texts);
  const begin = useTour();
  const { member } = useSession();
  const { data, error, refetch } = useQuery({
    queryKey: ['samples', member.organisation.gln],
    queryFn: () => read<Sample[]>('/demo/samples'),
  });
  return (
    <Section
      title={say('samples')}
      actions={
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconRoute size={18} aria-hidden="true" />}
            onClick={() => void begin()}
          >
            {say('take')}
          </Button>
          <Button component="a" href="/scan/" variant="default" leftSection={<IconScan size={18} aria-hidden="true" />}>
            {say('openScanner')}
          </Button>
          {data && data.length > 0 && (
            <Button
              component="a"
              href="/demo/samples.pdf"
              target="_blank"
              rel="noopener"
              variant="default"
              leftSection={<IconFileTypePdf size={18} aria-hidden="true" />}
            >
              {say('print')}
            </Button>
          )}
        </Group>
      }
    >
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loader />}
      {data?.length === 0 && <Empty title={say('noSamples')} advice={say('noSamplesAdvice')} />}
      {data && data.length > 0 && (
        <>
          <Text mb="md">{say('samplesAdvice')}</Text>
          <ul className="samples">
            {pickSamples(data, SHOWN).map((sample) => (
              <SampleCard key={`${sample.gtin} ${sample.serial}`} sample={sample} />
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function SampleCard({ sample }: { readonly sample: Sample }) {
  const say = useSay(texts);
  const language = useLanguage();
  const { gtin, lot, serial, productName, productNameZh } = sample;
  const product = nameIn({ name: productName, nameZh: productNameZh }, language);
  const key = `${gtin}/${encodeURIComponent(serial)}`;
  return (
    <li className="sample">
      <img
        src={`/labels/pack/${key}.svg`}
        alt={say('labelOf', { product, lot })}
        loading="lazy"
        width={240}
        height={120}
      />
      <div className="sample-about">
        <Text fw={650}>{product}</Text>
        <Text size="sm" c="dimmed">
          {say('lot', { lot })}
        </Text>
        <SampleTag sample={sample} />
        <Link to={`/packs/${key}`} aria-label={`${say('journey')}: ${product}, ${serial}`}>
          {say('journey')}
        </Link>
      </div>
    </li>
  );
}

function OwnOrganisation() {
  const say = useSay(texts);
  return (
    <Section title={say('own')}>
      <Text mb="md" maw="46rem">
        {say('ownAdvice')}
      </Text>
      <CopyField label={say('command')} value={COMMAND} />
    </Section>
  );
}
