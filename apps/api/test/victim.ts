import { AlertDesk } from '../src/alerts/alert-desk';
import { Members } from '../src/identity/members';
import type { Consortium } from './consortium';
import {
  aBatch,
  aProduct,
  commission,
  dispense,
  jobEnd,
  packScan,
  receive,
  ship,
  type TestBatch,
  unitScan,
  verify,
} from './goods';
import { newLot, newSerials, newSscc, newWord } from './numbers';

/** Everything that one maker and its customers have, and that is nobody else's business. */
export interface Victim {
  batch: TestBatch;
  /** Serials with: the maker; the distributor, in a case; the pharmacy; dispensed there. */
  serials: { atMaker: string; inCase: string; atPharmacy: string; dispensed: string };
  /** A pallet at the distributor, a case inside without a record, one with the pharmacy, one on its way. */
  units: { pallet: string; inner: string; atPharmacy: string; inTransit: string };
  /** Ids of holders without a number of their own. */
  holders: string[];
  shipments: { underway: string; received: string; withExceptions: string };
  exceptions: { missing: string; damaged: string; overage: string };
  recall: string;
  alert: string;
  job: string;
  upload: string;
  /** Address of a person whom the maker has invited. */
  invited: string;
  /** That the victims' delivery notes have. */
  reference: string;
  invitation: string;
  /** Ids of people of the maker. */
  members: string[];
  /** Ids of the maker's API keys. */
  apiKeys: string[];
  /** Of commands that the victims gave. */
  commandIds: string[];
  /** Texts and numbers that no stranger may ever be shown. */
  secrets: { texts: string[]; numbers: number[] };
}

const PACKS_A_CASE = 211;
const CASES = 4;
const LOOSE = 331;
const IN_JOB = 20_011;

const RECALL = `mutation($input: OpenRecallInput!) { openRecall(input: $input) { id } }`;
const ACKNOWLEDGE = `mutation($id: ID!, $lines: [RecallLineInput!]!) { acknowledgeRecall(id: $id, lines: $lines) { id } }`;

