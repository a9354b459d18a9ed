import { hasValidCheckDigit } from '@packproof/gs1';
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

/** A value that a scalar does not take: told with the name of the scalar and the rule, at 400. */
const wrong = (scalar: string, rule: string, node?: ValueNode) =>
  new GraphQLError(`${scalar}: ${rule}.`, {
    ...(node ? { nodes: node } : {}),
    extensions: { code: 'INVALID_INPUT', params: { rule: `${scalar}: ${rule}` } },
  });

function textScalar(name: string, read: (value: string, fail: (rule: string) => never) => string): GraphQLScalarType {
  const parse = (value: unknown, node?: ValueNode) => {
    const fail = (rule: string): never => {
      throw wrong(name, rule, node);
    };
    return typeof value === 'string' ? read(value, fail) : fail('it is written as a string');
  };
  return new GraphQLScalarType({
    name,
    serialize: String,
    parseValue: (value) => parse(value),
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined, node),
  });
}

const gs1Key = (name: string, lengths: readonly number[], digits: number) =>
  textScalar(name, (value, fail) => {
    if (!/^\d*$/.test(value)) fail('it has digits only');
    if (!lengths.includes(value.length)) {
      fail(`it has ${lengths.join(', ').replace(/, (\d+)$/, ' or $1')} digits, not ${value.length}`);
    }
    const key = value.padStart(digits, '0');
    if (!hasValidCheckDigit(key)) fail('its check digit is wrong');
    return key;
  });

/** Shorter GTINs are padded to 14 digits. */
export const Gtin = gs1Key('Gtin', [8, 12, 13, 14], 14);
export const Sscc = gs1Key('Sscc', [18], 18);
export const Gln = gs1Key('Gln', [13], 13);

/** Whatever a reader sent: that it cannot be read is an answer, not an error. */
export const Scan = textScalar('Scan', (value) => value);

export const DateScalar = textScalar('Date', (value, fail) => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) fail('it is written YYYY-MM-DD');
  const time = new Date(`${value}T00:00:00.000Z`);
  if (Number.isNaN(time.getTime()) || time.toISOString().slice(0, 10) !== value) fail(`there is no day ${value}`);
  return value;
});

const RFC_3339 = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

/** Any offset comes in; it goes on as UTC with milliseconds, as the ledger writes it. */
export const DateTime = textScalar('DateTime', (value, fail) => {
  const [, date, hour, minute, second, fraction = '', zone = ''] = RFC_3339.exec(value) ?? [];
  if (date === undefined) return fail('it is written like 2026-11-25T10:30:00Z (RFC 3339)');
  const offset = zone.toUpperCase() === 'Z' || (Number(zone.slice(1, 3)) < 24 && Number(zone.slice(4)) < 60);
  const time = new Date(
    `${date}T${hour}:${minute}:${second}.${`${fraction.slice(1)}000`.slice(0, 3)}${zone.toUpperCase()}`,
  );
  const day = new Date(`${date}T00:00:00Z`);
  const exists = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date) && Number(hour) < 24;
  if (!offset || !exists || Number.isNaN(time.getTime())) return fail(`there is no time ${value}`);
  const iso = time.toISOString();
  return iso.length === 24 ? iso : fail('its year has four digits');
});

export const Json = new GraphQLScalarType({ name: 'JSON', serialize: (value) => value });

export const scalarResolvers = { Gtin, Sscc, Gln, Scan, Date: DateScalar, DateTime, JSON: Json };
