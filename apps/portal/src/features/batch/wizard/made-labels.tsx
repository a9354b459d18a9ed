import { Button, Group, Stack, Text } from '@mantine/core';
import { Section, useFormats, useSay } from '@packproof/ui';
import { IconPrinter } from '@tabler/icons-react';
import { Link } from 'react-router';
import { labelAddress } from '../../../printing/look';
import type { CommissionAnswer } from './documents';
import type { Made } from './made';
import { texts } from './texts';

/** The labels of exactly what was made: of a tranche, not of the tranches before it. */
export function MadeLabels({ made, answer }: { readonly made: Made; readonly answer: CommissionAnswer }) {
  const say = useSay(texts);
  const formats = useFormats();
  const { gtin, lot } = made.asked.input;
  const { template, unitTemplate, stock, unitStock } = made.draft.looks;
  const all = answer.batch?.packs ?? answer.packs;
  const isTranche = all > answer.packs;
  const part = isTranche ? { from: all - answer.packs + 1, count: answer.packs } : {};
  const address = (format: 'pdf' | 'zpl', parameters: Record<string, string>) =>
    labelAddress(`/labels/batch/${gtin}/${encodeURIComponent(lot)}.${format}`, { ...parameters, ...part });
  const hasUnits = Boolean(made.asked.input.packing);
  const rows = [
    {
      key: 'packs',
      text: say('packLabelsOf', { count: formats.number(answer.packs) }),
      pdf: address('pdf', { template, stock }),
      zpl: address('zpl', { template }),
    },
    ...(hasUnits
      ? [
          {
            key: 'units',
            text: say('unitLabelsOf'),
            pdf: address('pdf', { packs: 'false', units: 'all', template: unitTemplate, stock: unitStock }),
            zpl: address('zpl', { packs: 'false', units: 'all', template: unitTemplate }),
          },
        ]
      : []),
  ];
  return (
    <Section
      title={say('labels')}
      actions={
        <Button component={Link} to={`/labels?gtin=${gtin}&lot=${encodeURIComponent(lot)}`} variant="subtle" size="xs">
          {say('toStudio')}
        </Button>
      }
    >
      <Stack>
        {rows.map(({ key, text, pdf, zpl }) => (
          <Group key={key} justify="space-between">
            <Text>{text}</Text>
            <Group gap="xs">
              <Button
                component="a"
                href={pdf}
                download={`${lot} ${key}.pdf`}
                leftSection={<IconPrinter size={18} aria-hidden="true" />}
                aria-label={say('pdfOf', { what: text })}
              >
                PDF
              </Button>
              <Button
                component="a"
                href={zpl}
                download={`${lot} ${key}.zpl`}
                variant="default"
                aria-label={say('zplOf', { what: text })}
              >
                ZPL
              </Button>
            </Group>
          </Group>
        ))}
      </Stack>
    </Section>
  );
}
