import { Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { Empty, Page, Section, useFormats, useSay, useWord } from '@packproof/ui';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useCommand, useNotify } from '../../../ask';
import { thingOf } from '../../../goods/links';
import { useSession } from '../../../session/session';
import { SHIP } from '../documents';
import { Refusals, refusedItems } from '../refusals';
import { codesOf } from '../typed-codes';
import { AddItems } from './add-items';
import { Addressee } from './addressee';
import { ItemList } from './item-list';
import { texts } from './texts';
import { MOST_ITEMS, packsOf, useItems } from './use-items';

const PURPOSES = ['SUPPLY', 'RETURN', 'DESTRUCTION'] as const;
type Purpose = (typeof PURPOSES)[number];

/** `?sscc=…&sscc=…&to={gln}&purpose=RETURN` fills it in beforehand. */
export function NewShipment() {
  const say = useSay(texts);
  const word = useWord();
  const formats = useFormats();
  const notify = useNotify();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const { places } = useSession().member.organisation;
  const command = useCommand(SHIP, ['shipments', 'stock', 'units', 'packs']);
  const list = useItems();
  const [to, setTo] = useState<string | null>(params.get('to'));
  const [purpose, setPurpose] = useState<Purpose>(PURPOSES.find((one) => one === params.get('purpose')) ?? 'SUPPLY');
  const [reference, setReference] = useState('');
  const [at, setAt] = useState<string | null>(places[0]?.gln ?? null);
  const [fault, setFault] = useState<'toMissing' | 'noItems' | 'stillChecking' | 'tooMany'>();
  const [error, setError] = useState<unknown>();

  const prefilled = useRef(false);
  useEffect(() => {
    if (prefilled.current) return;
    prefilled.current = true;
    const codes = codesOf([...params.getAll('sscc'), ...params.getAll('scan')].join('\n'));
    if (codes.length > 0) list.add(codes.filter(({ ok }) => ok).map(({ scan }) => scan));
  }, [params, list]);

  const { items } = list;
  const packs = items.reduce((sum, item) => sum + packsOf(item), 0);
  const refused = new Set(items.filter((item) => item.refused).map(({ thing }) => thing));

  async function submit(event: FormEvent) {
    event.preventDefault();
    const wrong = !to
      ? 'toMissing'
      : items.length === 0
        ? 'noItems'
        : items.length > MOST_ITEMS
          ? 'tooMany'
          : items.some(({ checked, failed }) => !checked && !failed)
            ? 'stillChecking'
            : undefined;
    setFault(wrong);
    setError(undefined);
    if (wrong || !to) return;
    try {
      const { ship } = await command.give({
        input: { items: items.map(({ scan }) => scan), to, purpose, reference: reference.trim() || null },
        at,
      });
      notify.done(say('done', { packs: formats.number(ship.packs), to: ship.to.name }));
      void navigate(`/shipments/${ship.id}`);
    } catch (refusal) {
      setError(refusal);
      list.refuse(new Map(refusedItems(refusal).map(({ scan, code }) => [thingOf(scan).text, code])));
    }
  }

  return (
    <Page title={say('title')} lead={say('lead')}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack>
          <Section title={say('delivery')}>
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <Addressee
                value={to}
                onChange={(gln) => {
                  setTo(gln);
                  setFault(undefined);
                }}
                error={fault === 'toMissing' ? say('toMissing') : undefined}
              />
              <Select
                label={say('purpose')}
                description={say('purposeAdvice')}
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                data={PURPOSES.map((value) => ({ value, label: word('ShipPurpose', value) }))}
                value={purpose}
                onChange={(value) => setPurpose(PURPOSES.find((one) => one === value) ?? 'SUPPLY')}
                allowDeselect={false}
              />
              <TextInput
                label={say('reference')}
                description={say('referenceAdvice')}
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                value={reference}
                onChange={(event) => setReference(event.currentTarget.value)}
                maxLength={200}
                autoComplete="off"
              />
              {places.length > 1 && (
                <Select
                  label={say('place')}
                  data={places.map(({ gln, name }) => ({ value: gln, label: name }))}
                  value={at}
                  onChange={setAt}
                  allowDeselect={false}
                />
              )}
            </SimpleGrid>
          </Section>
          <Section title={say('items')}>
            <Stack>
              <Text size="sm" c="dimmed">
                {say('itemsLead')}
              </Text>
              <AddItems onAdd={list.add} />
              {items.length === 0 ? (
                <Empty title={say('none')} advice={say('noneAdvice')} />
              ) : (
                <>
                  <Group justify="space-between">
                    <Text fw={650} role="status">
                      {say('total', { items: formats.number(items.length), packs: formats.number(packs) })}
                    </Text>
                    {refused.size > 0 && (
                      <Button variant="default" onClick={() => list.remove(refused)}>
                        {say('removeRefused', { count: formats.number(refused.size) })}
                      </Button>
                    )}
                  </Group>
                  <ItemList
                    items={items}
                    onRemove={(thing) => list.remove(new Set([thing]))}
                    onRecheck={list.recheck}
                  />
                </>
              )}
            </Stack>
          </Section>
          {error !== undefined && <Refusals title={say('refusedTitle')} error={error} />}
          {fault && (
            <Text role="alert" c="var(--error-ink)" ta="end">
              {fault === 'tooMany' ? say('tooMany', { limit: formats.number(MOST_ITEMS) }) : say(fault)}
            </Text>
          )}
          <Group justify="flex-end">
            <Button type="submit" loading={command.busy}>
              {items.length > 0 ? say('shipCount', { packs: formats.number(packs) }) : say('ship')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Page>
  );
}
