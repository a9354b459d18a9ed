import type { Texts } from '@packproof/ui';
import { screenTexts, words } from '@packproof/ui';
import { expect, it } from 'vitest';

const rooms = import.meta.glob<{ texts: Texts<Record<string, string>> }>('./**/texts.ts', { eager: true });

it.each([
  ...Object.entries(rooms).map(([path, { texts }]) => [path, texts] as const),
  ['screenTexts', screenTexts] as const,
  ['words', words] as const,
])('%s says the same in both languages', (_path, texts) => {
  expect((texts as Texts<Record<string, string>>).faults()).toEqual([]);
});
