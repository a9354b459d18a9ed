import type { CommandBodies, CommandName } from '@packproof/contract';
import { aProduct, type SignOptions, type TestBatch, type TestOrganisation, type TestUnit } from '@packproof/test-data';
import type { Stage } from './stage';

/** A command that will be accepted from `by`, and from nobody else who is not named. */
export interface Rightful<C extends CommandName = CommandName> {
  by: TestOrganisation;
  body: CommandBodies[C];
  options?: SignOptions;
  /** What anybody else would have to say to mean the same, where that is not the body itself. */
  bodyOf?: (other: TestOrganisation) => CommandBodies[C];
  /** Further organisations that may give it as well. */
  also?: readonly TestOrganisation[];
}

type Prepare<C extends CommandName> = (stage: Stage) => Promise<Rightful<C>>;

interface Stock {
  batch: TestBatch;
  unit: TestUnit;
}

async function stock({ newBatch }: Stage): Promise<Stock> {
  const batch = await newBatch((b) => b.packs(8).perBundle(2).perCase(4).loose(4));
  return { batch, unit: batch.cases[0]! };
}

/** Fresh goods, delivered to the pharmacy. */
async function stockAtThePharmacy(stage: Stage): Promise<Stock & { pharmacy: TestOrganisation }> {
  const goods = await stock(stage);
  const { shipment } = await shipped(stage, goods);
  const { pharmacy } = stage.consortium;
  await pharmacy.does(stage.ledger, 'receive', { shipment, items: [{ holder: goods.unit.holder, as: 'RECEIVED' }] });
  return { ...goods, pharmacy };
}

async function shipped({ ledger, consortium }: Stage, { unit }: Stock): Promise<{ shipment: string }> {
  const { manufacturer, pharmacy } = consortium;
  const items = [{ holder: unit.holder }];
  const { tx } = await manufacturer.does(ledger, 'ship', { to: pharmacy.gln, purpose: 'SUPPLY', items });
  return { shipment: tx };
}

async function recalled(stage: Stage): Promise<{ batch: TestBatch; recall: string }> {
  const { batch } = await stock(stage);
  const body = {
    class: 'II',
    level: 'PHARMACY',
    reason: 'label',
    drill: false,
    items: [{ batch: batch.batchId }],
  } as const;
  const { tx } = await stage.consortium.manufacturer.does(stage.ledger, 'openRecall', {
    ...body,
    items: [...body.items],
  });
  return { batch, recall: tx };
}

let numbers = 100;

