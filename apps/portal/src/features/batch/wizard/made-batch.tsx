import { Anchor, Button, Group, Loader, Stack, Text } from '@mantine/core';
import { Code, Empty, Page, Problem, Section, useFormats, useSay } from '@packproof/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { client } from '../../../doors';
import { hasSucceeded, isUnfinished, useJob } from '../../../progress/job';
import { JobProgress, JobStateTag } from '../../../progress/job-progress';
import { useSession } from '../../../session/session';
import { BadRows } from './bad-rows';
import { COMMISSION, type CommissionAnswer } from './documents';
import { restoreDraft } from './draft';
import { type Made, readMade } from './made';
import { MadeLabels } from './made-labels';
import { texts } from './texts';
import './wizard.css';

/** What was made, and what is done with it next; while a job makes it, how far that is. */
export function MadeBatch() {
  const say = useSay(texts);
  const { member } = useSession();
  const [made] = useState(() => readMade(member.id));
  if (!made) {
    return (
      <Page title={say('madeNothing')}>
        <Empty
          title={say('madeNothing')}
          advice={say('madeNothingAdvice')}
          action={
            <Button component={Link} to="/batches">
              {say('toBatches')}
            </Button>
          }
        />
      </Page>
    );
  }
  return made.answer.job ? (
    <ByJob made={made} jobId={made.answer.job.id} />
  ) : (
    <Result made={made} answer={made.answer} />
  );
}

function ByJob({ made, jobId }: { readonly made: Made; readonly jobId: string }) {
  const say = useSay(texts);
  const { job, ...looked } = useJob(jobId);
  const { member } = useSession();
  const navigate = useNavigate();
  const ended = job !== undefined && hasSucceeded(job);
  const cameToNothing = job !== undefined && !isUnfinished(job) && !ended;
  const again = (keepGood = made.draft.serials.keepGood) => {
    restoreDraft(member.id, { ...made.draft, serials: { ...made.draft.serials, keepGood } });
    void navigate('/batches/new');
  };
  // Of a list some numbers may be on record already: then the others can be made.
  const mayKeepGood = job?.state === 'FAILED' && made.draft.serials.upload !== null && !made.draft.serials.keepGood;
  const { lot } = made.asked.input;
  // The same command again is answered with what it did.
  const { data, error, refetch } = useQuery({
    queryKey: ['batches', 'made', made.asked.commandId],
    queryFn: async () => (await client.request(COMMISSION, made.asked, { patience: 120_000 })).commissionBatch,
    enabled: ended,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (data) return <Result made={made} answer={data} />;
  return (
    <Page
      title={say(cameToNothing ? 'wasNotMade' : 'making', { lot })}
      tags={job && <JobStateTag state={job.state} />}
      lead={say(cameToNothing ? 'notMade' : 'mayLeave')}
    >
      {looked.error !== null && <Problem error={looked.error} onRetry={looked.refetch} />}
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      <Section title={say('progress')}>
        {job ? <JobProgress job={job} /> : <Loader />}
        <Group mt="md">
          <Button component={Link} to={`/jobs/${jobId}`} variant="default">
            {say('toJob')}
          </Button>
          {cameToNothing && (
            <Button variant={mayKeepGood ? 'default' : 'filled'} onClick={() => again()}>
              {say('backToForm')}
            </Button>
          )}
          {mayKeepGood && <Button onClick={() => again(true)}>{say('keepGoodNow')}</Button>}
          <Button component={Link} to="/batches/new" variant="default">
            {say('another')}
          </Button>
        </Group>
      </Section>
    </Page>
  );
}

function Result({ made, answer }: { readonly made: Made; readonly answer: CommissionAnswer }) {
  const say = useSay(texts);
  const formats = useFormats();
  const { gtin, lot } = made.asked.input;
  return (
    <Page
      title={say('made', { packs: formats.number(answer.packs), lot })}
      lead={say('madeLead')}
      actions={
        <>
          <Button component={Link} to="/batches/new" variant="default">
            {say('another')}
          </Button>
          <Button component={Link} to={`/batches/${gtin}/${encodeURIComponent(lot)}`} variant="default">
            {say('toBatch')}
          </Button>
          <Button component={Link} to={shipAddress(made, answer)} variant="default">
            {say('ship')}
          </Button>
        </>
      }
    >
      <MadeLabels made={made} answer={answer} />
      {answer.ssccs.length > 0 && <Ssccs made={made} ssccs={answer.ssccs} />}
      {answer.badRows.length > 0 && (
        <Section title={say('leftOut', { bad: formats.number(answer.badRows.length) })}>
          <BadRows rows={answer.badRows} all={answer.badRows.length} />
        </Section>
      )}
    </Page>
  );
}

const SHOWN = 60;
/** An address has an end. */
const SHIPPED_AT_ONCE = 200;

/** The form of a shipment, with what stands alone in it; loose packs are chosen there. */
function shipAddress(made: Made, { ssccs }: CommissionAnswer): string {
  const top = ssccs.slice(0, palletsIn(made, ssccs) || ssccs.length);
  if (top.length === 0 || top.length > SHIPPED_AT_ONCE) return '/shipments/new';
  return `/shipments/new?${top.map((sscc) => `sscc=${sscc}`).join('&')}`;
}

/** Each pallet comes with up to `casesPerPallet` cases; pallets stand first. */
function palletsIn(made: Made, ssccs: readonly string[]): number {
  const { casesPerPallet } = made.asked.input.packing ?? {};
  return casesPerPallet ? Math.ceil(ssccs.length / (casesPerPallet + 1)) : 0;
}

/** Those that stand alone first: the pallets, then the cases on them. */
function Ssccs({ made, ssccs }: { readonly made: Made; readonly ssccs: readonly string[] }) {
  const say = useSay(texts);
  const formats = useFormats();
  const [all, setAll] = useState(false);
  const pallets = palletsIn(made, ssccs);
  const cases = ssccs.length - pallets;
  const groups = [
    { key: 'pallets', title: say('palletsMade', { count: formats.number(pallets) }), of: ssccs.slice(0, pallets) },
    { key: 'cases', title: say('casesMade', { count: formats.number(cases) }), of: ssccs.slice(pallets) },
  ].filter((group) => group.of.length > 0);
  return (
    <Section title={say('units')}>
      <Stack>
        {groups.map(({ key, title, of }) => (
          <div key={key}>
            <Text fw={600}>{title}</Text>
            <ul className="wizard-ssccs">
              {of.slice(0, all ? undefined : SHOWN).map((sscc) => (
                <li key={sscc}>
                  <Anchor component={Link} to={`/units/${sscc}`}>
                    <Code>{sscc}</Code>
                  </Anchor>
                </li>
              ))}
            </ul>
          </div>
        ))}
        {!all && groups.some((group) => group.of.length > SHOWN) && (
          <Button variant="default" onClick={() => setAll(true)} w="fit-content">
            {say('showAll', { count: formats.number(ssccs.length) })}
          </Button>
        )}
      </Stack>
    </Section>
  );
}
