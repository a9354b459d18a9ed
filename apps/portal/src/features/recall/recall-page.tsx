import { Button, Group, Loader } from '@mantine/core';
import { Refused } from '@packproof/client';
import {
  csvFile,
  csvLine,
  download,
  Facts,
  Page,
  ProblemPage,
  Section,
  screenTexts,
  Tag,
  useFormats,
  useLanguage,
  useSay,
  useWord,
  Word,
} from '@packproof/ui';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useAnswer } from '../../ask';
import { nameIn } from '../../names';
import { useSession } from '../../session/session';
import { Acknowledge } from './acknowledge';
import { CloseRecall } from './close-recall';
import { RECALL, type Recall } from './documents';
import { Race } from './race';
import { texts } from './texts';
import './recall.css';

export function RecallPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useAnswer('recalls', RECALL, { id });
  if (error) return <ProblemPage error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loader />;
  if (!data.recall) return <ProblemPage error={new Refused('NOT_FOUND', { kind: 'recall', id })} />;
  return <RecallView recall={data.recall} />;
}

function RecallView({ recall }: { readonly recall: Recall }) {
  const say = useSay(texts);
  const language = useLanguage();
  const formats = useFormats();
  const { member, is, mayWrite } = useSession();
  const [closing, setClosing] = useState(false);
  const me = member.organisation.gln;
  const own = recall.holders.find(({ organisation }) => organisation.gln === me);
  const isOpen = recall.state === 'OPEN';
  const mayClose = isOpen && mayWrite && (recall.openedBy.gln === me || is('REGULATOR'));
  return (
    <Page
      title={recall.reason}
      tags={
        <>
          <Tag tone={isOpen ? 'busy' : 'quiet'}>
            <Word kind="RecallState" value={recall.state} />
          </Tag>
          {recall.drill && <Tag tone="busy">{say('drill')}</Tag>}
        </>
      }
      lead={formats.list(
        recall.targets.map(
          ({ batch, whole }) =>
            `${nameIn(batch.product, language)}, ${say(whole ? 'wholeLot' : 'partly', { lot: batch.lot })}`,
        ),
      )}
      actions={
        <>
          <ExportHolders recall={recall} />
          <Button variant="default" component="a" href={`/recalls/${recall.id}/report.pdf?lang=${language}`} download>
            {say('report')}
          </Button>
          {mayClose && <Button onClick={() => setClosing(true)}>{say('close')}</Button>}
        </>
      }
    >
      <Race recall={recall} />
      {own && isOpen && mayWrite && <Acknowledge recall={recall} own={own} />}
      <Section title={say('about')}>
        <Facts
          facts={[
            [say('class'), <Word key="class" kind="RecallClass" value={recall.class} />],
            [say('level'), <Word key="level" kind="RecallLevel" value={recall.level} />],
            [say('openedBy'), recall.openedBy.name],
            [say('openedAt'), formats.time(recall.openedAt)],
            [say('instructions'), recall.instructions],
            [say('closedAt'), recall.closedAt && formats.time(recall.closedAt)],
            [say('closingNote'), recall.closingNote],
            [
              say('targets'),
              <Group key="targets" gap="xs">
                {recall.targets.map(({ batch, packs }) => (
                  <Link
                    key={`${batch.gtin} ${batch.lot}`}
                    to={`/batches/${batch.gtin}/${encodeURIComponent(batch.lot)}`}
                  >
                    {batch.lot} ({formats.number(packs)})
                  </Link>
                ))}
              </Group>,
            ],
            [
              say('onLedger'),
              say('onLedgerAt', { time: formats.time(recall.receipt.committedAt), block: recall.receipt.block }),
            ],
          ]}
        />
      </Section>
      <CloseRecall recall={recall} opened={closing} onClose={() => setClosing(false)} />
    </Page>
  );
}

function ExportHolders({ recall }: { readonly recall: Recall }) {
  const say = useSay(texts);
  const word = useWord();
  const sayScreen = useSay(screenTexts);
  const total = (
    key: 'quarantined' | 'returned' | 'destroyed' | 'dispensed' | 'notFound',
    lines: Recall['holders'][number]['lines'],
  ) => lines.reduce((sum, line) => sum + line[key], 0);
  const run = () => {
    const head = [
      ...([say('holder'), say('role'), say('holds'), say('inTransit'), say('dispensed'), say('answer')] as const),
      ...([say('quarantined'), say('returned'), say('destroyed'), say('dispensed'), say('notFound')] as const),
    ];
    const lines = recall.holders.map(({ organisation, packs, inTransit, dispensed, acknowledgedAt, lines: each }) =>
      csvLine([
        ...[
          organisation.name,
          word('OrganisationRole', organisation.role),
          packs,
          inTransit,
          dispensed,
          acknowledgedAt,
        ],
        ...(['quarantined', 'returned', 'destroyed', 'dispensed', 'notFound'] as const).map((key) => total(key, each)),
      ]),
    );
    download(csvFile([csvLine(head), ...lines]), `${say('holders')}.csv`);
  };
  return (
    <Button variant="default" onClick={run}>
      {sayScreen('exportCsv')}
    </Button>
  );
}
