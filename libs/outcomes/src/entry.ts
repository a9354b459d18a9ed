/** What the person does: OK hand it over, or done; CHECK look again, no accusation; STOP do not. */
export type Severity = 'OK' | 'CHECK' | 'STOP';

/**
 * Whether an answer may raise an alert. Only what cannot have an innocent reading does:
 * `always` at once; `elsewhere` when somebody else brought it into that state;
 * `second-reading` when the same reading comes again, or somebody dispenses or receives on it.
 */
export type MayAlert = 'never' | 'always' | 'elsewhere' | 'second-reading';

/** Where an answer belongs: about a pack or unit, to a command, or at the door before either. */
export type Family = 'pack' | 'command' | 'door';

export type Language = 'en' | 'zh-CN';

/**
 * How a parameter is shown. `text` is data and shown as it is; all others in the reader's language. `time` is RFC 3339,
 * `date` YYYY-MM-DD. `rule` is one of our rules in English (rule-texts.ts), `said` what a person said, or one of our
 * rules; `field` the path of a field; `code` a state or role.
 */
export type ParamKind = 'text' | 'time' | 'date' | 'number' | 'rule' | 'said' | 'field' | 'code';

export interface Param {
  readonly kind: ParamKind;
  readonly meaning: string;
}

/**
 * `{name}` is replaced by a parameter. Every placeholder stands inside `[…]`, a part that is left out
 * when a parameter in it is not known, so that a text reads well with any of them missing.
 */
export interface Text {
  readonly title: string;
  readonly advice: string;
}

/** How the Verification Router Service says it (lightweight messaging 1.3, fields of `data`). */
export interface VrsAnswer {
  readonly verified: boolean;
  readonly reason: string | null;
  readonly additionalInfo: string | null;
}

export interface OutcomeEntry<Code extends string = string> {
  readonly code: Code;
  readonly family: Family;
  readonly severity: Severity;
  readonly mayAlert: MayAlert;
  /** Status of a REST problem (RFC 9457) that carries this code; 200 where the answer is no problem. */
  readonly httpStatus: number;
  /** The code or state by which the European system (EMVS) knows it. */
  readonly emvs: string | null;
  readonly vrs: VrsAnswer | null;
  readonly params: Readonly<Record<string, Param>>;
  readonly texts: Readonly<Record<Language, Text>>;
}

/** Keeps the code as a literal type, so that `Outcome` is the union of all codes. */
export function outcome<const Code extends string>(
  code: Code,
  entry: Omit<OutcomeEntry<Code>, 'code'>,
): OutcomeEntry<Code> {
  return { code, ...entry };
}

/** The parameters that codes share, so that one name means one thing everywhere. */
export const PARAMS = {
  ai: { kind: 'text', meaning: 'GS1 application identifier at fault' },
  position: { kind: 'number', meaning: 'character at fault, 0-based, in UTF-16 units of what was sent' },
  gtin: { kind: 'text', meaning: 'GTIN, 14 digits' },
  serial: { kind: 'text', meaning: 'serial number' },
  lot: { kind: 'text', meaning: 'batch/lot' },
  sscc: { kind: 'text', meaning: 'SSCC, 18 digits' },
  gln: { kind: 'text', meaning: 'GLN, 13 digits' },
  product: { kind: 'text', meaning: 'name of the product' },
  organisation: { kind: 'text', meaning: 'name of the organisation, where the asker may know it' },
  place: { kind: 'text', meaning: 'name of the place, where the asker may know it' },
  read: { kind: 'text', meaning: 'what is printed on the pack' },
  recorded: { kind: 'text', meaning: 'what is on record' },
  since: { kind: 'time', meaning: 'when it came into this state' },
  undoUntil: { kind: 'time', meaning: 'until when it can be undone' },
  expiry: { kind: 'date', meaning: 'expiry date on record' },
  reason: { kind: 'said', meaning: 'the reason that was given' },
  recallClass: { kind: 'text', meaning: 'I, II or III' },
  level: { kind: 'text', meaning: 'WHOLESALE, PHARMACY or PATIENT' },
  instructions: { kind: 'text', meaning: 'what the recall asks for' },
  state: { kind: 'code', meaning: 'the state it is in' },
  wanted: { kind: 'code', meaning: 'the state that the undo named' },
  field: { kind: 'field', meaning: 'path of the field at fault' },
  rule: { kind: 'rule', meaning: 'the rule that it breaks' },
  limit: { kind: 'number', meaning: 'the largest that is allowed' },
  kind: { kind: 'rule', meaning: 'kind of thing that is missing or taken' },
  id: { kind: 'said', meaning: 'its identifier' },
  role: { kind: 'code', meaning: 'the role that the caller has' },
  commandId: { kind: 'text', meaning: 'the id that the caller gave the command' },
  retryAfter: { kind: 'number', meaning: 'seconds to wait' },
} as const satisfies Record<string, Param>;

type Named<Name extends keyof typeof PARAMS> = { readonly [Key in Name]: (typeof PARAMS)[Key] };

/** Picks parameters by name: `params('lot', 'expiry')`. */
export function params<const Names extends readonly (keyof typeof PARAMS)[]>(...names: Names): Named<Names[number]> {
  return Object.fromEntries(names.map((name) => [name, PARAMS[name]])) as Named<Names[number]>;
}

/** `reason` where it is not what a person gave, but why we refuse. */
export const OUR_REASON = { reason: { kind: 'rule', meaning: 'why it is refused' } } as const satisfies Record<
  string,
  Param
>;

/** A VRS answer that does not verify. */
export const vrs = (reason: string | null, additionalInfo: string | null = null): VrsAnswer => ({
  verified: false,
  reason,
  additionalInfo,
});

/** What most answers about a pack have in common. */
export const aboutPack = { family: 'pack', mayAlert: 'never', httpStatus: 422, emvs: null, vrs: null } as const;

/** What most refusals of a command have in common. */
export const refused = {
  family: 'command',
  severity: 'CHECK',
  mayAlert: 'never',
  httpStatus: 409,
  emvs: null,
  vrs: null,
} as const;
