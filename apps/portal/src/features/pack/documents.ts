import { graphql, type ResultOf } from '@packproof/client';

const STEP = graphql(`
  fragment Step on TraceEvent {
    type occurredAt recordedAt sscc note
    organisation { gln name }
    to { gln name }
    location { gln name latitude longitude }
    receipt { transactionId block committedAt }
  }
`);

export type Step = ResultOf<typeof STEP>;

const UNIT_SEEN = graphql(
  `
    fragment UnitSeen on Unit {
      id sscc kind state packs
      custodian { gln name }
      location { gln name extension }
      parent { id sscc kind state packs }
      history { ...Step }
    }
  `,
  [STEP],
);

export type UnitSeen = ResultOf<typeof UNIT_SEEN>;

export const UNIT_BY_SSCC = graphql('query UnitBySscc($sscc: Sscc!) { unit(sscc: $sscc) { ...UnitSeen } }', [
  UNIT_SEEN,
]);

export const UNIT_BY_ID = graphql('query UnitById($id: ID!) { holder(id: $id) { ...UnitSeen } }', [UNIT_SEEN]);

export const UNIT_PACKS = graphql(`
  query UnitPacks($id: ID!, $state: PackState, $search: String, $first: Int, $after: String) {
    holder(id: $id) {
      packList(state: $state, search: $search, first: $first, after: $after) {
        nodes { gtin serial lot expiry state product { name nameZh } unit { id sscc } }
        pageInfo { endCursor hasNextPage }
      }
    }
  }
`);

export type PackRow = NonNullable<ResultOf<typeof UNIT_PACKS>['holder']>['packList']['nodes'][number];

export const UNPACK = graphql(`
  mutation Unpack($ssccs: [Sscc!]!, $commandId: ID) {
    unpackUnits(ssccs: $ssccs, options: { commandId: $commandId }) { scan ok outcome title }
  }
`);

export const PACK = graphql(
  `
    query Pack($gtin: Gtin!, $serial: String!) {
      pack(gtin: $gtin, serial: $serial) {
        gtin serial lot expiry state
        product { gtin name nameZh strength form owner { gln name } }
        custodian { gln name }
        location { gln name }
        unit { id sscc kind state packs parent { id sscc kind state packs } }
        history { ...Step }
      }
    }
  `,
  [STEP],
);

export type PackSeen = NonNullable<ResultOf<typeof PACK>['pack']>;

/** What a counter would be told, and no alert for asking. */
export const PACK_ANSWER = graphql(`
  query PackAnswer($scan: Scan!) {
    verify(scan: $scan, purpose: INFORMATION) { outcome others severity title advice since undoUntil }
  }
`);

export const PACK_PROOF = graphql(`
  query PackProof($gtin: Gtin!, $serial: String!) {
    proof(gtin: $gtin, serial: $serial)
  }
`);

export const DECOMMISSION = graphql(`
  mutation DecommissionPack($scans: [Scan!]!, $as: DecommissionState!, $note: String, $commandId: ID) {
    decommission(scans: $scans, as: $as, note: $note, options: { commandId: $commandId }) { scan ok outcome title }
  }
`);

export const REACTIVATE = graphql(`
  mutation ReactivatePack($scans: [Scan!]!, $from: DecommissionState!, $commandId: ID) {
    reactivate(scans: $scans, from: $from, options: { commandId: $commandId }) { scan ok outcome title }
  }
`);

export const QUARANTINE = graphql(`
  mutation QuarantinePacks($input: QuarantineInput!, $commandId: ID) {
    quarantine(input: $input, options: { commandId: $commandId }) { scan ok outcome title }
  }
`);

export const RELEASE = graphql(`
  mutation ReleasePacks($input: ReleaseInput!, $commandId: ID) {
    release(input: $input, options: { commandId: $commandId }) { scan ok outcome title }
  }
`);
