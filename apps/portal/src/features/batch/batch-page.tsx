import { Anchor, Button, Loader } from '@mantine/core';
import { Refused } from '@packproof/client';
import { Code, Facts, Page, ProblemPage, Section, Tag, useFormats, useLanguage, useSay, Word } from '@packproof/ui';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useAnswer } from '../../ask';
import { nameIn } from '../../names';
import { useSession } from '../../session/session';
import { BatchPacks } from './batch-packs';
import { BatchStateTag } from './batch-state';
import { BATCH, type Batch } from './documents';
import { HoldBatch } from './hold-batch';
import { texts } from './texts';
import './batch.css';

export function BatchPage() {
  const { gtin = '', lot = '' } = useParams();
  const { data, error, refetch } = useAnswer('batches', BATCH, { gtin, lot });
  if (error) return <ProblemPage error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loader />;
  if (!data.batch) return <ProblemPage error={new Refused('UNKNOWN_BATCH', { gtin, lot })} />;
  return <BatchView batch={data.batch} />;
}

function BatchView({ batch }: { readonly batch: Batch }) {
  const say = useSay(texts);
  const formats = useFormats();
  const language = useLanguage();
  const { gtin, lot, product } = batch;
  return (
    <Page
      title={say('batchTitle', { lot })}
      tags={<BatchStateTag state={batch.state} />}
      lead={nameIn(product, language)}
      actions={<Actions batch={batch} />}
    >
      <Section title={say('facts')}>
        <Facts
          facts={[
            [
              say('product'),
              <Anchor key="product" component={Link} to={`/products/${gtin}`}>
                {nameIn(product, language)}
              </Anchor>,
            ],
            [say('about'), [product.strength, product.form, product.packSize].filter(Boolean).join(' · ')],
            [say('gtin'), <Code key="gtin">{gtin}</Code>],
            [say('lot'), <Code key="lot">{lot}</Code>],
            [say('expiry'), formats.date(batch.expiry)],
            [say('packs'), formats.number(batch.packs)],
            [say('commissioned'), batch.commissionedAt && formats.time(batch.commissionedAt)],
            [say('owner'), product.owner.name],
          ]}
        />
      </Section>
      {batch.recalls.length > 0 && <Recalls batch={batch} />}
      <Stock batch={batch} />
      <Section title={say('packList')}>
        <BatchPacks gtin={gtin} lot={lot} />
      </Section>
    </Page>
  );
}

function Actions({ batch }: { readonly batch: Batch }) {
  const say = useSay(texts);
  const { member, is, mayWrite } = useSession();
  const [asking, setAsking] = useState<'QUARANTINE' | 'RELEASE'>();
  const { gtin, lot, state } = batch;
  const owns = batch.product.owner.gln === member.organisation.gln;
  const decides = mayWrite && (owns || is('REGULATOR'));
  const of = `gtin=${gtin}&lot=${encodeURIComponent(lot)}`;
  const isRecalled = state === 'RECALLED' || state === 'WITHDRAWN';
  return (
    <>
      {decides && (
        <>
          {/* A hold of one's own may lie under what is told first, a recall say: then it can be lifted too. */}
          {state !== 'ACTIVE' && (
            <Button variant="default" onClick={() => setAsking('RELEASE')}>
              {say('release')}
            </Button>
          )}
          {state !== 'QUARANTINED' && (
            <Button variant="default" onClick={() => setAsking('QUARANTINE')}>
              {say('quarantine')}
            </Button>
          )}
          <Button component={Link} to={`/recalls/new?${of}`} variant="default">
            {say('openRecall')}
          </Button>
        </>
      )}
      {owns && mayWrite && !isRecalled && (
        <Button component={Link} to={`/batches/new?${of}`} variant="default">
          {say('tranche')}
        </Button>
      )}
      <Button component={Link} to={`/labels?${of}`}>
        {say('labels')}
      </Button>
      <HoldBatch batch={batch} kind={asking} onClose={() => setAsking(undefined)} />
    </>
  );
}

function Recalls({ batch }: { readonly batch: Batch }) {
  const say = useSay(texts);
  const formats = useFormats();
  return (
    <Section title={say('recalls')}>
      <ul className="batch-lines">
        {batch.recalls.map(({ id, state, reason, drill, openedAt, targets, class: of }) => {
          const target = targets.find((each) => each.batch.gtin === batch.gtin && each.batch.lot === batch.lot);
          return (
            <li key={id}>
              <Anchor component={Link} to={`/recalls/${id}`}>
                {reason}
              </Anchor>
              <span className="batch-line-aside">
                <Word kind="RecallClass" value={of} /> · {formats.time(openedAt)}
                {target && ` · ${target.whole ? say('whole') : say('someOf', { packs: formats.number(target.packs) })}`}
              </span>
              {drill && <Tag tone="busy">{say('drill')}</Tag>}
              <Tag tone={state === 'OPEN' ? 'busy' : 'quiet'}>
                <Word kind="RecallState" value={state} />
              </Tag>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Stock({ batch }: { readonly batch: Batch }) {
  const say = useSay(texts);
  const formats = useFormats();
  if (batch.stock.length === 0) return null;
  const lines = [...batch.stock].sort((one, other) => other.packs - one.packs);
  return (
    <Section title={say('stock')}>
      <table className="batch-stock">
        <thead>
          <tr>
            <th scope="col">{say('holder')}</th>
            <th scope="col">{say('place')}</th>
            <th scope="col">{say('state')}</th>
            <th scope="col" className="end">
              {say('packs')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ holder, location, state, inTransit, packs }) => (
            <tr key={`${holder.gln} ${location?.gln} ${location?.extension} ${state} ${inTransit}`}>
              <th scope="row">{holder.name}</th>
              <td>{inTransit ? <Tag tone="busy">{say('inTransit')}</Tag> : location?.name}</td>
              <td>
                <Word kind="PackState" value={state} />
              </td>
              <td className="end">{formats.number(packs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
