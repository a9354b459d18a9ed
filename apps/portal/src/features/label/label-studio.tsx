import { Button, Group, Loader, SegmentedControl, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { Empty, Page, Problem, Section, useSay } from '@packproof/ui';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useAnswer } from '../../ask';
import { LabelPreview } from '../../printing/label-preview';
import { isSingle, labelAddress, useLabelChoices } from '../../printing/look';
import { type Look, LookField } from '../../printing/look-field';
import { useSession } from '../../session/session';
import { BatchSubject } from './batch-subject';
import { LABEL_SAMPLE } from './documents';
import { keepHabits, readHabits } from './habits';
import { printImage } from './print';
import { SingleSubject } from './single-subject';
import { PARTS, type Part, type Single, sampleOf, singleOf } from './subject';
import { texts } from './texts';
import './label.css';

/** What is to be labelled, how, and what it will look like. What is chosen stays in the address, how in this browser. */
export function LabelStudio() {
  const say = useSay(texts);
  const [params, setParams] = useSearchParams();
  const set = (values: Record<string, string>) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(values)) value ? next.set(name, value) : next.delete(name);
        return next;
      },
      { replace: true },
    );
  const subject = params.get('of') === 'one' ? 'one' : 'batch';
  const text = (name: string) => params.get(name) ?? '';
  const gtin = text('gtin');
  const lot = text('lot');
  const part = PARTS.find((each) => each === text('part')) ?? 'packs';
  const isBatch = subject === 'batch' && gtin !== '' && lot !== '';
  const sample = useAnswer('packs', LABEL_SAMPLE, { gtin, lot }, { enabled: isBatch });
  const batch = sample.data?.batch ?? undefined;
  const shown = subject === 'one' ? singleOf(text('scan')) : batch && sampleOf(batch, part);

  return (
    <Page title={say('title')} lead={say('lead')}>
      <Section title={say('what')}>
        <Stack>
          <SegmentedControl
            aria-label={say('what')}
            value={subject}
            onChange={(of) => set({ of: of === 'one' ? 'one' : '' })}
            data={[
              { value: 'batch', label: say('aBatch') },
              { value: 'one', label: say('one') },
            ]}
          />
          {subject === 'one' ? (
            <SingleSubject value={text('scan')} onChange={(scan) => set({ scan })} found={shown !== undefined} />
          ) : (
            <BatchSubject
              gtin={gtin}
              lot={lot}
              part={part}
              from={text('from')}
              count={text('count')}
              batch={batch}
              onChange={set}
            />
          )}
          {sample.error && isBatch && <Problem error={sample.error} onRetry={() => void sample.refetch()} />}
        </Stack>
      </Section>
      {shown ? (
        <Printing
          key={shown.of}
          shown={shown}
          batch={isBatch ? { gtin, lot, part, from: text('from'), count: text('count') } : undefined}
        />
      ) : isBatch && sample.isPending ? (
        <Loader />
      ) : (
        <Empty
          title={say(isBatch && batch ? 'noneOfIt' : 'nothingYet')}
          advice={say(isBatch && batch ? 'noneOfItAdvice' : 'nothingYetAdvice')}
        />
      )}
    </Page>
  );
}

interface PrintingProps {
  readonly shown: Single;
  readonly batch: { gtin: string; lot: string; part: Part; from: string; count: string } | undefined;
}

function Printing({ shown, batch }: PrintingProps) {
  const say = useSay(texts);
  const { member } = useSession();
  const choices = useLabelChoices();
  const [habits, setHabits] = useState(() => readHabits(member.id));
  if (choices.error) return <Problem error={choices.error} onRetry={() => void choices.refetch()} />;
  if (!choices.data) return <Loader />;
  const look = habits[shown.of];
  const change = (part: Partial<typeof habits>) => {
    const next = { ...habits, ...part };
    setHabits(next);
    keepHabits(member.id, next);
  };
  const stock = choices.data.stocks.find(({ id }) => id === look.stock);
  // A printer of single labels, and a picture, have no sheets.
  const single = stock && isSingle(stock) ? stock.id : undefined;
  const { template } = look;
  const preview = labelAddress(`${shown.path}.svg`, { template, stock: single });
  const { pdf, zpl } = addresses(shown, batch, look, single, habits.dpi);
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      <Section title={say('how')}>
        <Stack>
          <LookField
            title={say(shown.of === 'pack' ? 'packLabel' : 'unitLabel')}
            of={shown.of}
            choices={choices.data}
            look={look}
            onChange={(chosen: Look) => change({ [shown.of]: chosen })}
          />
          <Select
            label={say('dpi')}
            description={say('dpiAdvice')}
            data={choices.data.dpi.map((each) => ({ value: String(each), label: say('dots', { dpi: each }) }))}
            value={String(habits.dpi)}
            onChange={(dpi) => dpi && change({ dpi: Number(dpi) })}
            allowDeselect={false}
          />
          <Group>
            <Button component="a" href={pdf} download leftSection={<IconDownload size={18} aria-hidden="true" />}>
              {say('pdf')}
            </Button>
            <Button component="a" href={zpl} download variant="default">
              {say('zpl')}
            </Button>
            {!batch && (
              <Button
                variant="default"
                onClick={() => printImage(preview)}
                leftSection={<IconPrinter size={18} aria-hidden="true" />}
              >
                {say('print')}
              </Button>
            )}
          </Group>
          {batch && <Text size="sm">{say('pdfPrints')}</Text>}
        </Stack>
      </Section>
      <Section title={say('preview')}>
        <LabelPreview address={preview} title={say(batch ? 'firstOfIt' : 'asPrinted')} lines={shown.lines} />
      </Section>
    </SimpleGrid>
  );
}

function addresses(
  shown: Single,
  batch: PrintingProps['batch'],
  { template, stock }: Look,
  single: string | undefined,
  dpi: number,
): { pdf: string; zpl: string } {
  if (!batch) {
    return {
      pdf: labelAddress(`${shown.path}.pdf`, { template, stock }),
      zpl: labelAddress(`${shown.path}.zpl`, { template, stock: single, dpi }),
    };
  }
  const { gtin, lot, part, from, count } = batch;
  const path = `/labels/batch/${gtin}/${encodeURIComponent(lot)}`;
  const of = {
    template,
    ...(part === 'packs' ? {} : { packs: 'false', units: part }),
    from: from || undefined,
    count: count || undefined,
  };
  return {
    pdf: labelAddress(`${path}.pdf`, { ...of, stock }),
    zpl: labelAddress(`${path}.zpl`, { ...of, stock: single, dpi }),
  };
}
