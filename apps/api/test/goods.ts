import { setTimeout as sleep } from 'node:timers/promises';
import type { Member } from './consortium';
import { dayFromNow, newGtin, newLot } from './numbers';

export interface TestProduct {
  gtin: string;
  name: string;
  owner: Member;
}

export interface TestBatch {
  product: TestProduct;
  gtin: string;
  lot: string;
  expiry: string;
  /** In packing order. */
  serials: string[];
  /** Numbers of all units that were made, as the API gave them. */
  ssccs: string[];
}

const PRODUCT = 'mutation($input: RegisterProductInput!) { registerProduct(input: $input) { gtin name } }';
const COMMISSION = `mutation($input: CommissionBatchInput!, $options: CommandOptions) {
  commissionBatch(input: $input, options: $options) {
    packs ssccs badRows { row value code title } job { id state error } batch { gtin lot expiry packs }
    receipts { transactionId block ledger committedAt }
  }
}`;

export async function aProduct(owner: Member, details: { name?: string; gtin?: string } = {}): Promise<TestProduct> {
  const gtin = details.gtin ?? newGtin(owner.companyPrefix);
  const name = details.name ?? 'Amoxicillin 500 mg';
  const input = { gtin, name, nameZh: '阿莫西林', form: 'capsule', storage: { minCelsius: 2, maxCelsius: 25 } };
  await owner.ask(PRODUCT, { input });
  return { gtin, name, owner };
}

interface BatchWish {
  lot?: string;
  expiry?: string;
  serials: { generate?: number; list?: string[]; upload?: string };
  packing?: object;
  onBadRow?: 'REFUSE_ALL' | 'KEEP_GOOD';
}

/** commissionBatch, and whatever job it starts, to its end. */
export async function commission(product: TestProduct, wish: BatchWish) {
  const { owner, gtin } = product;
  const { lot = newLot(), expiry = dayFromNow(700), ...rest } = wish;
  const { commissionBatch } = await owner.ask(COMMISSION, { input: { gtin, lot, expiry, ...rest } });
  if (commissionBatch.job) await jobEnd(owner, commissionBatch.job.id);
  return { lot, expiry, answer: commissionBatch };
}

export async function aBatch(product: TestProduct, wish: BatchWish): Promise<TestBatch> {
  const { lot, expiry, answer } = await commission(product, wish);
  const serials = wish.serials.list ?? (await serialsOf(product.owner, product.gtin, lot));
  return { product, gtin: product.gtin, lot, expiry, serials, ssccs: answer.ssccs };
}

export async function jobEnd(member: Member, id: string, patience = 60_000) {
  const until = Date.now() + patience;
  for (;;) {
    const { job } = await member.ask(
      'query($id: ID!) { job(id: $id) { id state done total failed error resultsUrl } }',
      {
        id,
      },
    );
    if (!['QUEUED', 'RUNNING'].includes(job.state)) return job;
    if (Date.now() > until) throw new Error(`job ${id} is still ${job.state}`);
    await sleep(100);
  }
}

/** All pages of a list, walked by its cursors. */
export async function pages<Node>(
  next: (
    after: string | null,
  ) => Promise<{ nodes: Node[]; pageInfo: { endCursor: string | null; hasNextPage: boolean } }>,
): Promise<Node[]> {
  const all: Node[] = [];
  for (let after: string | null = null; ; ) {
    const { nodes, pageInfo } = await next(after);
    all.push(...nodes);
    if (!pageInfo.hasNextPage) return all;
    if (pageInfo.endCursor === null || pageInfo.endCursor === after) throw new Error('the cursor does not move');
    after = pageInfo.endCursor;
  }
}

export async function serialsOf(member: Member, gtin: string, lot: string): Promise<string[]> {
  const query = `query($gtin: Gtin!, $lot: String!, $after: String) {
    batch(gtin: $gtin, lot: $lot) { packList(first: 500, after: $after) { nodes { serial } pageInfo { endCursor hasNextPage } } }
  }`;
  const found = await pages<{ serial: string }>(async (after) => {
    const { batch } = await member.ask(query, { gtin, lot, after });
    return batch.packList;
  });
  return found.map(({ serial }) => serial);
}

