import type { ParamValues } from '@packproof/outcomes';

/** Catalogue texts take text and numbers; lists are written out. */
export const textValues = (params: object): ParamValues =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' || typeof value === 'number'
        ? value
        : Array.isArray(value)
          ? value.join(', ')
          : String(value),
    ]),
  );