/** For every command of the table one that is otherwise valid. */
export const RIGHTFUL: { readonly [C in CommandName]: Prepare<C> } = {
  // Of all commands the one that nobody may give on a ledger that is founded.
  async genesis({ consortium: { regulator } }) {
    const { gln, name, licence, places } = regulator.registration();
    const items = [{ gln, name, licence, places, ...regulator.newKey().registrationFor(gln) }];
    return { by: regulator, body: { rules: 1, items } };
  },
  async registerOrganisation({ consortium }) {
    const newcomer = consortium.newOrganisation('PHARMACY', 'Corner Pharmacy');
    return { by: consortium.regulator, body: { items: [newcomer.registration()] } };
  },
  async setLicence({ consortium: { regulator, hospital } }) {
    return { by: regulator, body: { items: [{ gln: hospital.gln, licence: hospital.licence }] } };
  },
  async updateOrganisation({ consortium: { distributor } }) {
    return { by: distributor, body: { items: [{ gln: distributor.gln, places: [...distributor.places] }] } };
  },
  async rotateKey(stage) {
    const { distributor, regulator } = stage.consortium;
    // Signed with the old one, which ends by it: later commands of this stage are signed with the new one.
    const key = distributor.newKey();
    return {
      by: distributor,
      body: { items: [{ gln: distributor.gln, ...key.registrationFor(distributor.gln) }] },
      also: [regulator],
    };
  },
  async registerProduct({ consortium: { manufacturer } }) {
    return { by: manufacturer, body: { items: [aProduct().numbered(numbers++).by(manufacturer).registration()] } };
  },
  async withdrawProduct({ ledger, consortium: { manufacturer } }) {
    const product = aProduct().numbered(numbers++).by(manufacturer);
    await manufacturer.does(ledger, 'registerProduct', { items: [product.registration()] });
    return { by: manufacturer, body: { items: [{ gtin: product.gtin, reason: 'no benefit' }] } };
  },
  async commission(stage) {
    const { batch } = await stock(stage);
    const [item] = batch.commission().items;
    return { by: batch.product.owner, body: { items: [{ ...item!, units: [], lot: `${batch.lot}-AGAIN` }] } };
  },
  async pack(stage) {
    const [one, other] = [await stock(stage), await stock(stage)];
    const { manufacturer } = stage.consortium;
    return { by: manufacturer, body: { items: [{ child: one.unit.holder, parent: other.unit.holder }] } };
  },
  async unpack(stage) {
    const [one, other] = [await stock(stage), await stock(stage)];
    const { manufacturer } = stage.consortium;
    const items = [{ child: one.unit.holder, parent: other.unit.holder }];
    await manufacturer.does(stage.ledger, 'pack', { items });
    return { by: manufacturer, body: { items: [{ holder: one.unit.holder }] } };
  },
  async detach(stage) {
    const { unit } = await stock(stage);
    return { by: stage.consortium.manufacturer, body: { items: [unit.units[1]!.detachment()] } };
  },
  async split(stage) {
    const { unit } = await stock(stage);
    const items = [{ take: [{ holder: unit.holder, content: unit.content }] }];
    return { by: stage.consortium.manufacturer, body: { items } };
  },
  async ship(stage) {
    const { unit } = await stock(stage);
    const { manufacturer, distributor, hospital } = stage.consortium;
    const bodyOf = (by: TestOrganisation) => ({
      to: by === distributor ? hospital.gln : distributor.gln,
      purpose: 'SUPPLY' as const,
      items: [{ holder: unit.holder }],
    });
    return { by: manufacturer, body: bodyOf(manufacturer), bodyOf };
  },
  async cancelShipment(stage) {
    const goods = await stock(stage);
    const { shipment } = await shipped(stage, goods);
    return { by: stage.consortium.manufacturer, body: { shipment, items: [{ holder: goods.unit.holder }] } };
  },
  async receive(stage) {
    const goods = await stock(stage);
    const { shipment } = await shipped(stage, goods);
    const items = [{ holder: goods.unit.holder, as: 'RECEIVED' as const }];
    return { by: stage.consortium.pharmacy, body: { shipment, items } };
  },
  async resolve(stage) {
    const goods = await stock(stage);
    const { shipment } = await shipped(stage, goods);
    const { pharmacy } = stage.consortium;
    const { holder } = goods.unit;
    await pharmacy.does(stage.ledger, 'receive', { shipment, items: [{ holder, as: 'MISSING' }] });
    return { by: pharmacy, body: { shipment, items: [{ holder, as: 'FOUND' }] } };
  },
  async store(stage) {
    const { unit } = await stock(stage);
    const { manufacturer } = stage.consortium;
    const bodyOf = (by: TestOrganisation) => ({
      location: { gln: by.places[1]!.gln, extension: 'DOCK' },
      items: [{ holder: unit.holder }],
    });
    return { by: manufacturer, body: bodyOf(manufacturer), bodyOf };
  },
  async dispense(stage) {
    const { batch, pharmacy } = await stockAtThePharmacy(stage);
    return { by: pharmacy, body: { items: [{ pack: batch.packReference(0) }] } };
  },
  async decommission(stage) {
    const { batch, pharmacy } = await stockAtThePharmacy(stage);
    return { by: pharmacy, body: { as: 'SAMPLE', items: [{ pack: batch.packReference(0) }] } };
  },
  async reactivate(stage) {
    const { batch, pharmacy } = await stockAtThePharmacy(stage);
    const items = [{ pack: batch.packReference(0) }];
    await pharmacy.does(stage.ledger, 'dispense', { items });
    return { by: pharmacy, body: { from: 'DISPENSED', items } };
  },
  async quarantine(stage) {
    const { unit, pharmacy } = await stockAtThePharmacy(stage);
    const { manufacturer, regulator } = stage.consortium;
    const items = [{ holder: unit.holder }];
    return { by: pharmacy, body: { reason: 'wet', items }, also: [manufacturer, regulator] };
  },
  async release(stage) {
    const { unit, pharmacy } = await stockAtThePharmacy(stage);
    const items = [{ holder: unit.holder }];
    await pharmacy.does(stage.ledger, 'quarantine', { reason: 'wet', items });
    // The regulator names whose hold it lifts.
    const { regulator } = stage.consortium;
    return { by: pharmacy, body: { reason: 'dry', setBy: pharmacy.gln, items }, also: [regulator] };
  },
  async openRecall(stage) {
    const { batch } = await stock(stage);
    const { manufacturer, regulator } = stage.consortium;
    return {
      by: manufacturer,
      body: { class: 'I', level: 'PATIENT', reason: 'x', drill: false, items: [{ batch: batch.batchId }] },
      also: [regulator],
    };
  },
  async acknowledgeRecall(stage) {
    const { batch, recall } = await recalled(stage);
    const line = { batch: batch.batchId, quarantined: 4, returned: 0, destroyed: 0, dispensed: 0, notFound: 0 };
    const { manufacturer, otherManufacturer, distributor, pharmacy, otherPharmacy, hospital } = stage.consortium;
    // Each in its own key: who has none of it says so.
    const also = [manufacturer, otherManufacturer, distributor, otherPharmacy, hospital];
    return { by: pharmacy, body: { recall, items: [line] }, also };
  },
  async closeRecall(stage) {
    const { recall } = await recalled(stage);
    const { manufacturer, regulator } = stage.consortium;
    return { by: manufacturer, body: { items: [{ recall, note: 'all back', lift: true }] }, also: [regulator] };
  },
  async anchor({ consortium }) {
    const root = (numbers++).toString(16).padStart(64, '0');
    return {
      by: consortium.auditor,
      body: { items: [{ root, count: 2 }] },
      also: [consortium.regulator, ...consortium.members],
    };
  },
};
