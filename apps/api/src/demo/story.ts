import { CAST, PRODUCTS } from './cast';
import type { DemoBatch } from './demo-file';

/** Asks the API itself, as somebody of the cast; throws where it refuses. */
export type Ask = <T>(as: { id: string }, query: string, variables: object) => Promise<T>;

export interface Story {
  ask: Ask;
  /** YYYY-MM-DD */
  began: string;
  tell(text: string): void;
}

interface Batch {
  gtin: string;
  lot: string;
  expiry: string;
}

const SAMPLES = 6;
const [CARDELOL, INSULARA, BOREXIN] = PRODUCTS;
/** Every mutation has an id of its own: a story that is told twice happens once. */
const id = (step: string) => ({ commandId: `demo-${step}` });

/** What has happened before somebody opens the demo. Each step goes through the same mutations as everybody's. */
export async function tellStory(story: Story): Promise<DemoBatch[]> {
  const { ask, tell } = story;
  for (const product of PRODUCTS) {
    const { owner, ...input } = product;
    await ask(
      owner,
      'mutation ($input: RegisterProductInput!, $options: CommandOptions) { registerProduct(input: $input, options: $options) { gtin } }',
      {
        input,
        options: id(`product-${input.gtin}`),
      },
    );
  }
  tell('Packing three batches …');
  const cardelol = await commission(story, CARDELOL, 'CD2610A', 26, 240);
  const insulara = await commission(story, INSULARA, 'IN2611', 14, 120);
  const borexin = await commission(story, BOREXIN, 'BX2609', 20, 120);
  tell('Shipping and receiving …');
  await deliver(story, 'cd-1', CAST.aldrin, CAST.meridian, cardelol.pallets.slice(0, 1));
  await deliver(story, 'bx-1', CAST.borealis, CAST.meridian, borexin.pallets.slice(0, 1));
  await unpack(story, 'cd', cardelol.casesOf(0).slice(0, 2));
  await unpack(story, 'bx', borexin.casesOf(0).slice(0, 2));
  await deliver(story, 'cd-2', CAST.meridian, CAST.harbour, cardelol.casesOf(0).slice(0, 2));
  await deliver(story, 'bx-2', CAST.meridian, CAST.hillside, borexin.casesOf(0).slice(0, 2));
  await ship(story, 'in-1', CAST.aldrin, CAST.meridian, insulara.pallets.slice(0, 1));
  const atHarbour = await scansOf(story, CAST.harbour, cardelol.batch, cardelol.casesOf(0)[0]!);
  await ask(
    CAST.harbour,
    'mutation ($scans: [Scan!]!, $options: CommandOptions) { dispense(scans: $scans, options: $options) { ok } }',
    {
      scans: atHarbour.slice(0, 2),
      options: id('dispense'),
    },
  );
  tell('Recalling one batch …');
  await recall(story, borexin.batch);
  return Promise.all([
    shown(story, CAST.harbour, cardelol.batch, cardelol.casesOf(0).slice(0, 2), atHarbour.slice(2, 2 + SAMPLES)),
    shown(story, CAST.meridian, cardelol.batch, cardelol.casesOf(0).slice(2)),
    shown(story, CAST.aldrin, cardelol.batch, cardelol.pallets.slice(1)),
    shown(story, CAST.aldrin, insulara.batch, insulara.pallets),
    shown(story, CAST.hillside, borexin.batch, borexin.casesOf(0).slice(0, 2), undefined, true),
  ]);
}

interface Commissioned {
  batch: Batch;
  pallets: string[];
  casesOf(pallet: number): string[];
}

async function commission(
  { ask, began }: Story,
  product: (typeof PRODUCTS)[number],
  lot: string,
  months: number,
  packs: number,
): Promise<Commissioned> {
  const { gtin, owner } = product;
  const expiry = lastDay(began, months);
  const { commissionBatch } = await ask<{ commissionBatch: { ssccs: string[] } }>(
    owner,
    'mutation ($input: CommissionBatchInput!, $options: CommandOptions) { commissionBatch(input: $input, options: $options) { ssccs } }',
    {
      input: { gtin, lot, expiry, serials: { generate: packs }, packing: { packsPerCase: 20, casesPerPallet: 3 } },
      options: id(`batch-${lot}`),
    },
  );
  const units = await Promise.all(
    commissionBatch.ssccs.map(async (sscc) => {
      const { unit } = await ask<{ unit: { kind: string; units: { sscc: string }[] } | null }>(
        owner,
        'query ($sscc: Sscc!) { unit(sscc: $sscc) { kind units { sscc } } }',
        { sscc },
      );
      return { sscc, kind: unit?.kind, cases: unit?.units.map((each) => each.sscc) ?? [] };
    }),
  );
  const pallets = units.filter(({ kind }) => kind === 'PALLET');
  return {
    batch: { gtin, lot, expiry },
    pallets: pallets.map(({ sscc }) => sscc),
    casesOf: (pallet) => pallets[pallet]?.cases ?? [],
  };
}

