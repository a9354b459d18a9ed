import type {
  AcknowledgementKey,
  AnchorKey,
  BatchKey,
  EncodedContent,
  GenesisKey,
  Gln,
  Gtin,
  Hex,
  HolderId,
  HolderKey,
  OrganisationKey,
  PackKey,
  PrefixKey,
  ProductKey,
  RecallKey,
  SigningKeyKey,
  TrancheKey,
} from './keys';

/**
 * World state: the value under each key (design: ledger.md "Records"). Every record is canonical JSON: integers only,
 * absent instead of null, times `YYYY-MM-DDTHH:mm:ss.sssZ`, dates `YYYY-MM-DD`.
 */
export type OrganisationRole = 'REGULATOR' | 'MANUFACTURER' | 'DISTRIBUTOR' | 'PHARMACY' | 'HOSPITAL' | 'AUDITOR';
export const ORGANISATION_ROLES: readonly OrganisationRole[] = [
  'REGULATOR',
  'MANUFACTURER',
  'DISTRIBUTOR',
  'PHARMACY',
  'HOSPITAL',
  'AUDITOR',
];

export interface GenesisRecord {
  rules: 1;
  regulator: Gln;
  /** tx of the genesis command: the ledger's name in every later envelope. */
  ledger: Hex;
}

export interface Licence {
  number: string;
  /** Last valid day, inclusive. */
  validUntil: string;
}

/** A place of an organisation. Coordinates are integers because the ledger knows no floating point. */
export interface Place {
  gln: Gln;
  name: string;
  latitudeMicrodegrees?: number;
  longitudeMicrodegrees?: number;
}

export interface SigningKey {
  keyId: Hex;
  /** RFC 8032 public key, 32 bytes, padded base64. */
  publicKey: string;
  since: string;
  until?: string;
}

export interface OrganisationRecord {
  gln: Gln;
  name: string;
  role: OrganisationRole;
  licence: Licence;
  companyPrefixes: string[];
  places: Place[];
  keys: SigningKey[];
}

/** So that a key id names one organisation for ever. */
export interface SigningKeyRecord {
  gln: Gln;
}

/**
 * So that a company prefix belongs to one organisation, and none lies under another's, without looking through all:
 * each prefix marks itself and every shorter one that it begins with, down to 4 digits.
 */
export interface PrefixRecord {
  /** Whose prefix these digits are; absent where they only begin longer ones. */
  gln?: Gln;
  /** How many registered prefixes begin with these digits and are longer. */
  longer: number;
}

export interface Storage {
  minMillicelsius?: number;
  maxMillicelsius?: number;
  note?: string;
}

export interface ProductRecord {
  gtin: Gtin;
  owner: Gln;
  name: string;
  nameZh?: string;
  form?: string;
  strength?: string;
  packSize?: string;
  storage: Storage;
  withdrawn?: { reason: string; time: string; tx: Hex };
}

/** Who holds something back, and why: one hold per organisation. */
export type Holds = Record<Gln, { reason: string; since: string }>;

export type RecallClass = 'I' | 'II' | 'III';
export type RecallLevel = 'WHOLESALE' | 'PHARMACY' | 'PATIENT';

export interface BatchRecord {
  batchId: Hex;
  gtin: Gtin;
  lot: string;
  expiry: string;
  holds: Holds;
  /** Recalls that block: open or completed, never drills or lifted ones. Without `content` the whole batch. */
  recalls: { recall: Hex; content?: EncodedContent }[];
}

export interface TrancheRecord {
  trancheId: Hex;
  batchId: Hex;
  gtin: Gtin;
  root: Hex;
  count: number;
  /** Of the serial list, kept off the ledger. */
  payloadHash?: Hex;
}

export type UnitKind = 'PALLET' | 'CASE' | 'BUNDLE' | 'TOTE';
/** LOOSE: a tranche's packs at their maker; PART: no number of its own; ZONE: a pick zone. */
export type HolderKind = UnitKind | 'LOOSE' | 'PART' | 'ZONE';
/** The byte in an inner unit's leaf. */
export const UNIT_KIND_BYTE: Readonly<Record<UnitKind, number>> = { PALLET: 0, CASE: 1, BUNDLE: 2, TOTE: 3 };

