import type { EncodedContent, Gln, Gtin, Hex, HolderId, Sscc } from './keys';
import type {
  EndState,
  Licence,
  Location,
  OrganisationRole,
  Place,
  RecallClass,
  RecallLevel,
  RecallLine,
  ShipPurpose,
  Storage,
  UnitKind,
} from './records';

/**
 * Bodies of all commands (design: ledger.md "Commands"). Every body has `items`, answered one by one; with
 * `atomic: true` one refused item refuses all. Nothing here names a serial, a price or a person.
 */
interface Items<Item> {
  items: Item[];
  atomic?: true;
}

/** Proof that the sender has the key: Ed25519 over "packproof/possession/v1" 0x00 gln 0x00 raw public key, padded base64. */
export interface NewKey {
  /** Raw 32 bytes, padded base64. */
  publicKey: string;
  possession: string;
}

export interface GenesisBody extends Items<{ gln: Gln; name: string; licence: Licence; places: Place[] } & NewKey> {
  rules: 1;
}

export type RegisterOrganisationBody = Items<
  {
    gln: Gln;
    name: string;
    role: OrganisationRole;
    licence: Licence;
    companyPrefixes: string[];
    places: Place[];
  } & NewKey
>;
export type SetLicenceBody = Items<{ gln: Gln; licence: Licence }>;
/** Places by the organisation itself; prefixes by the regulator. */
export type UpdateOrganisationBody = Items<{ gln: Gln; places?: Place[]; companyPrefixes?: string[] }>;
export type RotateKeyBody = Items<{ gln: Gln } & NewKey>;

export type RegisterProductBody = Items<{
  gtin: Gtin;
  name: string;
  nameZh?: string;
  form?: string;
  strength?: string;
  packSize?: string;
  storage: Storage;
}>;
export type WithdrawProductBody = Items<{ gtin: Gtin; reason: string }>;

/** What an inner unit's leaf commits to (bytes.md "inner-unit leaf"). */
export interface InnerUnit {
  kind: UnitKind;
  sscc: Sscc;
  innerRoot: Hex;
  innerCount: number;
  content: EncodedContent;
}

/** An inner unit with the proof that `holder.innerRoot` commits to it. */
export interface InnerUnitProof {
  unit: InnerUnit;
  index: number;
  path: Hex[];
}

/** Units hold disjoint parts of the tranche; what is in none stays loose at the maker. */
export type CommissionBody = Items<{
  gtin: Gtin;
  lot: string;
  expiry: string;
  root: Hex;
  count: number;
  payloadHash?: Hex;
  units: InnerUnit[];
  location?: Location;
  /**
   * Re-pack, parallel trade: whole holders of one's own that end as checked out `into` this tranche, for good, with all
   * their child records at any depth (rule 6).
   */
  from?: { holder: HolderId; children?: HolderId[] }[];
}>;

/** A topmost unit goes into another topmost unit; `create` makes the parent first. */
export type PackBody = Items<{ child: HolderId; parent: HolderId; create?: { kind: UnitKind; location?: Location } }>;
export type UnpackBody = Items<{ holder: HolderId }>;
export type DetachBody = Items<{ holder: HolderId } & InnerUnitProof>;

export interface Take {
  holder: HolderId;
  content: EncodedContent;
}

/** `into` an existing holder of one's own, a new SSCC, or (neither) a part without a number. */
export type SplitBody = Items<{ take: Take[]; into?: { holder: HolderId } | { sscc: Sscc; kind: UnitKind } }>;

/** A topmost holder with all its child records at any depth (rule 6), or takes that become one part. */
export type ShipItem = { holder: HolderId; children?: HolderId[] } | { take: Take[] };
export interface ShipBody extends Items<ShipItem> {
  to: Gln;
  purpose: ShipPurpose;
  payloadHash?: Hex;
}
export interface CancelShipmentBody extends Items<{ holder: HolderId }> {
  shipment: Hex;
}

export type ReceiptKind = 'RECEIVED' | 'MISSING' | 'DAMAGED';
/**
 * The whole holder, or some of it: named leaves (`content`), child records of it (`children`, direct children only),
 * or one inner unit without a record (`inner`). The rest stays in transit under the same shipment.
 */
