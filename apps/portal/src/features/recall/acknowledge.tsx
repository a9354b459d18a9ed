import { Button, Group, NumberInput, SimpleGrid, Stack, Text } from '@mantine/core';
import { Problem, Section, useFormats, useSay } from '@packproof/ui';
import { type FormEvent, useState } from 'react';
import { useCommand, useNotify } from '../../ask';
import { useSession } from '../../session/session';
import { ACKNOWLEDGE, type Holder, type Recall } from './documents';
import { texts } from './texts';

const KEYS = ['quarantined', 'returned', 'destroyed', 'dispensed', 'notFound'] as const;
type Line = Record<(typeof KEYS)[number], number>;

const keyOf = ({ gtin, lot }: { gtin: string; lot: string }) => `${gtin} ${lot}`;

/**
 * The answer of an organisation that has some of it: quantities by batch. It begins with what was answered before; for
 * the first batch of a first answer, with all that is held as quarantined, which is what most have done by then.
 */
function begin(recall: Recall, own: Holder): Record<string, Line> {
  const before = new Map(own.lines.map((line) => [keyOf(line), line]));
  return Object.fromEntries(
    recall.targets.map(({ batch }, index) => {
      const said = before.get(keyOf(batch));
      const fresh: Line = { quarantined: 0, returned: 0, destroyed: 0, dispensed: 0, notFound: 0 };
      if (said) for (const key of KEYS) fresh[key] = said[key];
      else if (index === 0 && !own.acknowledgedAt) {
        fresh.quarantined = Math.max(0, own.packs - own.dispensed);
        fresh.dispensed = own.dispensed;
      }
      return [keyOf(batch), fresh];
    }),
  );
}

export function Acknowledge({ recall, own }: { readonly recall: Recall; readonly own: Holder }) {
  const say = useSay(texts);
  const formats = useFormats();
  const notify = useNotify();
  const { member } = useSession();
  const command = useCommand(ACKNOWLEDGE, ['recalls', 'today']);
  const [lines, setLines] = useState(() => begin(recall, own));
  const [again, setAgain] = useState(false);
  const [error, setError] = useState<unknown>();
  const sum = Object.values(lines).reduce((all, line) => all + KEYS.reduce((part, key) => part + line[key], 0), 0);

  async function send(event: FormEvent) {
    event.preventDefault();
    setError(undefined);
    try {
      await command.give({
        id: recall.id,
        lines: recall.targets.map(({ batch }) => ({ gtin: batch.gtin, lot: batch.lot, ...lines[keyOf(batch)] })),
      });
      setAgain(false);
      notify.done(say('acknowledged'));
    } catch (refusal) {
      setError(refusal);
    }
  }

  if (own.acknowledgedAt && !again) {
    return (
      <Group>
        <Button variant="default" onClick={() => setAgain(true)}>
          {say('acknowledgeAgain')}
        </Button>
      </Group>
    );
  }
  return (
    <Section title={say('acknowledge', { name: member.organisation.name })}>
      <form onSubmit={(event) => void send(event)}>
        <Stack>
          <Text>{say('acknowledgeLead', { packs: formats.number(own.packs) })}</Text>
          {recall.targets.map(({ batch }) => (
            <fieldset key={keyOf(batch)} className="acknowledge-batch">
              <legend>
                {batch.product.name} · {batch.lot}
              </legend>
              <SimpleGrid cols={{ base: 2, sm: 5 }}>
                {KEYS.map((key) => (
                  <NumberInput
                    key={key}
                    label={say(key)}
                    value={lines[keyOf(batch)]?.[key] ?? 0}
                    onChange={(value) =>
                      setLines((all) => ({
                        ...all,
                        [keyOf(batch)]: { ...all[keyOf(batch)]!, [key]: Number(value) || 0 },
                      }))
                    }
                    min={0}
                    max={100_000_000}
                    allowDecimal={false}
                    hideControls
                  />
                ))}
              </SimpleGrid>
            </fieldset>
          ))}
          {error !== undefined && <Problem error={error} />}
          <Group justify="space-between">
            <Text fw={600}>
              {say('acknowledgeSum', { sum: formats.number(sum), packs: formats.number(own.packs) })}
            </Text>
            <Button type="submit" loading={command.busy}>
              {say('acknowledgeSend')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
