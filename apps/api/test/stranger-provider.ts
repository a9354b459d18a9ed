import type { Consortium, Member } from './consortium';
import { packScan, unitScan } from './goods';
import { dayFromNow, newSerials, newWord } from './numbers';
import { LEFT_OUT, type Provider } from './schema-requests';
import type { Victim } from './victim';

/**
 * What a stranger would try: every argument points at something of the victims'. A field of the schema that is not here
 * fails the test, so that none can be forgotten.
 * @param asThem acts at the victims' places and under their command ids
 */
export function strangerProvider(
  victim: Victim,
  all: Consortium,
  stranger: Member,
  { asThem }: { asThem: boolean } = { asThem: false },
): Provider {
  const { batch, units, shipments, exceptions } = victim;
  const serials = Object.values(victim.serials);
  const ssccs = Object.values(units);
  const scans = [...serials.map((serial) => packScan(batch, serial)), ...ssccs.map(unitScan)];
  const lists = scans.map((scan) => [scan]);
  const holders = [...ssccs.map((sscc) => `sscc:${sscc}`), ...victim.holders];
  const sent = Object.values(shipments);
  const glns = [all.maker, all.distributor, all.pharmacy, all.otherPharmacy].map(({ gln }) => gln);
  const own = [stranger.gln];
  const gtin = [batch.gtin];
  const lot = [batch.lot];
  const nothing = [LEFT_OUT];
  const pack = { 'Query.pack(gtin)': gtin, 'Query.pack(serial)': serials };
  const proof = { 'Query.proof(gtin)': gtin, 'Query.proof(serial)': serials };
  const pages = Object.fromEntries(
    ['batches', 'units', 'products', 'organisations', 'shipments', 'recalls', 'alerts', 'jobs'].flatMap((list) => [
      [`Query.${list}(first)`, [20]],
      [`Query.${list}(after)`, nothing],
    ]),
  );
  const searches = { 'Query.products(search)': [LEFT_OUT, 'Warfarin'], 'Query.organisations(search)': [LEFT_OUT, 'e'] };
  const orders = {
    'BatchOrder.field': ['PACKS', 'COMMISSIONED_AT', 'EXPIRY', 'LOT', 'PRODUCT_NAME'],
    'ProductOrder.field': ['NAME', 'GTIN'],
    'OrganisationOrder.field': ['NAME', 'GLN'],
    'ShipmentOrder.field': ['REFERENCE', 'PACKS', 'SHIPPED_AT'],
    'RecallOrder.field': ['PACKS', 'OPENED_AT'],
    'AlertOrder.field': ['RAISED_AT'],
    'JobOrder.field': ['CREATED_AT'],
    ...Object.fromEntries(
      ['Batch', 'Product', 'Organisation', 'Shipment', 'Recall', 'Alert', 'Job'].flatMap((list) => [
        [`Query.${list.toLowerCase()}${list === 'Batch' ? 'es' : 's'}(orderBy)`, [LEFT_OUT, {}]],
        [`${list}Order.direction`, [LEFT_OUT, 'DESC', 'ASC']],
      ]),
    ),
  };
  const filters = {
    'Query.organisations(role)': [LEFT_OUT, 'PHARMACY', LEFT_OUT],
    'BatchFilter.search': [LEFT_OUT, LEFT_OUT, LEFT_OUT, LEFT_OUT, batch.lot, batch.gtin.slice(0, 9), 'Warfarin'],
    'BatchFilter.owner': [LEFT_OUT, LEFT_OUT, LEFT_OUT, all.maker.gln],
    'ProductFilter.owner': [LEFT_OUT, all.maker.gln],
    'ProductFilter.withdrawn': [LEFT_OUT, false, true],
    'ShipmentFilter.search': [LEFT_OUT, victim.reference, '', victim.reference.slice(2)],
    'ShipmentFilter.purpose': [LEFT_OUT, LEFT_OUT, 'SUPPLY'],
    'ShipmentFilter.gtin': [LEFT_OUT, batch.gtin],
    'RecallFilter.search': [LEFT_OUT, batch.lot, LEFT_OUT],
    'AlertFilter.states': [LEFT_OUT, ['NEW', 'ACTIVE'], LEFT_OUT],
    'AlertFilter.search': [LEFT_OUT, batch.gtin.slice(0, 9), victim.serials.dispensed, LEFT_OUT],
    'JobFilter.states': [LEFT_OUT, ['SUCCEEDED'], LEFT_OUT],
    'JobFilter.kind': [LEFT_OUT, 'COMMISSION', LEFT_OUT],
    'Query.ledgerEntries(first)': [500],
    'Query.ledgerEntries(before)': [LEFT_OUT, '40'],
    'BatchFilter.gtin': [LEFT_OUT, batch.gtin],
    'BatchFilter.lot': [LEFT_OUT, batch.lot, LEFT_OUT],
    'BatchFilter.state': nothing,
    'BatchFilter.expiresBefore': [LEFT_OUT, dayFromNow(4000), LEFT_OUT, LEFT_OUT],
    'ShipmentFilter.state': [LEFT_OUT, 'IN_TRANSIT', 'RECEIVED', 'PARTLY_RECEIVED'],
    'ShipmentFilter.from': [LEFT_OUT, ...glns],
    'ShipmentFilter.to': [LEFT_OUT, LEFT_OUT, ...glns],
    'ShipmentFilter.withExceptions': [LEFT_OUT, true, false],
    'StockFilter.holder': [LEFT_OUT, ...glns],
    'StockFilter.location': [LEFT_OUT, LEFT_OUT, all.pharmacy.places[1].gln, all.distributor.gln],
    'StockFilter.gtin': [LEFT_OUT, batch.gtin, LEFT_OUT],
    'StockFilter.lot': [LEFT_OUT, batch.lot],
    'StockFilter.state': [LEFT_OUT, LEFT_OUT, LEFT_OUT, LEFT_OUT, 'DISPENSED', 'ACTIVE', 'QUARANTINED'],
    'StockFilter.expiresBefore': nothing,
    'UnitFilter.holder': [LEFT_OUT, ...glns],
    'UnitFilter.location': [LEFT_OUT, LEFT_OUT, all.pharmacy.places[1].gln, all.distributor.gln],
    'UnitFilter.gtin': [LEFT_OUT, batch.gtin, LEFT_OUT],
    'UnitFilter.lot': [LEFT_OUT, batch.lot],
    'UnitFilter.kind': [LEFT_OUT, LEFT_OUT, 'LOOSE', 'CASE', 'PALLET'],
    'UnitFilter.state': [LEFT_OUT, LEFT_OUT, LEFT_OUT, 'IN_TRANSIT', 'AT_REST', 'EMPTY', 'QUARANTINED'],
    'UnitFilter.search': [LEFT_OUT, LEFT_OUT, units.pallet.slice(0, 9), units.pallet],
    'RecallFilter.state': [LEFT_OUT, 'OPEN'],
    'RecallFilter.gtin': [LEFT_OUT, batch.gtin, LEFT_OUT],
    'RecallFilter.drill': nothing,
    'AlertFilter.state': [LEFT_OUT, 'NEW'],
    'AlertFilter.code': [LEFT_OUT, LEFT_OUT, 'ALREADY_DISPENSED_ELSEWHERE'],
    'AlertFilter.gtin': [LEFT_OUT, batch.gtin],
    'AlertFilter.since': nothing,
  };
  const queries = {
    ...pack,
    ...proof,
    ...pages,
    ...searches,
    ...orders,
    ...filters,
    'Query.verify(scan)': scans.flatMap((scan) => [scan, scan]),
    'Query.verify(purpose)': ['SUPPLY', 'RETURN', 'INFORMATION', 'RECEIPT', 'RETURN'],
    'Query.unit(sscc)': ssccs,
    'Query.holder(id)': holders,
    'Query.batch(gtin)': gtin,
    'Query.batch(lot)': lot,
    'Query.product(gtin)': gtin,
    'Query.organisation(gln)': glns,
    'Query.shipment(id)': sent,
    'Query.recall(id)': [victim.recall],
    'Query.job(id)': [victim.job, victim.upload],
    'Query.alert(id)': [victim.alert],
  };
  const options = {
    'CommandOptions.commandId': asThem ? victim.commandIds : nothing,
    'CommandOptions.occurredAt': nothing,
    'CommandOptions.at': asThem ? glns : [LEFT_OUT, ...own],
    'CommandOptions.atomic': [LEFT_OUT, true],
  };
  const organisations = {
    'RegisterOrganisationInput.gln': glns,
    'RegisterOrganisationInput.name': ['Taken over'],
    'RegisterOrganisationInput.role': ['MANUFACTURER', 'PHARMACY'],
    'RegisterOrganisationInput.companyPrefixes': [[all.maker.companyPrefix], LEFT_OUT],
    'RegisterOrganisationInput.adminEmail': [LEFT_OUT, 'mallory@competitor.example'],
    'LicenceInput.number': ['X'],
    'LicenceInput.validUntil': [dayFromNow(-1), dayFromNow(9)],
    'PlaceInput.gln': glns,
    'PlaceInput.name': ['Mine now'],
    'PlaceInput.latitude': [LEFT_OUT, 1],
    'PlaceInput.longitude': [LEFT_OUT, 1],
    'SetLicenceInput.gln': [...glns, ...own],
    'UpdateOrganisationInput.gln': glns,
    'UpdateOrganisationInput.companyPrefixes': [LEFT_OUT, [stranger.companyPrefix]],
    'Mutation.rotateKey(gln)': glns,
    'Mutation.rotateKey(publicKey)': [Buffer.alloc(32, 7).toString('base64'), ''],
    'Mutation.rotateKey(possession)': [LEFT_OUT, Buffer.alloc(64, 7).toString('base64')],
    'Mutation.prepareKey(gln)': glns,
    'Mutation.inviteMember(email)': [`${newWord()}@stranger.example`, victim.invited],
    'Mutation.inviteMember(role)': ['ADMIN'],
    'Mutation.cancelInvitation(id)': [victim.invitation],
    'Mutation.setMemberRole(id)': victim.members,
    'Mutation.setMemberRole(role)': ['AUDITOR'],
    'Mutation.removeMember(id)': victim.members,
    'Mutation.createApiKey(name)': ['Mine'],
    'Mutation.createApiKey(scopes)': [['READ', 'WRITE', 'ADMIN']],
    'Mutation.createApiKey(expiresInDays)': nothing,
    'Mutation.revokeApiKey(id)': victim.apiKeys,
  };
  const products = {
    'RegisterProductInput.gtin': gtin,
    'RegisterProductInput.name': ['Mine'],
    'RegisterProductInput.nameZh': nothing,
    'RegisterProductInput.form': nothing,
    'RegisterProductInput.strength': nothing,
    'RegisterProductInput.packSize': nothing,
    'StorageInput.minCelsius': [2],
    'StorageInput.maxCelsius': [8],
    'StorageInput.note': nothing,
    'Mutation.withdrawProduct(gtin)': gtin,
    'Mutation.withdrawProduct(reason)': ['Mine'],
    'CommissionBatchInput.gtin': gtin,
    'CommissionBatchInput.lot': [batch.lot, 'NEWLOT'],
    'CommissionBatchInput.expiry': [batch.expiry],
    'CommissionBatchInput.onBadRow': [LEFT_OUT, 'KEEP_GOOD'],
    'SerialsInput.generate': [3, LEFT_OUT, LEFT_OUT, 30_000],
    'SerialsInput.list': [LEFT_OUT, [victim.serials.atMaker, ...newSerials(1)], LEFT_OUT, LEFT_OUT],
    'SerialsInput.upload': [LEFT_OUT, LEFT_OUT, victim.upload, LEFT_OUT],
    'PackingInput.packsPerCase': [LEFT_OUT, LEFT_OUT, 1],
    'PackingInput.casesPerPallet': nothing,
    'PackingInput.units': nothing,
  };
  const packing = {
    'PackUnitInput.sscc': [LEFT_OUT, ...ssccs],
    'PackUnitInput.kind': [LEFT_OUT, 'PALLET', 'TOTE'],
    'PackUnitInput.items': lists,
    'Mutation.unpackUnits(ssccs)': ssccs.map((sscc) => [sscc]),
  };
  const shipping = {
    'ShipInput.items': lists,
    'ShipInput.to': [...own, ...glns],
    'ShipInput.purpose': [LEFT_OUT, 'RETURN', 'DESTRUCTION'],
    'ShipInput.reference': [LEFT_OUT, newWord()],
    'Mutation.cancelShipment(id)': sent,
    'ReceiveInput.shipment': [LEFT_OUT, ...sent, LEFT_OUT, ...sent],
    'ReceiveInput.items': [...lists, [], [], []],
    'ReceiveInput.unnamedAreMissing': [LEFT_OUT, true],
    'ReceiptExceptionInput.kind': ['MISSING', 'DAMAGED', 'OVERAGE', 'WRONG_ITEM'],
    'ReceiptExceptionInput.scan': scans,
    'ReceiptExceptionInput.note': [LEFT_OUT, newWord()],
    'Mutation.resolveException(id)': Object.values(exceptions),
    'Mutation.resolveException(as)': ['FOUND', 'STOLEN', 'SETTLED', 'DESTROYED', 'NEVER_SENT', 'LOST', 'RETURNED'],
    'Mutation.resolveException(note)': [LEFT_OUT, newWord()],
    'StoreInput.items': lists,
    'StoreInput.at': [...own, ...glns],
    'StoreInput.extension': [LEFT_OUT, 'X'],
  };
  const ends = {
    'Mutation.dispense(scans)': lists,
    'Mutation.decommission(scans)': lists.flatMap((list) => [list, list]),
    'Mutation.decommission(as)': ['DESTROYED', 'STOLEN', 'LOCKED', 'EXPORTED', 'SAMPLE', 'FREE_SAMPLE', 'CHECKED_OUT'],
    'Mutation.decommission(note)': [LEFT_OUT, newWord()],
    'Mutation.reactivate(scans)': lists,
    'Mutation.reactivate(from)': ['DISPENSED'],
    'QuarantineInput.scans': [...lists, LEFT_OUT],
    'QuarantineInput.batch': [...lists.map(() => LEFT_OUT), batchKey(victim)],
    'QuarantineInput.reason': ['mine'],
    'ReleaseInput.scans': [...lists, LEFT_OUT],
    'ReleaseInput.batch': [...lists.map(() => LEFT_OUT), batchKey(victim)],
    'ReleaseInput.reason': ['mine'],
    'BatchKey.gtin': gtin,
    'BatchKey.lot': lot,
  };
  const recalls = {
    'OpenRecallInput.class': ['I'],
    'OpenRecallInput.level': ['PATIENT'],
    'OpenRecallInput.reason': ['mine'],
    'OpenRecallInput.instructions': nothing,
    'OpenRecallInput.drill': [LEFT_OUT, true],
    'RecallTargetInput.gtin': gtin,
    'RecallTargetInput.lot': lot,
    'RecallTargetInput.serials': [LEFT_OUT, serials.slice(0, 1), LEFT_OUT, LEFT_OUT, LEFT_OUT],
    'RecallTargetInput.serialFrom': [LEFT_OUT, LEFT_OUT, '0'.repeat(16), LEFT_OUT, LEFT_OUT],
    'RecallTargetInput.serialTo': [LEFT_OUT, LEFT_OUT, 'z'.repeat(16), LEFT_OUT, LEFT_OUT],
    'RecallTargetInput.ssccs': [LEFT_OUT, LEFT_OUT, LEFT_OUT, [units.pallet], LEFT_OUT],
    'RecallTargetInput.shipment': [LEFT_OUT, LEFT_OUT, LEFT_OUT, LEFT_OUT, shipments.received],
    'Mutation.acknowledgeRecall(id)': [victim.recall],
    'RecallLineInput.gtin': gtin,
    'RecallLineInput.lot': lot,
    'RecallLineInput.quarantined': [1],
    'RecallLineInput.returned': nothing,
    'RecallLineInput.destroyed': nothing,
    'RecallLineInput.dispensed': nothing,
    'RecallLineInput.notFound': nothing,
    'Mutation.closeRecall(id)': [victim.recall],
    'Mutation.closeRecall(note)': ['mine'],
    'Mutation.closeRecall(lift)': [LEFT_OUT, true],
    'Mutation.updateAlert(id)': [victim.alert],
    'Mutation.updateAlert(state)': ['CLOSED', LEFT_OUT],
    'Mutation.updateAlert(comment)': [LEFT_OUT, newWord()],
    'Mutation.cancelJob(id)': [victim.job],
  };
  const subscriptions = {
    'Subscription.recallProgress(id)': [victim.recall],
    'Subscription.jobProgress(id)': [victim.job],
  };
  return {
    ...queries,
    ...options,
    ...organisations,
    ...products,
    ...packing,
    ...shipping,
    ...ends,
    ...recalls,
    ...subscriptions,
  };
}

const batchKey = ({ batch }: Victim) => ({ gtin: batch.gtin, lot: batch.lot });
