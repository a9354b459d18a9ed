import { Button, Group, Progress, SimpleGrid, Stack, Text } from '@mantine/core';
import { makeSscc } from '@packproof/gs1';
import { Code, Facts, Problem, Section, useFormats, useLanguage, useSay } from '@packproof/ui';
import { useCallback, useState } from 'react';
import { useNavigate } from 'react-router';
import { useAnswer } from '../../../ask';
import { nameIn } from '../../../names';
import { LabelPreview } from '../../../printing/label-preview';
import { labelAddress, useLabelChoices } from '../../../printing/look';
import { type Look, LookField } from '../../../printing/look-field';
import { useSession } from '../../../session/session';
import { BadRows } from './bad-rows';
import { useCommission } from './commission';
import { type CommissionAnswer, ONE_PRODUCT } from './documents';
import { type Asked, type BadRow, forgetDraft, keepHabits, type LooksDraft } from './draft';
import { keepMade } from './made';
import { PackingPreview } from './packing-preview';
import { packsOf, requestOf } from './request';
import { StepForm } from './step-form';
import type { StepProps } from './step-props';
import { texts } from './texts';

const SAMPLE_SERIAL = 'A1B2C3D4E5F6G7';

/** What the labels will look like; a last look at all of it; then it is made. */
export function LabelsStep({ draft, change, onBack }: StepProps) {
  const say = useSay(texts);
  const formats = useFormats();
  const language = useLanguage();
  const navigate = useNavigate();
  const { member } = useSession();
  const { gtin, lot, expiry, looks, packing } = draft;
  const packs = packsOf(draft);
  const product = useAnswer('products', ONE_PRODUCT, { gtin }).data?.product;
  const [refused, setRefused] = useState<readonly BadRow[]>();
  const set = (part: Partial<LooksDraft>) => change({ looks: { ...looks, ...part } });

  const onAnswer = useCallback(
    (answer: CommissionAnswer, asked: Asked) => {
      if (!answer.job && answer.packs === 0) {
        change({ asked: null });
        setRefused(answer.badRows);
        return;
      }
      keepMade(member.id, { asked, answer, draft: { ...draft, asked: null } });
      keepHabits(member.id, { gtin, serials: { how: draft.serials.how }, packing, looks });
      forgetDraft(member.id);
      void navigate('/batches/new/made', { replace: true });
    },
    [change, member.id, draft, looks, gtin, packing, navigate],
  );
  const onAsked = useCallback((asked: Asked | null) => change({ asked }), [change]);
  const commission = useCommission({ asked: draft.asked, onAsked, onAnswer });
  const give = (keepGood?: boolean) => {
    setRefused(undefined);
    commission.give(requestOf(draft, keepGood));
  };

  return (
    <StepForm
      title={say('labels')}
      // While it is not known whether it was made, only the same may be asked again.
      {...(draft.asked ? {} : { onBack })}
      busy={commission.busy}
      action={say('commission', { packs: formats.number(packs) })}
      onSubmit={() => {
        give();
        return true;
      }}
    >
      <Facts
        facts={[
          [say('product'), product && nameIn(product, language)],
          [say('gtin'), <Code key="gtin">{gtin}</Code>],
          [say('lot'), <Code key="lot">{lot}</Code>],
          [say('expiry'), formats.date(expiry)],
        ]}
      />
      <PackingPreview packs={packs} packing={packing} />
      <Looks draft={draft} set={set} />
      {commission.busy && (
        <Stack gap={4} role="status">
          <Text>{say('working', { packs: formats.number(packs) })}</Text>
          <Progress value={100} animated aria-label={say('working', { packs: formats.number(packs) })} />
        </Stack>
      )}
      {commission.error !== undefined && <Problem error={commission.error} />}
      {refused && (
        <Section title={say('refusedRows', { bad: formats.number(refused.length) })}>
          <Stack>
            <BadRows rows={refused} all={refused.length} />
            {refused.length < packs && (
              <Group justify="flex-end">
                <Button onClick={() => give(true)}>
                  {say('makeGood', { rows: formats.number(packs - refused.length) })}
                </Button>
              </Group>
            )}
          </Stack>
        </Section>
      )}
    </StepForm>
  );
}

function Looks({
  draft,
  set,
}: {
  readonly draft: StepProps['draft'];
  readonly set: (part: Partial<LooksDraft>) => void;
}) {
  const say = useSay(texts);
  const { member } = useSession();
  const { data, error, refetch } = useLabelChoices();
  const { gtin, lot, expiry, looks, packing } = draft;
  const [prefix] = member.organisation.companyPrefixes;
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const sscc = prefix && makeSscc({ companyPrefix: prefix, extensionDigit: 0, serialReference: 1 });
  const packLook: Look = { template: looks.template, stock: looks.stock };
  const unitLook: Look = { template: looks.unitTemplate, stock: looks.unitStock };
  const preview = (template: string, more: Record<string, string | number>) =>
    labelAddress('/labels/preview.svg', { template, gtin, lot, expiry, ...more });
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      <Stack gap="sm">
        <LookField
          title={say('packLabels')}
          of="pack"
          choices={data}
          look={packLook}
          onChange={({ template, stock }) => set({ template, stock })}
        />
        <LabelPreview address={preview(looks.template, { serial: SAMPLE_SERIAL })} title={say('packSample')} />
      </Stack>
      {packing.how !== 'LOOSE' && sscc && (
        <Stack gap="sm">
          <LookField
            title={say('unitLabels')}
            of="unit"
            choices={data}
            look={unitLook}
            onChange={({ template, stock }) => set({ unitTemplate: template, unitStock: stock })}
          />
          <LabelPreview
            address={preview(looks.unitTemplate, { sscc, count: Number(packing.packsPerCase) || 1 })}
            title={say('unitSample')}
          />
        </Stack>
      )}
    </SimpleGrid>
  );
}
