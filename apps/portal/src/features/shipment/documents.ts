import { graphql, type ResultOf } from '@packproof/client';

export const SHIPMENTS = graphql(`
  query Shipments($filter: ShipmentFilter, $orderBy: ShipmentOrder, $first: Int, $after: String) {
    shipments(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      nodes {
        id reference state purpose packs shippedAt receivedAt
        from { gln name }
        to { gln name }
        exceptions { id state }
      }
      pageInfo { endCursor hasNextPage }
    }
  }
`);

export type ShipmentRow = ResultOf<typeof SHIPMENTS>['shipments']['nodes'][number];

/** Those with whom goods are exchanged, for the filter. */
export const PARTNERS = graphql(`
  query Partners($search: String, $first: Int, $after: String) {
    organisations(search: $search, orderBy: { field: NAME }, first: $first, after: $after) {
      nodes { gln name role }
      pageInfo { endCursor hasNextPage }
    }
  }
`);

export type Partner = ResultOf<typeof PARTNERS>['organisations']['nodes'][number];

export const SHIPMENT = graphql(`
  query Shipment($id: ID!) {
    shipment(id: $id) {
      id reference state purpose packs shippedAt receivedAt
      from { gln name role }
      to { gln name role }
      units { id sscc kind state packs custodian { gln } }
      exceptions {
        id kind state resolution scan packs note reportedAt
        unit { id sscc kind packs }
        reportedBy { gln name }
        resolvedAt
        resolvedBy { gln name }
      }
      receipt { block committedAt }
    }
  }
`);

export type ShipmentSeen = NonNullable<ResultOf<typeof SHIPMENT>['shipment']>;
export type ExceptionSeen = ShipmentSeen['exceptions'][number];

export const CANCEL_SHIPMENT = graphql(`
  mutation CancelShipment($id: ID!, $commandId: ID) {
    cancelShipment(id: $id, options: { commandId: $commandId }) { id state }
  }
`);

/** All or nothing: what is refused is put right in the form, and nothing is half received. */
export const RECEIVE = graphql(`
  mutation Receive($input: ReceiveInput!, $at: Gln, $commandId: ID) {
    receive(input: $input, options: { commandId: $commandId, at: $at, atomic: true }) {
      shipment { id state }
      results { scan ok outcome }
      exceptions { id }
    }
  }
`);

export const RESOLVE = graphql(`
  mutation ResolveException($id: ID!, $as: ExceptionResolution!, $note: String, $commandId: ID) {
    resolveException(id: $id, as: $as, note: $note, options: { commandId: $commandId }) { id state resolution }
  }
`);

/** All or nothing: a delivery is what its paper says, or it does not leave. */
export const SHIP = graphql(`
  mutation Ship($input: ShipInput!, $at: Gln, $commandId: ID) {
    ship(input: $input, options: { commandId: $commandId, at: $at, atomic: true }) { id reference packs to { name } }
  }
`);

export const CHECK_ITEM = graphql(`
  query CheckItem($scan: Scan!) {
    verify(scan: $scan, purpose: INFORMATION) {
      outcome title advice severity
      read { gtin serial sscc lot }
      pack { gtin serial lot product { name nameZh } custodian { gln } unit { sscc } }
      unit { id sscc kind packs state custodian { gln } parent { sscc } }
    }
  }
`);

export type ItemChecked = ResultOf<typeof CHECK_ITEM>['verify'];
