import { type DemoOrganisation, demo, graphql, organisation } from '../callers';
import { makeCases, shipCases } from '../deliveries';
import { type PackOnHand, packsAtPharmacy } from '../supply-line';

/** What there is to be seen: goods in every state that a page tells about, made through the doors that everybody uses. */
export interface Goods {
  readonly gtin: string;
  readonly lot: string;
  readonly packs: { readonly onHand: PackOnHand; readonly dispensed: PackOnHand; readonly elsewhere: PackOnHand };
  /** A pack of a recalled batch, as a reader sends it. */
  readonly recalled: { readonly gtin: string; readonly lot: string; readonly scan: string };
  readonly sscc: string;
  readonly arriving: string;
  readonly differing: string;
  readonly recall: string;
  readonly alert: string;
  readonly job: string;
  readonly invitation: string;
  /** The link of the first run, of an installation without a demo. */
  readonly setup: string;
  /** What people wrote and how things are called: shown as it is in any language. */
  readonly written: readonly string[];
}

const serialOf = (scan: string) => scan.split('\u001d21')[1] ?? '';

export async function makeGoods(setup: string): Promise<Goods> {
  const [maker, wholesaler] = [organisation('MANUFACTURER'), organisation('DISTRIBUTOR')];
  const [here, elsewhere] = [organisation('PHARMACY', 0), organisation('PHARMACY', 1)];
  const recalled = demo().batches.find((batch) => batch.recalled);
  if (!recalled?.sampleScans[0]) throw new Error('the demo has no recalled batch');

  const [onHand, dispensed, moved] = await packsAtPharmacy(here, 3);
  if (!onHand || !dispensed || !moved) throw new Error('three packs were asked for');
  const supplied = [dispensed.scan, moved.scan];
  await graphql(here, 'mutation($scans: [Scan!]!) { dispense(scans: $scans) { ok } }', { scans: supplied });
  await graphql(elsewhere, 'query($scan: Scan!) { verify(scan: $scan) { outcome } }', { scan: moved.scan });

  const cases = await makeCases(6);
  const arriving = await shipCases(cases.ssccs.slice(0, 2), wholesaler);
  const differing = await shipCases(cases.ssccs.slice(2, 4), wholesaler);
  const missing = { kind: 'MISSING', scan: `(00)${cases.ssccs[3]}`, note: 'Not on the pallet' };
  await graphql(wholesaler, 'mutation($input: ReceiveInput!) { receive(input: $input) { shipment { state } } }', {
    input: { shipment: differing.id, exceptions: [missing] },
  });
  return {
    gtin: cases.gtin,
    lot: cases.lot,
    packs: { onHand, dispensed, elsewhere: moved },
    recalled: { gtin: recalled.gtin, lot: recalled.lot, scan: recalled.sampleScans[0] },
    sscc: cases.ssccs[0]!,
    arriving: arriving.id,
    differing: differing.id,
    recall: await recall([maker, here, elsewhere]),
    alert: await alertAbout(maker, moved.serial),
    job: await job(maker, cases.gtin),
    invitation: await invite(),
    setup,
    written: await written(),
  };
}

async function written(): Promise<string[]> {
  const { recalls, products } = await graphql<
    Record<'recalls' | 'products', { nodes: Record<string, string | null>[] }>
  >(
    organisation('REGULATOR'),
    `{ recalls(first: 100) { nodes { reason instructions } }
       products(first: 100) { nodes { name form strength packSize } } }`,
  );
  const named = demo().organisations.flatMap(({ name, places }) => [name, ...places.map((place) => place.name)]);
  const told = [...recalls.nodes, ...products.nodes].flatMap((node) => Object.values(node));
  return [...named, ...told.filter((value) => value !== null)];
}

/** A recall that is under way: of three holders one has answered. */
async function recall([maker, here, elsewhere]: readonly [DemoOrganisation, DemoOrganisation, DemoOrganisation]) {
  const { gtin, lot, ssccs } = await makeCases(8);
  for (const [to, from, until] of [
    [here, 0, 3],
    [elsewhere, 3, 6],
  ] as const) {
    const { id } = await shipCases(ssccs.slice(from, until), to);
    await graphql(to, 'mutation($id: ID!) { receive(input: {shipment: $id}) { shipment { state } } }', { id });
  }
  const { openRecall } = await graphql<{ openRecall: { id: string } }>(
    organisation('REGULATOR'),
    'mutation($input: OpenRecallInput!) { openRecall(input: $input) { id } }',
    {
      input: {
        batches: [{ gtin, lot }],
        class: 'II',
        level: 'PHARMACY',
        reason: 'Particles found in two returned packs',
        instructions: 'Set the packs aside and return them by Friday.',
      },
    },
  );
  await graphql(
    here,
    'mutation($id: ID!, $lines: [RecallLineInput!]!) { acknowledgeRecall(id: $id, lines: $lines) { id } }',
    { id: openRecall.id, lines: [{ gtin, lot, quarantined: 5, dispensed: 1 }] },
  );
  await graphql(
    maker,
    'mutation($id: ID!, $lines: [RecallLineInput!]!) { acknowledgeRecall(id: $id, lines: $lines) { id } }',
    { id: openRecall.id, lines: [{ gtin, lot, quarantined: 4 }] },
  );
  return openRecall.id;
}

async function alertAbout(who: DemoOrganisation, serial: string): Promise<string> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const { alerts } = await graphql<{ alerts: { nodes: { id: string; pack: { serial: string } | null }[] } }>(
      who,
      '{ alerts(first: 20) { nodes { id pack { serial } } } }',
    );
    const found = alerts.nodes.find(({ pack }) => pack?.serial === serial);
    if (found) return found.id;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error(`no alert about ${serial}`);
}

/** A batch that is large enough to be made as a job. */
async function job(who: DemoOrganisation, gtin: string): Promise<string> {
  const { commissionBatch } = await graphql<{ commissionBatch: { job: { id: string } } }>(
    who,
    'mutation($input: CommissionBatchInput!) { commissionBatch(input: $input) { job { id } } }',
    {
      input: {
        gtin,
        lot: `LARGE${Date.now().toString(36).toUpperCase()}`,
        expiry: '2031-12-31',
        serials: { generate: 25_000 },
        packing: { packsPerCase: 100, casesPerPallet: 25 },
      },
    },
  );
  return commissionBatch.job.id;
}

async function invite(): Promise<string> {
  const { inviteMember } = await graphql<{ inviteMember: { id: string } }>(
    organisation('PHARMACY'),
    'mutation($email: String!) { inviteMember(email: $email, role: OPERATOR) { id } }',
    { email: `newcomer-${Date.now().toString(36)}@harbour.example` },
  );
  return inviteMember.id;
}

/** The address of a pack's Digital Link, as printed on it. */
export const digitalLink = ({ gtin, lot, scan }: Goods['recalled']) => `/01/${gtin}/10/${lot}/21/${serialOf(scan)}`;
