import { graphql, type ResultOf } from '@packproof/client';

/** What may wait for somebody, in one question. Each part shows a handful; the lists show all. */
export const TODAY = graphql(`
  query Today($me: Gln!, $expiresBefore: Date!) {
    arriving: shipments(filter: { to: $me, state: IN_TRANSIT }, first: 5) {
      nodes { id reference packs from { name } }
    }
    sent: shipments(filter: { from: $me, state: IN_TRANSIT }, first: 5) {
      nodes { id reference packs to { name } }
    }
    differing: shipments(filter: { withExceptions: true }, first: 20) {
      nodes { id from { gln name } to { gln name } exceptions { state } }
    }
    alerts(filter: { state: NEW }, first: 5) {
      nodes { id code raisedAt }
    }
    recalls(filter: { state: OPEN }, first: 5) {
      nodes { id reason drill holders { organisation { gln } acknowledgedAt } }
    }
    stock(filter: { expiresBefore: $expiresBefore, holder: $me }) {
      product { gtin name nameZh }
      lot
      expiry
      packs
    }
  }
`);

export type Today = ResultOf<typeof TODAY>;
