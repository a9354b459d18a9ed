/**
 * What can be wrong with a scan. Codes are stable; the texts are English templates, `{ai}` and
 * `{detail}` are filled in. Chinese is in fault-texts.ts, by code, with the same parameters.
 */
export const FAULT_MESSAGES = {
  // The whole
  EMPTY: 'Nothing was scanned.',
  INPUT_TOO_LONG: 'The scan is longer than {detail} characters, which no GS1 carrier holds.',
  NOT_GS1: 'This is neither a GS1 element string nor a GS1 Digital Link URI.',
  NOT_GS1_SYMBOLOGY: 'The reader says {detail}: this barcode does not carry GS1 data.',
  MALFORMED_BRACKETS: 'Expected an AI of 2 to 4 digits in brackets, such as (01).',

  // AIs and their values
  UNKNOWN_AI: 'There is no AI ({ai}).',
  EMPTY_VALUE: 'AI ({ai}) has no value.',
  VALUE_TOO_SHORT: 'AI ({ai}) is too short: it takes {detail}.',
  VALUE_TOO_LONG: 'AI ({ai}) is too long: it takes {detail}.',
  MISSING_SEPARATOR: 'The separator (FNC1) after AI ({ai}) is missing.',
  UNEXPECTED_SEPARATOR: 'A separator (FNC1) stands where an AI should begin.',
  INVALID_CHARACTER: 'AI ({ai}) does not allow the character {detail} here.',

  // AIs together (General Specifications 4.13 and 4.14)
  DUPLICATE_AI: 'AI ({ai}) is there more than once, with different values.',
  REPEATED_AI: 'AI ({ai}) is there more than once.',
  MISSING_PARTNER: 'AI ({ai}) must be together with {detail}.',
  EXCLUDED_PARTNER: 'AI ({ai}) must not be together with {detail}.',

  // Content of values
  INVALID_CHECK_DIGIT: 'The check digit of AI ({ai}) is wrong: it should be {detail}.',
  INVALID_CHECK_CHARACTERS: 'The check characters of AI ({ai}) are wrong: they should be {detail}.',
  INVALID_COMPANY_PREFIX: 'AI ({ai}) does not have a GS1 Company Prefix of digits where it should.',
  INVALID_MONTH: 'AI ({ai}): {detail} is not a month.',
  INVALID_DAY: 'AI ({ai}): {detail} is not a day of that month.',
  INVALID_HOUR: 'AI ({ai}): {detail} is not an hour.',
  INVALID_MINUTE: 'AI ({ai}): {detail} is not a minute.',
  INVALID_SECOND: 'AI ({ai}): {detail} is not a second.',
  INVALID_COUNTRY: 'AI ({ai}): {detail} is not an ISO 3166 country code.',
  INVALID_CURRENCY: 'AI ({ai}): {detail} is not an ISO 4217 currency code.',
  INVALID_PACKAGE_TYPE: 'AI ({ai}): {detail} is not a package type code.',
  INVALID_MEDIA_TYPE: 'AI ({ai}): {detail} is not an AIDC media type.',
  INVALID_WINDING: 'AI ({ai}): the winding direction is 0, 1 or 9.',
  INVALID_SEX: 'AI ({ai}): ISO 5218 knows 0, 1, 2 and 9.',
  NOT_YES_OR_NO: 'AI ({ai}) is 0 for no or 1 for yes.',
  NOT_A_HYPHEN: 'AI ({ai}) may end in a hyphen for a negative value, and in nothing else.',
  NOT_ZERO: 'AI ({ai}) must have 0 here.',
  ZERO_VALUE: 'AI ({ai}) must not be zero here.',
  ZERO_PREFIX: 'AI ({ai}) must not begin with zero here.',
  NO_NON_DIGIT: 'AI ({ai}) must have at least one character that is not a digit.',
  INVALID_PIECE: 'AI ({ai}): piece {detail} cannot be.',
  INVALID_SEQUENCE: 'AI ({ai}): {detail} is not a position of a sequence, such as 1/2.',
  INVALID_LATITUDE: 'AI ({ai}): {detail} is not a latitude.',
  INVALID_LONGITUDE: 'AI ({ai}): {detail} is not a longitude.',
  INVALID_PERCENT_ENCODING: 'AI ({ai}): {detail} is not a percent-encoded character.',
  INVALID_BASE64_PADDING: 'AI ({ai}) is wrongly padded.',
  INVALID_IBAN: 'AI ({ai}) is not an IBAN: {detail}.',
  INVALID_COUPON: 'AI ({ai}) is not a North American coupon code: {detail}.',

  // GS1 Digital Link URIs
  URI_CHARACTER: 'The character {detail} cannot stand in a URI.',
  URI_HOST: 'The URI has no valid host name.',
  URI_NO_KEY: 'The URI has no GS1 key in its path (compressed URIs are not read here).',
  URI_UNPAIRED: 'The path of the URI does not consist of pairs of AI and value.',
  URI_QUALIFIER: 'AI ({ai}) cannot stand here in the path of AI ({detail}).',
  URI_NOT_AN_ATTRIBUTE: 'AI ({ai}) cannot stand in the query of the URI.',
  URI_BELONGS_IN_PATH: 'AI ({ai}) belongs in the path of the URI, not in its query.',
} as const;

/** Stable code of a reading fault. */
export type ScanFaultCode = keyof typeof FAULT_MESSAGES;

/**
 * One fault. `position` and `length` are 0-based UTF-16 units of exactly what was sent, and never
 * reach past its end; `length` is 0 where something is missing.
 */
export interface ScanFault {
  readonly code: ScanFaultCode;
  readonly ai?: string;
  readonly position: number;
  readonly length: number;
  /** English; `FAULT_MESSAGES[code]` filled in. */
  readonly message: string;
  /** The `{detail}` of the message, for translations. */
  readonly detail?: string;
}

export interface FaultAt {
  readonly code: ScanFaultCode;
  readonly position: number;
  readonly length: number;
  readonly ai?: string | undefined;
  readonly detail?: string | undefined;
}

export function scanFault({ code, position, length, ai, detail }: FaultAt): ScanFault {
  const message = FAULT_MESSAGES[code].replace(/\{ai\}|\{detail\}/g, (slot) =>
    slot === '{ai}' ? (ai ?? '') : (detail ?? ''),
  );
  return {
    code,
    ...(ai === undefined ? {} : { ai }),
    position,
    length,
    message,
    ...(detail === undefined ? {} : { detail }),
  };
}

/** A character as a person can read it: 'A', or its code point where it cannot be seen. */
export function visibleCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0x20 && code < 0x7f
    ? `"${character}"`
    : code === 0x20
      ? 'space'
      : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