const yymmdd = (expiry: string) => expiry.slice(2).replaceAll('-', '');

/** What a reader sends of a pack's GS1 DataMatrix. */
export const packScan = ({ gtin, lot, expiry }: Pick<TestBatch, 'gtin' | 'lot' | 'expiry'>, serial: string): string =>
  `]d201${gtin}17${yymmdd(expiry)}10${lot}\u001d21${serial}`;
/** Of a unit's GS1-128. */
export const unitScan = (sscc: string): string => `]C100${sscc}`;

export interface UnitTree {
  id: string;
  sscc: string | null;
  kind: string;
  packs: number;
  state: string;
}

/** Units of a batch by kind, in the order of their numbers. */
export async function unitsOf(member: Member, ssccs: readonly string[]): Promise<UnitTree[]> {
  const units: UnitTree[] = [];
  for (let from = 0; from < ssccs.length; from += 20) {
    const some = ssccs.slice(from, from + 20);
    const fields = some.map((sscc, i) => `u${i}: unit(sscc: "${sscc}") { id sscc kind packs state }`);
    const data = await member.ask<Record<string, UnitTree | null>>(`{ ${fields.join(' ')} }`);
    for (const [i, sscc] of some.entries()) {
      const unit = data[`u${i}`];
      if (!unit) throw new Error(`${member.name} does not see unit ${sscc}`);
      units.push(unit);
    }
  }
  return units;
}

const ITEM = 'scan ok outcome title faults { code } receipt { transactionId block ledger committedAt }';
const EXCEPTION = 'id kind state resolution scan packs note reportedBy { gln } reportedAt unit { sscc }';
const SHIP = `mutation($input: ShipInput!, $options: CommandOptions) {
  ship(input: $input, options: $options) {
    id state packs reference purpose from { gln } to { gln } units { id sscc kind packs } results { ${ITEM} }
    receipt { transactionId }
  }
}`;
const RECEIVE = `mutation($input: ReceiveInput!, $options: CommandOptions) {
  receive(input: $input, options: $options) {
    shipment { id state packs receivedAt } results { ${ITEM} } exceptions { ${EXCEPTION} } receipt { transactionId }
  }
}`;

interface ShipWish {
  items: string[];
  to: Member;
  purpose?: 'SUPPLY' | 'RETURN' | 'DESTRUCTION';
  reference?: string;
}

export const ship = async (by: Member, { to, ...input }: ShipWish, options?: object) =>
  (await by.ask(SHIP, { input: { ...input, to: to.gln }, options })).ship;

export const receive = async (by: Member, input: object, options?: object) =>
  (await by.ask(RECEIVE, { input, options })).receive;

export const shipmentOf = async (member: Member, id: string) =>
  (
    await member.ask(
      `query($id: ID!) { shipment(id: $id) { id state packs reference exceptions { ${EXCEPTION} } units { id sscc } } }`,
      { id },
    )
  ).shipment;

/** A list mutation over scans, such as dispense: its items. */
export const scans = async (by: Member, field: string, list: readonly string[], more = '', options?: object) =>
  (
    await by.ask(
      `mutation($scans: [Scan!]!, $options: CommandOptions) { ${field}(scans: $scans${more}, options: $options) { ${ITEM} } }`,
      { scans: list, options },
    )
  )[field];

export const dispense = (by: Member, list: readonly string[], options?: object) =>
  scans(by, 'dispense', list, '', options);

const VERIFY = `query($scan: Scan!, $purpose: VerifyPurpose) {
  verify(scan: $scan, purpose: $purpose) {
    outcome others severity title advice repaired since undoUntil tookMs faults { code position length }
    read { gtin serial lot expiry sscc }
    pack { gtin serial lot expiry state custodian { gln } location { gln } }
    unit { sscc kind packs }
  }
}`;
export const verify = async (by: Member, scan: string, purpose = 'SUPPLY') =>
  (await by.ask(VERIFY, { scan, purpose })).verify;
