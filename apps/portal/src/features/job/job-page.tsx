import { Anchor, Button, Loader, Text } from '@mantine/core';
import { Refused } from '@packproof/client';
import { isOutcome } from '@packproof/outcomes';
import { Code, Confirm, Facts, Page, Problem, ProblemPage, Section, useFormats, useSay } from '@packproof/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useNotify } from '../../ask';
import { client } from '../../doors';
import { hasSucceeded, isUnfinished, type Job, useJob } from '../../progress/job';
import { JobProgress, JobStateTag } from '../../progress/job-progress';
import { useSession } from '../../session/session';
import { CANCEL_JOB } from './documents';
import { useJobName } from './job-name';
import { texts } from './texts';

/** A job as it goes on: it can be left, and found again. */
export function JobPage() {
  const { id = '' } = useParams();
  const { job, error, refetch } = useJob(id);
  if (error) return <ProblemPage error={error} onRetry={refetch} />;
  if (!job) return <Loader />;
  return <JobView job={job} />;
}

function JobView({ job }: { readonly job: Job }) {
  const say = useSay(texts);
  const formats = useFormats();
  const nameOf = useJobName();
  const { mayWrite } = useSession();
  const [asking, setAsking] = useState(false);
  const { gtin, lot } = job;
  const batch = gtin && lot ? `${gtin}/${encodeURIComponent(lot)}` : undefined;
  const isMade = hasSucceeded(job) && job.kind === 'COMMISSION' && batch !== undefined;
  return (
    <Page
      title={nameOf(job)}
      tags={<JobStateTag state={job.state} />}
      lead={isUnfinished(job) ? say('mayLeave') : undefined}
      actions={
        <>
          {isUnfinished(job) && mayWrite && (
            <Button variant="default" onClick={() => setAsking(true)}>
              {say('cancel')}
            </Button>
          )}
          {job.resultsUrl && (
            <Button component="a" href={job.resultsUrl} download variant="default">
              {say('results')}
            </Button>
          )}
          {isMade && (
            <>
              <Button component={Link} to={`/batches/${batch}`} variant="default">
                {say('toBatch')}
              </Button>
              <Button component={Link} to={`/labels?gtin=${gtin}&lot=${encodeURIComponent(lot ?? '')}`}>
                {say('labels')}
              </Button>
            </>
          )}
        </>
      }
    >
      <Section title={say('progress')}>
        <JobProgress job={job} />
        {job.state === 'QUEUED' && <Text mt="sm">{say('queued')}</Text>}
        {job.state === 'SUCCEEDED_WITH_ERRORS' && <Text mt="sm">{say('withErrors')}</Text>}
      </Section>
      {job.state === 'FAILED' && <Failure job={job} />}
      <Section title={say('facts')}>
        <Facts
          facts={[
            [
              say('lot'),
              batch && (
                <Anchor key="lot" component={Link} to={`/batches/${batch}`}>
                  <Code>{lot}</Code>
                </Anchor>
              ),
            ],
            [say('gtin'), gtin && <Code key="gtin">{gtin}</Code>],
            [say('by'), job.startedBy],
            [say('created'), formats.time(job.createdAt)],
            [say('finished'), job.finishedAt && formats.time(job.finishedAt)],
          ]}
        />
      </Section>
      <CancelJob job={job} name={nameOf(job)} opened={asking} onClose={() => setAsking(false)} />
    </Page>
  );
}

/** Why nothing came of it: the answer's words where the job has one. */
function Failure({ job }: { readonly job: Job }) {
  const say = useSay(texts);
  const code = job.error !== null && isOutcome(job.error) ? job.error : undefined;
  if (code) return <Problem error={new Refused(code, job.lot ? { lot: job.lot } : {})} />;
  return (
    <Section title={say('failed')}>
      <Text>{say('failedAdvice')}</Text>
    </Section>
  );
}

interface CancelJobProps {
  readonly job: Job;
  readonly name: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

function CancelJob({ job, name, opened, onClose }: CancelJobProps) {
  const say = useSay(texts);
  const notify = useNotify();
  const cache = useQueryClient();
  return (
    <Confirm
      opened={opened && isUnfinished(job)}
      onClose={onClose}
      title={say('cancelTitle', { name })}
      action={say('cancelAction')}
      onConfirm={async () => {
        const { cancelJob } = await client.request(CANCEL_JOB, { id: job.id });
        await cache.invalidateQueries({ queryKey: ['jobs'] });
        if (cancelJob.state === 'CANCELLED') notify.done(say('cancelled', { name }));
      }}
    >
      {say('cancelAdvice')}
    </Confirm>
  );
}
