import { checkDigit } from '@packproof/gs1';

/** GS1 keys with valid check digits, made from a company prefix and a running number. */
const key = (length: number, body: string): string => {
  if (body.length !== length - 1) throw new RangeError(`"${body}" is not ${length - 1} digits`);
  return body + checkDigit(body);
};

const reference = (prefix: string, room: number, number: number): string => {
  const digits = String(number).padStart(room - prefix.length, '0');
  if (digits.length + prefix.length !== room)
    throw new RangeError(`number ${number} does not fit after prefix ${prefix}`);
  return prefix + digits;
};

export const glnOf = (prefix: string, number: number): string => key(13, reference(prefix, 12, number));

/** Indicator digit 0: a pack as it is sold. */
export const gtinOf = (prefix: string, number: number): string => key(14, `0${reference(prefix, 12, number)}`);

export const ssccOf = (prefix: string, number: number): string => key(18, `0${reference(prefix, 16, number)}`);
