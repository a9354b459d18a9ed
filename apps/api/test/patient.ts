import { AlertDesk } from '../src/alerts/alert-desk';
import type { TestApi } from '../src/testing/start-api';
import { aConsortium, type Consortium, type Member } from './consortium';
import { aBatch, aProduct, dispense, packScan, receive, scans, ship, type TestBatch, verify } from './goods';
import { dayFromNow, newSerials } from './numbers';

/** What a patient saw. */
export interface Seen {
  status: number;
  text: string;
  outcome: string | undefined;
  severity: string | undefined;
  headers: Headers;
}

/** Patients, each with a phone and an address of their own, and all that they were shown. */
export class Patients {
  readonly seen: Seen[] = [];
  constructor(private readonly api: TestApi) {}

  readonly get = async (path: string, headers: Record<string, string> = {}, from = this.#address()): Promise<Seen> => {
    const response = await fetch(`${this.api.url}${path}`, {
      headers: { accept: 'text/html', 'x-forwarded-for': from, ...headers },
    });
    const text = await response.text();
    const answer: Seen = {
      status: response.status,
      text,
      outcome: /data-outcome="(\w+)"/.exec(text)?.[1],
      severity: /data-severity="(\w+)"/.exec(text)?.[1],
      headers: response.headers,
    };
    this.seen.push(answer);
    return answer;
  };

  readonly json = async (path: string, language = 'en') =>
    JSON.parse((await this.get(`/check${path}`, { accept: 'application/json', 'accept-language': language })).text);

  #asked = 0;
  #address(): string {
    this.#asked++;
    return `10.1.${this.#asked >> 8}.${this.#asked & 255}`;
  }
}

export const yymmdd = (date: string) => date.slice(2).replaceAll('-', '');

/** The GS1 Digital Link of a pack, path and query. */
export const packLink = (
  { gtin, lot, expiry }: TestBatch,
  serial: string,
  more: { lot?: string; expiry?: string } = {},
) => `/01/${gtin}/10/${more.lot ?? lot}/21/${serial}?17=${yymmdd(more.expiry ?? expiry)}`;

export const checkForm = (fields: Record<string, string>) => `/check?${new URLSearchParams(fields)}`;

export interface PatientsPacks {
  all: Consortium;
  /**
   * 0 at a pharmacy; 1 to 4 supplied, 2 offered elsewhere since; 5 stolen; 6 on its way; 7 held by its maker; the rest
   * with its maker.
   */
  batch: TestBatch;
  /** Whole, down to patients. */
  recalled: TestBatch;
  /** …01 and …02 are recalled, …09 is not. */
  partly: TestBatch;
  old: TestBatch;
  withdrawn: TestBatch;
}

const OPEN_RECALL = 'mutation($input: OpenRecallInput!) { openRecall(input: $input) { id } }';

export async function packsOfPatients(api: TestApi): Promise<PatientsPacks> {
  const all = await aConsortium(api);
  const { maker, pharmacy, distributor, otherPharmacy } = all;
  const product = await aProduct(maker);
  const make = (count: number, more: object = {}, of = product) =>
    aBatch(of, { serials: { list: newSerials(count) }, ...more });
  const batch = await make(20);
  const recalled = await make(2);
  const partly = await aBatch(product, { serials: { list: ['AAAAAAAA01', 'AAAAAAAA02', 'AAAAAAAA09'] } });
  const old = await make(2, { expiry: dayFromNow(-1) });
  const withdrawn = await make(1, {}, await aProduct(maker, { name: 'Oldazole' }));
  const deliver = async (to: Member, items: string[]) => {
    const { id } = await ship(maker, { items, to });
    await receive(to, { shipment: id });
  };
  const of = (from: number, to: number) => batch.serials.slice(from, to).map((serial) => packScan(batch, serial));
  await deliver(pharmacy, of(0, 6));
  await dispense(pharmacy, of(1, 5));
  await verify(otherPharmacy, packScan(batch, batch.serials[2]!));
  await api.app.get(AlertDesk).settled();
  await scans(pharmacy, 'decommission', of(5, 6), ', as: STOLEN');
  await ship(maker, { items: of(6, 7), to: distributor });
  await maker.ask('mutation($input: QuarantineInput!) { quarantine(input: $input) { ok } }', {
    input: { scans: of(7, 8), reason: `seen at ${distributor.name}` },
  });
  const recall = (input: object) =>
    maker.ask(OPEN_RECALL, { input: { class: 'I', level: 'PATIENT', reason: 'glass', ...input } });
  await recall({
    batches: [{ gtin: recalled.gtin, lot: recalled.lot }],
    instructions: 'Bring it to any pharmacy.',
  });
  await recall({
    batches: [{ gtin: partly.gtin, lot: partly.lot, serialFrom: 'AAAAAAAA01', serialTo: 'AAAAAAAA05' }],
    level: 'PHARMACY',
    instructions: `Return to ${distributor.name}.`,
  });
  await maker.ask('mutation($gtin: Gtin!) { withdrawProduct(gtin: $gtin, reason: "no benefit") { gtin } }', {
    gtin: withdrawn.gtin,
  });
  return { all, batch, recalled, partly, old, withdrawn };
}

/** Organisations, numbers and places that stand in an answer though only the maker's name may. */
export function namesIn(seen: readonly Seen[], { maker, members }: Consortium): string[] {
  const needles = [
    ...members
      .filter((member) => member !== maker)
      .flatMap(({ name, gln, places }) => [name, gln, ...places.flatMap((place) => [place.name, place.gln])]),
    ...maker.places.map(({ name }) => name),
    maker.gln,
  ];
  return needles.filter((needle) => seen.some(({ text }) => text.includes(needle)));
}
