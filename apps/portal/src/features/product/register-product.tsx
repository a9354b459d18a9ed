import { Button, Group, NumberInput, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { Page, Problem, Section, useSay } from '@packproof/ui';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { useCommand, useNotify } from '../../ask';
import { useSession } from '../../session/session';
import { REGISTER_PRODUCT } from './documents';
import { type GtinRead, gtinOf } from './gtin-field';
import { texts } from './texts';

/** What is typed stays when the ledger refuses it: only what is wrong has to be changed. */
export function RegisterProduct() {
  const say = useSay(texts);
  const notify = useNotify();
  const navigate = useNavigate();
  const { member } = useSession();
  const command = useCommand(REGISTER_PRODUCT, ['products']);
  const [error, setError] = useState<unknown>();
  const [gtinFault, setGtinFault] = useState<Exclude<GtinRead, { ok: true }>>();
  const [min, setMin] = useState<number | string>('');
  const [max, setMax] = useState<number | string>('');
  const isUpsideDown = typeof min === 'number' && typeof max === 'number' && min > max;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    const text = (name: string) => form[name]?.trim() || null;
    const gtin = gtinOf(form.gtin ?? '');
    setGtinFault(gtin.ok ? undefined : gtin);
    if (!gtin.ok || isUpsideDown) return;
    setError(undefined);
    try {
      const { registerProduct } = await command.give({
        input: {
          gtin: gtin.value,
          name: text('name') ?? '',
          nameZh: text('nameZh'),
          form: text('form'),
          strength: text('strength'),
          packSize: text('packSize'),
          storage: {
            minCelsius: typeof min === 'number' ? min : null,
            maxCelsius: typeof max === 'number' ? max : null,
            note: text('note'),
          },
        },
      });
      notify.done(say('registered', { name: registerProduct.name }));
      void navigate(`/products/${registerProduct.gtin}`);
    } catch (refusal) {
      setError(refusal);
    }
  }

  return (
    <Page title={say('register')}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          <Section title={say('facts')}>
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <TextInput
                name="gtin"
                label={say('gtin')}
                description={say('gtinAdvice', { prefixes: member.organisation.companyPrefixes.join(', ') })}
                error={gtinFault && faultText(gtinFault, say)}
                inputMode="numeric"
                required
              />
              <TextInput name="name" label={say('name')} maxLength={200} required />
              <TextInput name="nameZh" label={say('nameZh')} lang="zh-CN" maxLength={200} />
              <TextInput name="form" label={say('form')} placeholder={say('formExample')} maxLength={100} />
              <TextInput name="strength" label={say('strength')} placeholder={say('strengthExample')} maxLength={100} />
              <TextInput name="packSize" label={say('packSize')} placeholder={say('packSizeExample')} maxLength={100} />
            </SimpleGrid>
          </Section>
          <Section title={say('storage')}>
            <SimpleGrid cols={{ base: 1, sm: 3 }}>
              <NumberInput label={say('minCelsius')} value={min} onChange={setMin} allowDecimal suffix=" °C" />
              <NumberInput
                label={say('maxCelsius')}
                value={max}
                onChange={setMax}
                allowDecimal
                suffix=" °C"
                error={isUpsideDown && say('temperatureFault')}
              />
              <TextInput
                name="note"
                label={say('storageNote')}
                placeholder={say('storageNoteExample')}
                maxLength={200}
              />
            </SimpleGrid>
          </Section>
          {error !== undefined && <Problem error={error} />}
          <Group justify="flex-end">
            <Button type="submit" loading={command.busy}>
              {say('register')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Page>
  );
}

const faultText = (fault: Exclude<GtinRead, { ok: true }>, say: ReturnType<typeof texts.in>): string =>
  fault.fault === 'checkDigit' ? say('checkDigit', { expected: fault.expected }) : say(fault.fault);