type Member = (typeof CAST)[keyof typeof CAST];

async function ship({ ask }: Story, step: string, from: Member, to: Member, items: string[]): Promise<string> {
  const { ship } = await ask<{ ship: { id: string } }>(
    from,
    'mutation ($input: ShipInput!, $options: CommandOptions) { ship(input: $input, options: $options) { id } }',
    {
      input: { items: items.map((sscc) => `(00)${sscc}`), to: to.gln, reference: `DN-${step.toUpperCase()}` },
      options: id(`ship-${step}`),
    },
  );
  return ship.id;
}

async function deliver(story: Story, step: string, from: Member, to: Member, items: string[]): Promise<void> {
  const shipment = await ship(story, step, from, to, items);
  await story.ask(
    to,
    'mutation ($input: ReceiveInput!, $options: CommandOptions) { receive(input: $input, options: $options) { results { ok } } }',
    {
      input: { shipment },
      options: id(`receive-${step}`),
    },
  );
}

/** Cases off a pallet that the wholesaler has. */
async function unpack({ ask }: Story, step: string, ssccs: string[]): Promise<void> {
  await ask(
    CAST.meridian,
    'mutation ($ssccs: [Sscc!]!, $options: CommandOptions) { unpackUnits(ssccs: $ssccs, options: $options) { ok } }',
    { ssccs, options: id(`unpack-${step}`) },
  );
}

async function recall({ ask }: Story, { gtin, lot }: Batch): Promise<void> {
  const { openRecall } = await ask<{ openRecall: { id: string } }>(
    CAST.borealis,
    'mutation ($input: OpenRecallInput!, $options: CommandOptions) { openRecall(input: $input, options: $options) { id } }',
    {
      input: {
        batches: [{ gtin, lot }],
        class: 'II',
        level: 'PHARMACY',
        reason: 'Dissolution below specification in a retained sample',
        instructions: 'Do not supply. Set the packs aside and return them to the wholesaler.',
      },
      options: id('recall'),
    },
  );
  for (const [who, quarantined] of [
    [CAST.hillside, 40],
    [CAST.meridian, 20],
    [CAST.borealis, 60],
  ] as const) {
    await ask(
      who,
      'mutation ($id: ID!, $lines: [RecallLineInput!]!, $options: CommandOptions) { acknowledgeRecall(id: $id, lines: $lines, options: $options) { id } }',
      { id: openRecall.id, lines: [{ gtin, lot, quarantined }], options: id(`acknowledge-${who.id}`) },
    );
  }
  await ask(
    CAST.borealis,
    'mutation ($id: ID!, $note: String!, $options: CommandOptions) { closeRecall(id: $id, note: $note, options: $options) { id } }',
    { id: openRecall.id, note: 'All holders have set their packs aside.', options: id('close-recall') },
  );
}

async function scansOf({ ask }: Story, viewer: Member, { gtin, lot, expiry }: Batch, sscc: string): Promise<string[]> {
  const { unit } = await ask<{ unit: { packList: { nodes: { serial: string }[] } } | null }>(
    viewer,
    'query ($sscc: Sscc!) { unit(sscc: $sscc) { packList(first: 50) { nodes { serial } } } }',
    { sscc },
  );
  const date = expiry.slice(2).replaceAll('-', '');
  return (unit?.packList.nodes ?? []).map(({ serial }) => `]d201${gtin}17${date}10${lot}\u001d21${serial}`);
}

async function shown(
  story: Story,
  holder: Member,
  batch: Batch,
  ssccs: string[],
  scans?: string[],
  recalled = false,
): Promise<DemoBatch> {
  const sampleScans = scans ?? (await scansOf(story, holder, batch, ssccs[0]!)).slice(0, SAMPLES);
  return { ...batch, ssccs, holder: holder.gln, recalled, sampleScans };
}

/** The last day of the month that is so many months after. */
function lastDay(date: string, months: number): string {
  const [year = 0, month = 1] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month + months, 0)).toISOString().slice(0, 10);
}