/** Rule 3: six levels, counted from 0. */
export const MAX_HEIGHT = 5;

export type ShipPurpose = 'SUPPLY' | 'RETURN' | 'DESTRUCTION';
export type EndState =
  | 'DISPENSED'
  | 'EXPORTED'
  | 'DESTROYED'
  | 'STOLEN'
  | 'SAMPLE'
  | 'FREE_SAMPLE'
  | 'CHECKED_OUT'
  | 'LOCKED';

export interface Location {
  gln: Gln;
  /** AI (254). */
  extension?: string;
}

export interface End {
  as: EndState;
  by: Gln;
  place: Gln;
  /** occurredAt of the command; the ten days of the undo count from here. */
  time: string;
  tx: Hex;
  /** The tranche that it was transformed into: nothing undoes that. */
  into?: Hex;
}

export interface HolderRecord {
  id: HolderId;
  kind: HolderKind;
  /** Its own packs, without those of child records. */
  content: EncodedContent;
  /** Root over its inner units that have no record of their own yet; 64 zeros and count 0 if none. */
  innerRoot: Hex;
  innerCount: number;
  /** Who committed innerRoot. */
  committedBy?: Gln;
  custodian: Gln;
  location: Location;
  /** Who shipped it last to its custodian. */
  from?: Gln;
  transit?: { to: Gln; tx: Hex; purpose: ShipPurpose; payloadHash?: Hex };
  disputed?: { to: Gln; tx: Hex };
  holds: Holds;
  /** Part of content that is held pack by pack; moves with its leaves. */
  heldLeaves: EncodedContent;
  end?: End;
  parent?: HolderId;
  /** How many records name this one as parent. */
  children: number;
  /** 0 without children, else one more than the highest child ever had. */
  height: number;
}

export interface PackRecord {
  gtin: Gtin;
  packId: Hex;
  tranche: Hex;
  leaf: number;
  end?: End;
  holds: Holds;
}

export type RecallState = 'OPEN' | 'COMPLETED' | 'LIFTED';

export interface RecallRecord {
  /** tx of openRecall. */
  id: Hex;
  openedBy: Gln;
  class: RecallClass;
  level: RecallLevel;
  reason: string;
  instructions?: string;
  drill: boolean;
  targets: { batch: Hex; content?: EncodedContent }[];
  state: RecallState;
  openedAt: string;
  closedAt?: string;
  closingNote?: string;
}

export interface RecallLine {
  batch: Hex;
  quarantined: number;
  returned: number;
  destroyed: number;
  dispensed: number;
  notFound: number;
}

export interface AcknowledgementRecord {
  recall: Hex;
  gln: Gln;
  lines: RecallLine[];
  time: string;
  tx: Hex;
}

export interface AnchorRecord {
  root: Hex;
  count: number;
  by: Gln;
  time: string;
}

/** Which record lies under which key. */
export type RecordOf<K extends string> = K extends GenesisKey
  ? GenesisRecord
  : K extends OrganisationKey
    ? OrganisationRecord
    : K extends PrefixKey
      ? PrefixRecord
      : K extends SigningKeyKey
        ? SigningKeyRecord
        : K extends ProductKey
          ? ProductRecord
          : K extends BatchKey
            ? BatchRecord
            : K extends TrancheKey
              ? TrancheRecord
              : K extends HolderKey
                ? HolderRecord
                : K extends PackKey
                  ? PackRecord
                  : K extends AcknowledgementKey
                    ? AcknowledgementRecord
                    : K extends RecallKey
                      ? RecallRecord
                      : K extends AnchorKey
                        ? AnchorRecord
                        : never;

export type StateRecord =
  | GenesisRecord
  | OrganisationRecord
  | SigningKeyRecord
  | PrefixRecord
  | ProductRecord
  | BatchRecord
  | TrancheRecord
  | HolderRecord
  | PackRecord
  | RecallRecord
  | AcknowledgementRecord
  | AnchorRecord;
