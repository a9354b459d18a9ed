import { Button, Checkbox, Group, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { Confirm, Page, Section, useFormats, useSay, useWord } from '@packproof/ui';
import { IconPlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useCommand, useNotify } from '../../ask';
import { OPEN_RECALL } from './documents';
import { TargetFields } from './target-fields';
import { emptyTarget, readTarget, type TargetDraft, type TargetFault, type TargetInput } from './targets';
import { texts } from './texts';
import './recall.css';

const CLASSES = ['I', 'II', 'III'] as const;
const LEVELS = ['WHOLESALE', 'PHARMACY', 'PATIENT'] as const;

/** Begun from a batch (`?gtin=…&lot=…`) or a shipment (`&shipment=…`), the form knows its first target already. */
function fromAddress(params: URLSearchParams): TargetDraft {
  const [gtin, lot, shipment] = [params.get('gtin') ?? '', params.get('lot') ?? '', params.get('shipment') ?? ''];
  return emptyTarget({ gtin, lot, shipment, extent: shipment ? 'shipment' : 'whole' });
}

export function OpenRecall() {
  const say = useSay(texts);
  const word = useWord();
  const notify = useNotify();
  const navigate = useNavigate();
  const formats = useFormats();
  const [params] = useSearchParams();
  const [targets, setTargets] = useState<readonly TargetDraft[]>(() => [fromAddress(params)]);
  const [faults, setFaults] = useState<Readonly<Record<string, TargetFault>>>({});
  const [recallClass, setRecallClass] = useState<(typeof CLASSES)[number]>('II');
  const [level, setLevel] = useState<(typeof LEVELS)[number]>('PHARMACY');
  const [reason, setReason] = useState('');
  const [isReasonMissing, setReasonMissing] = useState(false);
  const [instructions, setInstructions] = useState('');
  const [drill, setDrill] = useState(false);
  const [asked, setAsked] = useState<readonly TargetInput[]>();
  const command = useCommand(OPEN_RECALL, ['recalls', 'batches', 'packs', 'today']);

  function review(event: FormEvent) {
    event.preventDefault();
    const read = targets.map((draft) => ({ draft, ...readTarget(draft) }));
    setFaults(Object.fromEntries(read.flatMap((one) => ('fault' in one ? [[one.draft.key, one.fault]] : []))));
    setReasonMissing(reason.trim() === '');
    const inputs = read.flatMap((one) => ('input' in one ? [one.input] : []));
    if (inputs.length === targets.length && reason.trim() !== '') setAsked(inputs);
  }

  async function open() {
    const { openRecall } = await command.give({
      input: {
        batches: [...(asked ?? [])],
        class: recallClass,
        level,
        reason: reason.trim(),
        instructions: instructions.trim() || null,
        drill,
      },
    });
    notify.done(say('opened', { packs: formats.number(openRecall.packs) }));
    void navigate(`/recalls/${openRecall.id}`);
  }

  return (
    <Page title={say('open')}>
      <form onSubmit={review} noValidate>
        <Stack>
          <Section title={say('targets')}>
            <Stack>
              {targets.map((draft) => (
                <TargetFields
                  key={draft.key}
                  draft={draft}
                  fault={faults[draft.key]}
                  onChange={(next) => setTargets((all) => all.map((one) => (one.key === next.key ? next : one)))}
                  onRemove={
                    targets.length > 1
                      ? () => setTargets((all) => all.filter((one) => one.key !== draft.key))
                      : undefined
                  }
                />
              ))}
              <Group>
                <Button
                  variant="default"
                  leftSection={<IconPlus size={16} aria-hidden="true" />}
                  onClick={() => setTargets((all) => [...all, emptyTarget()])}
                >
                  {say('addTarget')}
                </Button>
              </Group>
            </Stack>
          </Section>
          <Section title={say('about')}>
            <Stack>
              <TextInput
                label={say('reason')}
                description={say('reasonAdvice')}
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
                error={isReasonMissing && reason.trim() === '' && say('chooseReason')}
                maxLength={200}
                required
              />
              <SimpleGrid cols={{ base: 1, sm: 2 }}>
                <Select
                  label={say('class')}
                  data={CLASSES.map((value) => ({ value, label: word('RecallClass', value) }))}
                  value={recallClass}
                  onChange={(value) => value && setRecallClass(value as typeof recallClass)}
                  allowDeselect={false}
                />
                <Select
                  label={say('level')}
                  data={LEVELS.map((value) => ({ value, label: word('RecallLevel', value) }))}
                  value={level}
                  onChange={(value) => value && setLevel(value as typeof level)}
                  allowDeselect={false}
                />
              </SimpleGrid>
              <Textarea
                label={say('instructions')}
                placeholder={say('instructionsExample')}
                value={instructions}
                onChange={(event) => setInstructions(event.currentTarget.value)}
                maxLength={1000}
                autosize
                minRows={2}
              />
              <Checkbox
                label={say('drillLabel')}
                checked={drill}
                onChange={(event) => setDrill(event.currentTarget.checked)}
              />
            </Stack>
          </Section>
          <Group justify="flex-end">
            <Button type="submit">{say('review')}</Button>
          </Group>
        </Stack>
      </form>
      <Confirm
        opened={asked !== undefined}
        onClose={() => setAsked(undefined)}
        title={say('confirmTitle', { what: formats.list(targets.map(({ label, lot }) => label || lot)) })}
        action={say('open')}
        onConfirm={open}
      >
        {say(drill ? 'confirmDrill' : 'confirmReal')}
      </Confirm>
    </Page>
  );
}
