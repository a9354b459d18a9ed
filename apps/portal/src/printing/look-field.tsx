import { Fieldset, Select, Stack } from '@mantine/core';
import { useLanguage, useSay } from '@packproof/ui';
import { useEffect } from 'react';
import { holds, type LabelChoices } from './look';
import { texts } from './texts';

export interface Look {
  readonly template: string;
  readonly stock: string;
}

interface LookFieldProps {
  readonly title: string;
  readonly of: 'pack' | 'unit';
  readonly choices: LabelChoices;
  readonly look: Look;
  readonly onChange: (look: Look) => void;
}

/** Which label, on which paper. A stock that cannot hold the label is not offered. */
export function LookField({ title, of, choices, look, onChange }: LookFieldProps) {
  const say = useSay(texts);
  const language = useLanguage();
  const templates = choices.templates.filter((each) => each.for.includes(of));
  const template = templates.find(({ id }) => id === look.template) ?? templates[0];
  const stocks = choices.stocks.filter((each) => !template || holds(each, template));
  const stock = stocks.find(({ id }) => id === look.stock) ?? stocks[0];
  // What was remembered may be gone, or too small for another label.
  const fitting = template && stock && { template: template.id, stock: stock.id };
  useEffect(() => {
    if (fitting && (fitting.template !== look.template || fitting.stock !== look.stock)) onChange(fitting);
  });
  if (!fitting) return null;
  const options = (all: typeof templates | typeof stocks) =>
    all.map((each) => ({ value: each.id, label: each.title[language] }));
  return (
    <Fieldset legend={title}>
      <Stack gap="sm">
        <Select
          label={say('template')}
          data={options(templates)}
          value={fitting.template}
          onChange={(id) => id && onChange({ ...fitting, template: id })}
          allowDeselect={false}
        />
        <Select
          label={say('paper')}
          data={options(stocks)}
          value={fitting.stock}
          onChange={(id) => id && onChange({ ...fitting, stock: id })}
          allowDeselect={false}
        />
      </Stack>
    </Fieldset>
  );
}
