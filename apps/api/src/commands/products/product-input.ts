import type { RegisterProductBody, Storage } from '@packproof/contract';
import type { RegisterProductInput, StorageInput } from '../../../generated/schema-types';
import { Refusal } from '../../refusal';

const MILLI = 1_000;
/** Absolute zero, and hotter than any medicine is kept. */
const [COLDEST, HOTTEST] = [-273.15, 1_000] as const;

const given = <K extends string>(name: K, value: string | null | undefined) =>
  (value == null || value === '' ? {} : { [name]: value }) as { [key in K]?: string };

/** As the ledger writes it: texts that were left empty are absent. */
export const productOf = (input: RegisterProductInput): RegisterProductBody['items'][number] => ({
  gtin: input.gtin,
  name: input.name,
  ...given('nameZh', input.nameZh),
  ...given('form', input.form),
  ...given('strength', input.strength),
  ...given('packSize', input.packSize),
  storage: storageOf(input.storage),
});

/** °C in thousandths. @throws Refusal INVALID_INPUT */
export function storageOf({ minCelsius, maxCelsius, note }: StorageInput): Storage {
  if (minCelsius != null && maxCelsius != null && minCelsius > maxCelsius) {
    throw new Refusal('INVALID_INPUT', { rule: 'minCelsius is not above maxCelsius' }, 'input.storage.minCelsius');
  }
  return {
    ...(minCelsius == null ? {} : { minMillicelsius: millicelsius(minCelsius, 'input.storage.minCelsius') }),
    ...(maxCelsius == null ? {} : { maxMillicelsius: millicelsius(maxCelsius, 'input.storage.maxCelsius') }),
    ...given('note', note),
  };
}

function millicelsius(celsius: number, field: string): number {
  if (celsius < COLDEST || celsius > HOTTEST) {
    throw new Refusal('INVALID_INPUT', { rule: `from ${COLDEST} to ${HOTTEST} °C` }, field);
  }
  return Math.round(celsius * MILLI);
}
