/** As much of DER (ITU-T X.690) as one certificate needs. */
function tagged(tag: number, ...content: Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  const length = Buffer.from(body.length.toString(16).padStart(body.length > 0xff ? 4 : 2, '0'), 'hex');
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, body]);
}

export const sequence = (...items: Uint8Array[]) => tagged(0x30, ...items);
export const set = (...items: Uint8Array[]) => tagged(0x31, ...items);
/** Big-endian, and positive: its first bit is 0. */
export const integer = (value: Buffer) => tagged(0x02, value);
export const truth = (value: boolean) => tagged(0x01, Buffer.from([value ? 0xff : 0]));
export const bytes = (value: Uint8Array) => tagged(0x04, value);
export const bits = (value: Uint8Array) => tagged(0x03, Buffer.from([0]), value);
/** A list of up to eight named bits, the last one set at `last` (X.690 11.2.2). */
export const flags = (value: number, last: number) => tagged(0x03, Buffer.from([7 - last, value]));
export const utf8Text = (value: string) => tagged(0x0c, Buffer.from(value, 'utf8'));
export const explicit = (number: number, value: Uint8Array) => tagged(0xa0 | number, value);
export const context = (number: number, value: Uint8Array) => tagged(0x80 | number, value);
export const constructed = (number: number, ...items: Uint8Array[]) => tagged(0xa0 | number, ...items);

/** UTCTime up to 2049, GeneralizedTime after (RFC 5280 4.1.2.5). */
export function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]|\.\d+/g, '');
  return date.getUTCFullYear() < 2050
    ? tagged(0x17, Buffer.from(digits.slice(2), 'ascii'))
    : tagged(0x18, Buffer.from(digits, 'ascii'));
}

export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let left = value >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80);
  return digits;
}
