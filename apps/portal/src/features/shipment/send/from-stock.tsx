import { Button, Checkbox, Group, Loader, Modal, Stack, Text, UnstyledButton } from '@mantine/core';
import { Code, Empty, Problem, screenTexts, useFormats, useLanguage, useSay, useWord } from '@packproof/ui';
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useAnswer } from '../../../ask';
import { nameIn } from '../../../names';
import { useSession } from '../../../session/session';
import { texts } from './texts';
import { OWN_STOCK, type OwnStockLine, type StockUnit, type UnitsFound, unitsOfBatch } from './units-of-batch';

interface FromStockProps {
  readonly onAdd: (scans: readonly string[]) => number;
  readonly onClose: () => void;
}

/** One's own units, by batch. */
export function FromStock({ onAdd, onClose }: FromStockProps) {
  const say = useSay(texts);
  const parts = useSay(screenTexts);
  const formats = useFormats();
  const own = useSession().member.organisation.gln;
  const { data, error, refetch } = useAnswer('stock', OWN_STOCK, { holder: own });
  const [chosen, setChosen] = useState<ReadonlyMap<string, StockUnit>>(new Map());
  const lines = (data?.stock ?? []).filter(({ inTransit }) => !inTransit);
  const [open, setOpen] = useState<string>();
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={
        <Text fw={700} size="lg" component="span">
          {say('stockTitle')}
        </Text>
      }
      closeButtonProps={{ 'aria-label': parts('close') }}
    >
      <Stack>
        <Text>{say('stockLead')}</Text>
        {error && <Problem error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Loader role="status" aria-label={parts('loading')} />}
        {data && lines.length === 0 && <Empty title={say('stockNone')} advice={say('stockNoneAdvice')} />}
        {batchesOf(lines).map((batch) => (
          <BatchUnits
            key={batch.key}
            batch={batch}
            opened={open === batch.key}
            onToggle={() => setOpen(open === batch.key ? undefined : batch.key)}
            chosen={chosen}
            onChoose={setChosen}
          />
        ))}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {parts('cancel')}
          </Button>
          <Button
            disabled={chosen.size === 0}
            onClick={() => {
              onAdd([...chosen.values()].map(({ sscc }) => `(00)${sscc}`));
              onClose();
            }}
          >
            {say('chosen', { count: formats.number(chosen.size) })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface Batch {
  readonly key: string;
  readonly line: OwnStockLine;
  readonly packs: number;
  readonly places: readonly string[];
}

function batchesOf(lines: readonly OwnStockLine[]): Batch[] {
  const batches = new Map<string, Batch>();
  for (const line of lines) {
    const key = `${line.product.gtin} ${line.lot}`;
    const known = batches.get(key);
    const place = line.location?.name;
    batches.set(key, {
      key,
      line,
      packs: (known?.packs ?? 0) + line.packs,
      places: [...new Set([...(known?.places ?? []), ...(place ? [place] : [])])],
    });
  }
  return [...batches.values()];
}

interface BatchUnitsProps {
  readonly batch: Batch;
  readonly opened: boolean;
  readonly onToggle: () => void;
  readonly chosen: ReadonlyMap<string, StockUnit>;
  readonly onChoose: (chosen: ReadonlyMap<string, StockUnit>) => void;
}

const NOTHING_YET: UnitsFound = { units: [], lookedAt: 0, after: null };

function BatchUnits({ batch, opened, onToggle, chosen, onChoose }: BatchUnitsProps) {
  const say = useSay(texts);
  const word = useWord();
  const formats = useFormats();
  const language = useLanguage();
  const own = useSession().member.organisation.gln;
  const [found, setFound] = useState<UnitsFound>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const { line, packs, places } = batch;

  async function look() {
    setBusy(true);
    setError(undefined);
    try {
      setFound(await unitsOfBatch({ gtin: line.product.gtin, lot: line.lot }, own, found ?? NOTHING_YET));
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  }
  const set = (units: readonly StockUnit[], on: boolean) => {
    const next = new Map(chosen);
    for (const unit of units) on ? next.set(unit.id, unit) : next.delete(unit.id);
    onChoose(next);
  };
  const count = formats.number(packs);
  const units = found?.units ?? [];
  return (
    <section className="stock-batch">
      <UnstyledButton
        className="stock-batch-head"
        aria-expanded={opened}
        onClick={() => {
          onToggle();
          if (!found && !busy) void look();
        }}
      >
        <IconChevronRight size={18} aria-hidden="true" />
        <span>
          <strong>{nameIn(line.product, language)}</strong> · {say('batchLine', { lot: line.lot })}
          <br />
          <Text span size="sm" c="dimmed">
            {places.length > 0
              ? say('stockLine', { packs: count, place: formats.list(places) })
              : say('stockLineNowhere', { packs: count })}
          </Text>
        </span>
      </UnstyledButton>
      {opened && (
        <Stack
          gap="xs"
          component="fieldset"
          className="stock-batch-units"
          aria-label={say('stockUnits', { lot: line.lot })}
        >
          {busy && <Loader size="sm" role="status" aria-label={say('checking')} />}
          {error !== undefined && <Problem error={error} onRetry={() => void look()} />}
          {found && units.length === 0 && !found.after && <Text size="sm">{say('stockNoUnits')}</Text>}
          {units.length > 1 && (
            <Checkbox
              label={say('stockAll', { count: formats.number(units.length) })}
              checked={units.every(({ id }) => chosen.has(id))}
              onChange={(event) => set(units, event.currentTarget.checked)}
            />
          )}
          {units.map((unit) => (
            <Checkbox
              key={unit.id}
              label={
                <>
                  <Code>{unit.sscc}</Code> ·{' '}
                  {say('unit', { kind: word('UnitKind', unit.kind), count: formats.number(unit.packs) })}
                </>
              }
              checked={chosen.has(unit.id)}
              onChange={(event) => set([unit], event.currentTarget.checked)}
            />
          ))}
          {found?.after && (
            <Group>
              <Button variant="default" size="sm" onClick={() => void look()} loading={busy}>
                {say('stockMore')}
              </Button>
              <Text size="sm">{say('lookedAt', { count: formats.number(found.lookedAt) })}</Text>
            </Group>
          )}
        </Stack>
      )}
    </section>
  );
}
