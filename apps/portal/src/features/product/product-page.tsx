import { Button, Loader, Stack, Text, Textarea } from '@mantine/core';
import { Refused } from '@packproof/client';
import { Code, Confirm, Facts, Page, ProblemPage, Section, Tag, useLanguage, useSay } from '@packproof/ui';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useAnswer, useCommand, useNotify } from '../../ask';
import { nameIn } from '../../names';
import { useSession } from '../../session/session';
import { PRODUCT, WITHDRAW_PRODUCT } from './documents';
import { storageText } from './storage-text';
import { texts } from './texts';

export function ProductPage() {
  const say = useSay(texts);
  const language = useLanguage();
  const { member, mayWrite } = useSession();
  const { gtin = '' } = useParams();
  const { data, error, refetch } = useAnswer('products', PRODUCT, { gtin });
  const [asking, setAsking] = useState(false);
  if (error) return <ProblemPage error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loader />;
  const { product } = data;
  if (!product) return <ProblemPage error={new Refused('UNKNOWN_PRODUCT', { gtin })} />;
  const isOwn = product.owner.gln === member.organisation.gln && mayWrite;
  const name = nameIn(product, language);
  return (
    <Page
      title={name}
      tags={product.withdrawn && <Tag tone="STOP">{say('withdrawn')}</Tag>}
      lead={[product.strength, product.form, product.packSize].filter(Boolean).join(' · ')}
      actions={
        <>
          {isOwn && !product.withdrawn && (
            <Button variant="default" onClick={() => setAsking(true)}>
              {say('withdraw')}
            </Button>
          )}
          <Button component={Link} to={`/batches?search=${gtin}`} variant="default">
            {say('batches')}
          </Button>
          {isOwn && !product.withdrawn && (
            <Button component={Link} to={`/batches/new?gtin=${gtin}`}>
              {say('newBatch')}
            </Button>
          )}
        </>
      }
    >
      <Section title={say('facts')}>
        <Facts
          facts={[
            [say('gtin'), <Code key="gtin">{product.gtin}</Code>],
            [say('name'), product.name],
            [say('nameZh'), product.nameZh],
            [say('storage'), storageText(product.storage, say)],
            [say('owner'), product.owner.name],
          ]}
        />
      </Section>
      <Withdraw gtin={gtin} name={name} opened={asking} onClose={() => setAsking(false)} />
    </Page>
  );
}

interface WithdrawProps {
  readonly gtin: string;
  readonly name: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

function Withdraw({ gtin, name, opened, onClose }: WithdrawProps) {
  const say = useSay(texts);
  const notify = useNotify();
  const command = useCommand(WITHDRAW_PRODUCT, ['products', 'batches', 'packs']);
  const [reason, setReason] = useState('');
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      title={say('withdrawTitle', { name })}
      action={say('withdraw')}
      disabled={reason.trim() === ''}
      onConfirm={async () => {
        await command.give({ gtin, reason: reason.trim() });
        notify.done(say('withdrawDone', { name }));
      }}
    >
      <Stack>
        <Text>{say('withdrawAdvice')}</Text>
        <Textarea
          label={say('withdrawReason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={200}
          autosize
          minRows={2}
        />
      </Stack>
    </Confirm>
  );
}