export interface ReceiveItem {
  holder: HolderId;
  as: ReceiptKind;
  content?: EncodedContent;
  children?: HolderId[];
  inner?: InnerUnitProof;
}
export interface ReceiveBody extends Items<ReceiveItem> {
  shipment: Hex;
  location?: Location;
}

export type MissingResolution = 'FOUND' | 'RETURNED' | 'NEVER_SENT' | 'LOST' | 'STOLEN' | 'DESTROYED';
export interface ResolveBody
  extends Items<{ holder: HolderId; as: MissingResolution; content?: EncodedContent; children?: HolderId[] }> {
  shipment: Hex;
  location?: Location;
}

/** Topmost holders to a place, or leaves into the actor's pick zone there. */
export interface StoreBody extends Items<{ holder: HolderId } | { take: Take[] }> {
  location: Location;
}

/** A pack by its committed leaf; `holder` is the one holder whose content has the leaf. */
export interface PackReference {
  gtin: Gtin;
  packId: Hex;
  tranche: Hex;
  leaf: number;
  path: Hex[];
  holder: HolderId;
}
/** One pack, or a topmost holder whole with all its child records at any depth. */
export type Target = { pack: PackReference } | { holder: HolderId; children?: HolderId[] };

export type DispenseBody = Items<Target>;
export interface DecommissionBody extends Items<Target> {
  as: Exclude<EndState, 'DISPENSED'>;
}
export interface ReactivateBody extends Items<Target> {
  from: EndState;
}

export type HoldTarget = { pack: PackReference } | { holder: HolderId; children?: HolderId[] } | { batch: Hex };
export interface QuarantineBody extends Items<HoldTarget> {
  reason: string;
}
/** `setBy`: whose hold is lifted; default the actor's own. Only the regulator lifts another's. */
export interface ReleaseBody extends Items<HoldTarget> {
  reason: string;
  setBy?: Gln;
}

export interface OpenRecallBody extends Items<{ batch: Hex; content?: EncodedContent }> {
  class: RecallClass;
  level: RecallLevel;
  reason: string;
  instructions?: string;
  drill: boolean;
}
/** Items are the lines; a new acknowledgement replaces the last. */
export interface AcknowledgeRecallBody extends Items<RecallLine> {
  recall: Hex;
}
export type CloseRecallBody = Items<{ recall: Hex; note: string; lift: boolean }>;
export type AnchorBody = Items<{ root: Hex; count: number }>;

export interface CommandBodies {
  genesis: GenesisBody;
  registerOrganisation: RegisterOrganisationBody;
  setLicence: SetLicenceBody;
  updateOrganisation: UpdateOrganisationBody;
  rotateKey: RotateKeyBody;
  registerProduct: RegisterProductBody;
  withdrawProduct: WithdrawProductBody;
  commission: CommissionBody;
  pack: PackBody;
  unpack: UnpackBody;
  detach: DetachBody;
  split: SplitBody;
  ship: ShipBody;
  cancelShipment: CancelShipmentBody;
  receive: ReceiveBody;
  resolve: ResolveBody;
  store: StoreBody;
  dispense: DispenseBody;
  decommission: DecommissionBody;
  reactivate: ReactivateBody;
  quarantine: QuarantineBody;
  release: ReleaseBody;
  openRecall: OpenRecallBody;
  acknowledgeRecall: AcknowledgeRecallBody;
  closeRecall: CloseRecallBody;
  anchor: AnchorBody;
}
export type CommandName = keyof CommandBodies;

/** What is signed (bytes.md "command envelope"). `ledger` is absent in genesis itself. */
export interface Envelope<C extends CommandName = CommandName> {
  ledger?: Hex;
  commandId: string;
  actor: Gln;
  /** The actor's own place. */
  at: Gln;
  command: C;
  issuedAt: string;
  occurredAt: string;
  body: CommandBodies[C];
}

export interface SignedCommand<C extends CommandName = CommandName> {
  envelope: Envelope<C>;
  /** Ed25519 over "packproof/command/v1" 0x00 canonical envelope, padded base64. */
  signature: string;
  keyId: Hex;
}
