import { graphql } from '@packproof/client';

/** What the scanner asks of the API. The types of answers and variables are the schema's. */
export const ME = graphql('query Me { me { id name role organisation { gln name role places { gln name } } } }');

const READING = graphql(`
  fragment Reading on Verification {
    outcome others severity title advice repaired since undoUntil tookMs
    read { symbologyIdentifier gtin serial lot expiry sscc }
    faults { code ai position length message }
  }
`);

const NAMED = graphql(`
  fragment Named on Pack { gtin serial lot expiry product { gtin name nameZh form strength packSize } }
`);

/** The quick one of the counter: what it is, and whether it may be handed over. */
export const VERIFY = graphql(
  `
  query Verify($scan: Scan!, $purpose: VerifyPurpose!) {
    verify(scan: $scan, purpose: $purpose) { ...Reading pack { ...Named } unit { sscc kind packs } }
  }
`,
  [READING, NAMED],
);

/** With where it is and what it is in, for lists of many. */
export const LOCATE = graphql(
  `
  query Locate($scan: Scan!, $purpose: VerifyPurpose!) {
    verify(scan: $scan, purpose: $purpose) {
      ...Reading
      pack {
        ...Named
        custodian { gln name }
        location { gln name }
        unit { id sscc parent { id sscc parent { id sscc parent { id sscc } } } }
      }
      unit {
        id sscc kind packs
        custodian { gln name }
        location { gln name }
        parent { id sscc parent { id sscc parent { id sscc parent { id sscc } } } }
      }
    }
  }
`,
  [READING, NAMED],
);

const ITEM = graphql(`
  fragment Item on ItemResult {
    scan ok outcome title faults { code ai position length message } receipt { committedAt }
  }
`);

export const DISPENSE = graphql(
  `mutation Dispense($scans: [Scan!]!, $options: CommandOptions) { items: dispense(scans: $scans, options: $options) { ...Item } }`,
  [ITEM],
);
export const REACTIVATE = graphql(
  `
  mutation Reactivate($scans: [Scan!]!, $from: DecommissionState!, $options: CommandOptions) {
    items: reactivate(scans: $scans, from: $from, options: $options) { ...Item }
  }
`,
  [ITEM],
);
export const DECOMMISSION = graphql(
  `
  mutation Decommission($scans: [Scan!]!, $as: DecommissionState!, $note: String, $options: CommandOptions) {
    items: decommission(scans: $scans, as: $as, note: $note, options: $options) { ...Item }
  }
`,
  [ITEM],
);
export const RECEIVE = graphql(
  `
  mutation Receive($input: ReceiveInput!, $options: CommandOptions) {
    receive(input: $input, options: $options) { shipment { id } results { ...Item } exceptions { id kind } receipt { committedAt } }
  }
`,
  [ITEM],
);
export const SHIP = graphql(
  `
  mutation Ship($input: ShipInput!, $options: CommandOptions) {
    ship(input: $input, options: $options) { id results { ...Item } }
  }
`,
  [ITEM],
);
export const CANCEL_SHIPMENT = graphql(
  'mutation Cancel($id: ID!, $options: CommandOptions) { cancelShipment(id: $id, options: $options) { id state } }',
);
export const STORE = graphql(
  `mutation Store($input: StoreInput!, $options: CommandOptions) { items: store(input: $input, options: $options) { ...Item } }`,
  [ITEM],
);

const DELIVERY = graphql(`
  fragment Delivery on Shipment {
    id reference purpose state shippedAt packs
    from { gln name }
    units { id sscc kind packs state }
  }
`);
/** Announced to somebody and not wholly received. */
export const DELIVERIES = graphql(
  `
  query Deliveries($to: Gln!, $state: ShipmentState!, $after: String) {
    shipments(filter: { to: $to, state: $state }, first: 100, after: $after) {
      nodes { ...Delivery }
      pageInfo { endCursor hasNextPage }
    }
  }
`,
  [DELIVERY],
);
export const SHIPMENT_CHANGED = graphql('subscription Changed { shipmentChanged { id } }');

export const ORGANISATIONS = graphql(
  'query Organisations($search: String) { organisations(search: $search, first: 20) { nodes { gln name role } } }',
);
export const STOCK_AT = graphql(`
  query StockAt($holder: Gln!, $location: Gln!) {
    stock(filter: { holder: $holder, location: $location }) {
      lot expiry state inTransit packs product { gtin name nameZh form strength packSize }
    }
  }
`);
/** What is in a unit, page by page, to count it by batch. */
export const CONTENTS = graphql(`
  query Contents($sscc: Sscc!, $after: String) {
    unit(sscc: $sscc) { packList(first: 500, after: $after) { nodes { gtin lot } pageInfo { endCursor hasNextPage } } }
  }
`);