/** Goods at every stage of their way, with all that can be said about them. */
export async function aVictim({ api, maker, distributor, pharmacy, otherPharmacy }: Consortium): Promise<Victim> {
  const words = {
    reference: newWord(),
    person: newWord(),
    missing: newWord(),
    damaged: newWord(),
    over: newWord(),
    alert: newWord(),
    shelf: newWord().slice(0, 8),
  };
  const product = await aProduct(maker, { name: 'Warfarin 5 mg' });
  const serials = newSerials(PACKS_A_CASE * CASES + LOOSE);
  const [pallet, ...cases] = Array.from({ length: 1 + CASES }, () => newSscc(maker.companyPrefix)) as [
    string,
    ...string[],
  ];
  const bracketed = (serial: string) => `(01)${product.gtin}(21)${serial}`;
  const inCase = (n: number) => serials.slice(n * PACKS_A_CASE, (n + 1) * PACKS_A_CASE);
  const units = [
    ...cases.map((sscc, n) => ({ sscc, kind: 'CASE', items: inCase(n).map(bracketed) })),
    { sscc: pallet, kind: 'PALLET', items: cases.map((sscc) => `(00)${sscc}`) },
  ];
  const batch = await aBatch(product, { serials: { list: serials }, packing: { units } });
  const scan = (serial: string) => packScan(batch, serial);
  const loose = serials.slice(PACKS_A_CASE * CASES);

  const first = await ship(maker, { items: [unitScan(pallet)], to: distributor, reference: words.reference });
  await receive(distributor, { items: [unitScan(pallet)] });
  const out = [cases[1]!, cases[2]!, cases[3]!];
  await distributor.ask('mutation($ssccs: [Sscc!]!) { unpackUnits(ssccs: $ssccs) { ok } }', { ssccs: out });
  const sent = await ship(distributor, {
    items: out.slice(0, 2).map(unitScan),
    to: pharmacy,
    reference: words.reference,
  });
  const taken = scan(inCase(1)[0]!);
  const receipt = await receive(pharmacy, {
    shipment: sent.id,
    exceptions: [
      { kind: 'MISSING', scan: unitScan(cases[2]!), note: words.missing },
      { kind: 'DAMAGED', scan: taken, note: words.damaged },
      { kind: 'OVERAGE', scan: scan(loose[0]!), note: words.over },
    ],
  });
  const exception = (kind: string) => receipt.exceptions.find((each: { kind: string }) => each.kind === kind).id;
  const underway = await ship(distributor, {
    items: [unitScan(cases[3]!)],
    to: otherPharmacy,
    reference: words.reference,
  });
  const atPharmacy = inCase(1)[3]!;
  const dispensed = inCase(1)[1]!;
  const again = inCase(1)[2]!;
  const commandId = newWord();
  await dispense(pharmacy, [scan(dispensed), scan(again)], { commandId });
  const [, shelf] = pharmacy.places;
  await pharmacy.ask('mutation($input: StoreInput!) { store(input: $input) { ok } }', {
    input: { items: [scan(atPharmacy)], at: shelf.gln, extension: words.shelf },
  });

  await verify(otherPharmacy, scan(again));
  await api.app.get(AlertDesk).settled();
  const { alerts } = await otherPharmacy.ask('{ alerts { nodes { id } } }');
  const alert = alerts.nodes[0].id;
  await otherPharmacy.ask('mutation($id: ID!, $c: String) { updateAlert(id: $id, comment: $c) { id } }', {
    id: alert,
    c: words.alert,
  });

  const lot = newLot();
  const made = await commission(product, { lot, serials: { generate: IN_JOB } });
  const job = made.answer.job.id;
  await jobEnd(maker, job);
  const target = { gtin: batch.gtin, lot: batch.lot };
  const input = {
    batches: [{ ...target, serials: loose.slice(0, 5) }],
    class: 'III',
    level: 'WHOLESALE',
    reason: 'leaflet',
  };
  const recall = (await maker.ask(RECALL, { input })).openRecall.id;
  await maker.ask(ACKNOWLEDGE, { id: recall, lines: [{ ...target, quarantined: 3, notFound: 2 }] });

  const uploaded = newSerials(3);
  const upload = (await (
    await maker.send('/uploads', {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: `serial\n${uploaded.join('\n')}\n`,
    })
  ).json()) as { id: string };

  const invited = `${newWord().toLowerCase()}@maker.example`;
  const INVITE = 'mutation($email: String!) { inviteMember(email: $email, role: OPERATOR) { id } }';
  const { inviteMember } = await maker.ask(INVITE, { email: invited });
  const { apiKeys } = await maker.ask('{ apiKeys { id } }');
  const person = { name: words.person, email: `${newWord().toLowerCase()}@maker.example`, password: newWord() };
  await api.app.get(Members).createMember(maker.gln, { ...person, role: 'OPERATOR' });
  const { members } = await maker.ask('{ members { id } }');

  const HOLDER = 'query($gtin: Gtin!, $serial: String!) { pack(gtin: $gtin, serial: $serial) { unit { id } } }';
  const { pack: shelved } = await pharmacy.ask(HOLDER, { gtin: batch.gtin, serial: atPharmacy });
  const { rows } = await api.parts.pool.query<{ id: string }>(
    `select id from read.holder where id not like 'sscc:%' and committed_by is distinct from 'none'`,
  );
  const holders = [...new Set([...rows.map(({ id }) => id), ...(shelved?.unit ? [shelved.unit.id] : [])])];
  return {
    batch,
    serials: { atMaker: loose[7]!, inCase: inCase(0)[0]!, atPharmacy, dispensed },
    units: { pallet, inner: cases[0]!, atPharmacy: cases[1]!, inTransit: cases[3]! },
    holders,
    shipments: { underway: underway.id, received: first.id, withExceptions: sent.id },
    exceptions: { missing: exception('MISSING'), damaged: exception('DAMAGED'), overage: exception('OVERAGE') },
    recall,
    alert,
    job,
    upload: upload.id,
    invited,
    reference: words.reference,
    invitation: inviteMember.id,
    members: members.map(({ id }: { id: string }) => id),
    apiKeys: apiKeys.map(({ id }: { id: string }) => id),
    commandIds: [commandId],
    secrets: {
      texts: [
        ...serials,
        ...uploaded,
        pallet,
        ...cases,
        ...holders,
        first.id,
        sent.id,
        underway.id,
        alert,
        job,
        upload.id,
        invited,
        inviteMember.id,
        person.email,
        ...members.map(({ id }: { id: string }) => id),
        ...apiKeys.map(({ id }: { id: string }) => id),
        ...Object.values(words),
        ...['MISSING', 'DAMAGED', 'OVERAGE'].map(exception),
        ...[distributor, pharmacy, otherPharmacy].flatMap(({ gln, name, places }) => [
          gln,
          name,
          ...places.flatMap((place) => [place.gln, place.name]),
        ]),
      ],
      numbers: [
        PACKS_A_CASE,
        PACKS_A_CASE - 1,
        PACKS_A_CASE - 2,
        PACKS_A_CASE - 3,
        PACKS_A_CASE * CASES,
        PACKS_A_CASE * 2,
        PACKS_A_CASE * CASES + LOOSE,
        LOOSE,
        LOOSE - 5,
        IN_JOB,
      ],
    },
  };
}
