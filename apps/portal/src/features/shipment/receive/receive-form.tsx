import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { Code, screenTexts, useFormats, useSay, Word } from '@packproof/ui';
import { useState } from 'react';
import { useCommand, useNotify } from '../../../ask';
import { RECEIVE, type ShipmentSeen } from '../documents';
import { Refusals } from '../refusals';
import { MOST_ITEMS, scansOfUnit } from './scans-of-unit';
import { type Reported, SingleItems } from './single-items';
import { texts } from './texts';

const ARRIVALS = ['RECEIVED', 'MISSING', 'DAMAGED', 'LATER'] as const;
type Arrival = (typeof ARRIVALS)[number];

export interface PlaceChoice {
  readonly chosen: string | null;
  readonly field: React.ReactNode;
}

interface Line {
  readonly as: Arrival;
  readonly note: string;
}
const HERE: Line = { as: 'RECEIVED', note: '' };

interface ReceiveFormProps {
  readonly shipment: ShipmentSeen;
  readonly place: PlaceChoice;
  readonly onClose: () => void;
}

/** What came, what did not, and what came damaged. Whatever is refused stays here with its reason. */
export function ReceiveForm({ shipment, place, onClose }: ReceiveFormProps) {
  const say = useSay(texts);
  const parts = useSay(screenTexts);
  const formats = useFormats();
  const notify = useNotify();
  const command = useCommand(RECEIVE, ['shipments', 'stock', 'units', 'packs']);
  const [lines, setLines] = useState<Readonly<Record<string, Line>>>({});
  const [singles, setSingles] = useState<readonly Reported[]>([]);
  const [error, setError] = useState<unknown>();
  const [tooLarge, setTooLarge] = useState(false);
  const [busy, setBusy] = useState(false);
  const underway = shipment.units.filter(({ state }) => state === 'IN_TRANSIT');
  const lineOf = (id: string) => lines[id] ?? HERE;
  const set = (id: string, change: Partial<Line>) => setLines({ ...lines, [id]: { ...lineOf(id), ...change } });
  const reported = underway.filter(({ id }) => ['MISSING', 'DAMAGED'].includes(lineOf(id).as)).length + singles.length;
  const later = underway.some(({ id }) => lineOf(id).as === 'LATER');
  const arrived = underway.filter(({ id }) => lineOf(id).as === 'RECEIVED');
  const nothing = arrived.length === 0 && reported === 0;

  async function submit() {
    setBusy(true);
    setError(undefined);
    setTooLarge(false);
    try {
      const exceptions: { kind: Reported['kind']; scan: string; note: string | null }[] = singles.map(
        ({ kind, scan, note }) => ({ kind, scan, note: note.trim() || null }),
      );
      const items: string[] = [];
      for (const unit of underway) {
        const { as, note } = lineOf(unit.id);
        if (as === 'LATER' || (as === 'RECEIVED' && !later)) continue;
        const scans = await scansOfUnit(unit);
        if (!scans || items.length + scans.length > MOST_ITEMS) return setTooLarge(true);
        if (as === 'RECEIVED') items.push(...scans);
        else exceptions.push(...scans.map((scan) => ({ kind: as, scan, note: note.trim() || null })));
      }
      const { receive } = await command.give({
        input: { shipment: shipment.id, items: later ? items : null, exceptions },
        at: place.chosen,
      });
      const count = formats.number(Math.max(receive.exceptions.length, reported));
      notify.done(reported > 0 ? say('done', { count, from: shipment.from.name }) : say('received'));
      onClose();
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={
        <Text fw={700} size="lg" component="span">
          {say('formTitle')}
        </Text>
      }
      closeButtonProps={{ 'aria-label': parts('close') }}
    >
      <Stack>
        <Text>{say('formLead', { from: shipment.from.name })}</Text>
        {place.field}
        <Stack gap="sm" component="fieldset" m={0} p={0} bd={0}>
          <Text component="legend" fw={700} mb="xs">
            {say('units')}
          </Text>
          {underway.map((unit) => (
            <Stack key={unit.id} gap={6}>
              <Group justify="space-between" wrap="wrap" gap="xs">
                <span>
                  <Word kind="UnitKind" value={unit.kind} /> {unit.sscc && <Code>{unit.sscc}</Code>} ·{' '}
                  {say('packs', { count: formats.number(unit.packs) })}
                </span>
                <NativeSelect
                  aria-label={say('asFor', { name: unit.sscc ?? say('packs', { count: unit.packs }) })}
                  value={lineOf(unit.id).as}
                  onChange={(event) => set(unit.id, { as: event.currentTarget.value as Arrival })}
                  data={ARRIVALS.map((value) => ({ value, label: say(value) }))}
                  w="12rem"
                />
              </Group>
              {['MISSING', 'DAMAGED'].includes(lineOf(unit.id).as) && (
                <TextInput
                  aria-label={say('note')}
                  placeholder={say('note')}
                  value={lineOf(unit.id).note}
                  onChange={(event) => set(unit.id, { note: event.currentTarget.value })}
                  maxLength={500}
                />
              )}
            </Stack>
          ))}
        </Stack>
        <SingleItems items={singles} onChange={setSingles} />
        {tooLarge && (
          <Text role="alert" c="var(--error-ink)">
            {say('partTooLarge', { limit: formats.number(MOST_ITEMS) })}
          </Text>
        )}
        {error !== undefined && <Refusals title={say('refusedTitle')} error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {parts('cancel')}
          </Button>
          <Button onClick={() => void submit()} loading={busy} disabled={nothing}>
            {reported > 0
              ? say('submit', { count: formats.number(reported) })
              : say(later ? 'submitLater' : 'submitPlain')}
          </Button>
        </Group>
        {nothing && (
          <Text size="sm" ta="end">
            {say('nothing')}
          </Text>
        )}
      </Stack>
    </Modal>
  );
}
