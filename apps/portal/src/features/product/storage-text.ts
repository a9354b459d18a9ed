import type { texts } from './texts';

export interface StorageConditions {
  readonly minCelsius: number | null;
  readonly maxCelsius: number | null;
  readonly note: string | null;
}

/** "2 °C to 8 °C · Protect from light" */
export function storageText(
  { minCelsius: min, maxCelsius: max, note }: StorageConditions,
  say: ReturnType<typeof texts.in>,
): string {
  const range =
    min !== null && max !== null
      ? say('between', { min, max })
      : min !== null
        ? say('notBelow', { min })
        : max !== null
          ? say('notAbove', { max })
          : undefined;
  return [range, note].filter(Boolean).join(' · ') || say('roomTemperature');
}
