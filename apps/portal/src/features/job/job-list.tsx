import { Button } from '@mantine/core';
import { type Column, Empty, Page, useFormats, useSay, useWord } from '@packproof/ui';
import { Link } from 'react-router';
import { client } from '../../doors';
import { type Asked, ListView } from '../../list/list-view';
import { orderOf } from '../../list/order-of';
import { JobProgress, JobStateTag } from '../../progress/job-progress';
import { useSession } from '../../session/session';
import { JOB_FIELDS, JOBS, type JobFilter, type JobRow, type JobState } from './documents';
import { useJobName } from './job-name';
import { texts } from './texts';

const STATES: readonly JobState[] = ['QUEUED', 'RUNNING', 'SUCCEEDED', 'SUCCEEDED_WITH_ERRORS', 'FAILED', 'CANCELLED'];
/** Of the filter: whatever has not ended. */
const OPEN = 'OPEN';

export function JobList() {
  const say = useSay(texts);
  const word = useWord();
  const formats = useFormats();
  const nameOf = useJobName();
  const { is, mayWrite } = useSession();
  const columns: Column<JobRow>[] = [
    {
      id: 'name',
      title: say('job'),
      width: 'minmax(0, 1.6fr)',
      cell: (row) => (
        <Link className="row-link" to={`/jobs/${row.id}`}>
          {nameOf(row)}
        </Link>
      ),
      csv: nameOf,
    },
    {
      id: 'state',
      title: say('state'),
      width: '10rem',
      cell: (row) => <JobStateTag state={row.state} />,
      csv: (row) => word('JobState', row.state),
    },
    {
      id: 'progress',
      title: say('progress'),
      width: 'minmax(0, 1.4fr)',
      cell: (row) => <JobProgress job={row} />,
      csv: (row) => `${row.done}/${row.total}`,
    },
    {
      id: 'created',
      title: say('created'),
      width: '12rem',
      cell: (row) => formats.time(row.createdAt),
      csv: (row) => row.createdAt,
      sort: 'created',
    },
    { id: 'by', title: say('by'), cell: (row) => row.startedBy, csv: (row) => row.startedBy, wideOnly: true },
  ];
  return (
    <Page title={say('title')} lead={say('lead')}>
      <ListView
        label={say('title')}
        topic="jobs"
        name="list"
        columns={columns}
        rowKey={({ id }) => id}
        filters={[
          {
            kind: 'choice',
            id: 'state',
            label: say('state'),
            options: [
              { value: OPEN, label: say('open') },
              ...STATES.map((value) => ({ value, label: word('JobState', value) })),
            ],
          },
        ]}
        sort={{ field: 'created', descending: true }}
        load={async (asked) => {
          const { sort, first, after, signal } = asked;
          const variables = { filter: filterOf(asked), orderBy: orderOf(sort, JOB_FIELDS), first, after };
          return (await client.request(JOBS, variables, { signal })).jobs;
        }}
        empty={
          <Empty
            title={say('none')}
            advice={say('noneAdvice')}
            action={
              is('MANUFACTURER') && mayWrite ? (
                <Button component={Link} to="/batches/new">
                  {say('newBatch')}
                </Button>
              ) : undefined
            }
          />
        }
      />
    </Page>
  );
}

function filterOf({ filters: { state } }: Asked): JobFilter {
  if (state === OPEN) return { states: ['QUEUED', 'RUNNING'] };
  const found = STATES.find((each) => each === state);
  return found ? { states: [found] } : {};
}
