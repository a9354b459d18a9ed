/**
 * Names of things on the ledger (design: bytes.md "Values"). GLN, GTIN and SSCC are digits with a valid
 * check digit; hashes are 64 lower-case hex digits.
 */
export type Gln = string;
export type Gtin = string;
export type Sscc = string;
export type Hex = string;
/** Unpadded base64url of the binary content encoding (content.ts). */
export type EncodedContent = string;
/** `sscc:{18 digits}` · `loose:{trancheId}` · `part:{tx}:{n}` · `zone:{keeper}:{gln}:{extension}` */
export type HolderId = string;

export type OrganisationKey = `ORG/${string}`;
export type SigningKeyKey = `KEY/${string}`;
/** Who owns a company prefix, or how many longer ones lie under it. */
export type PrefixKey = `PREFIX/${string}`;
export type ProductKey = `PRODUCT/${string}`;
export type BatchKey = `BATCH/${string}`;
export type TrancheKey = `TRANCHE/${string}`;
export type HolderKey = `HOLDER/${string}`;
export type PackKey = `PACK/${string}/${string}`;
export type RecallKey = `RECALL/${string}`;
/** Two levels: the acknowledgement of one holder of recalled packs. */
export type AcknowledgementKey = `ACKNOWLEDGEMENT/${string}/${string}`;
export type AnchorKey = `ANCHOR/${string}/${number}`;
/** The one record that says which rules this ledger runs and who its regulator is. */
export type GenesisKey = 'GENESIS';
export type StateKey =
  | GenesisKey
  | OrganisationKey
  | SigningKeyKey
  | PrefixKey
  | ProductKey
  | BatchKey
  | TrancheKey
  | HolderKey
  | PackKey
  | RecallKey
  | AcknowledgementKey
  | AnchorKey;

export const GENESIS_KEY: GenesisKey = 'GENESIS';
export const organisationKey = (gln: Gln): OrganisationKey => `ORG/${gln}`;
export const signingKeyKey = (keyId: Hex): SigningKeyKey => `KEY/${keyId}`;
export const prefixKey = (digits: string): PrefixKey => `PREFIX/${digits}`;
export const productKey = (gtin: Gtin): ProductKey => `PRODUCT/${gtin}`;
export const batchKey = (batchId: Hex): BatchKey => `BATCH/${batchId}`;
export const trancheKey = (trancheId: Hex): TrancheKey => `TRANCHE/${trancheId}`;
export const holderKey = (holderId: HolderId): HolderKey => `HOLDER/${holderId}`;
export const packKey = (gtin: Gtin, packId: Hex): PackKey => `PACK/${gtin}/${packId}`;
export const recallKey = (recallId: Hex): RecallKey => `RECALL/${recallId}`;
export const acknowledgementKey = (recallId: Hex, gln: Gln): AcknowledgementKey => `ACKNOWLEDGEMENT/${recallId}/${gln}`;
export const anchorKey = (root: Hex, count: number): AnchorKey => `ANCHOR/${root}/${count}`;

export const unitHolderId = (sscc: Sscc): HolderId => `sscc:${sscc}`;
export const looseHolderId = (trancheId: Hex): HolderId => `loose:${trancheId}`;
export const partHolderId = (tx: Hex, n: number): HolderId => `part:${tx}:${n}`;
export const zoneHolderId = (keeper: Gln, gln: Gln, extension = ''): HolderId => `zone:${keeper}:${gln}:${extension}`;
