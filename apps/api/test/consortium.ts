import type { Gln, OrganisationRole } from '@packproof/contract';
import { makeSetupToken, readSetupToken } from '../src/founding/setup-token';
import type { GraphqlAnswer, TestApi } from '../src/testing/start-api';
import { dayFromNow, newCompanyPrefix, newGln, newWord } from './numbers';

export interface Place {
  gln: Gln;
  name: string;
}

// biome-ignore lint/suspicious/noExplicitAny: an answer's shape is the query's business
type Anything = any;

/** A refusal of a whole request, thrown by `ask`. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: string;
  constructor(readonly answer: GraphqlAnswer) {
    super(JSON.stringify(answer.errors));
    this.code = answer.errors?.[0]?.extensions?.code ?? 'none';
  }
}

/** An organisation as its machine speaks for it: through the public doors, with its API key. */
export class Member {
  key = '';
  declare readonly api: TestApi;
  constructor(
    api: TestApi,
    readonly name: string,
    readonly role: OrganisationRole,
    readonly gln: Gln,
    readonly companyPrefix: string,
    /** The first has the organisation's own GLN. */
    readonly places: readonly [Place, Place],
  ) {
    // Not shown where a member is printed: it is the whole server.
    Object.defineProperty(this, 'api', { value: api });
  }

  /** The data; errors are thrown. */
  async ask<Data = Anything>(query: string, variables: object = {}, headers: Record<string, string> = {}) {
    const answer = await this.answer<Data>(query, variables, headers);
    if (answer.errors || answer.data === null) throw new Refused(answer);
    return answer.data;
  }

  /** As it came, errors and all. */
  answer<Data = Anything>(query: string, variables: object = {}, headers: Record<string, string> = {}) {
    return this.api.graphql<Data>(this.key, query, variables, headers);
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.send(path, { headers });
  }

  send(path: string, { headers, ...rest }: RequestInit = {}): Promise<Response> {
    return fetch(`${this.api.url}${path}`, { ...rest, headers: { authorization: `Bearer ${this.key}`, ...headers } });
  }
}

export interface Consortium {
  api: TestApi;
  regulator: Member;
  auditor: Member;
  maker: Member;
  /** A maker that has nothing to do with the first. */
  competitor: Member;
  distributor: Member;
  pharmacy: Member;
  otherPharmacy: Member;
  /** Holds nothing, ever. */
  bystander: Member;
  /** All of them. */
  members: Member[];
}

const REGISTER = `mutation($input: RegisterOrganisationInput!) { registerOrganisation(input: $input) { gln name role } }`;

function newMember(api: TestApi, name: string, role: OrganisationRole): Member {
  const prefix = newCompanyPrefix();
  const places = [
    { gln: newGln(prefix), name: `${name}, main site ${newWord()}` },
    { gln: newGln(prefix), name: `${name}, second site ${newWord()}` },
  ] as const;
  return new Member(api, name, role, places[0].gln, prefix, [...places]);
}

/** A regulator, and everybody else registered by it through the API; numbers are new in each run. */
export async function aConsortium(api: TestApi): Promise<Consortium> {
  const regulator = newMember(api, 'Medicines Authority', 'REGULATOR');
  regulator.key = await found(api, regulator);
  const others = {
    auditor: newMember(api, 'Clearview Audit', 'AUDITOR'),
    maker: newMember(api, 'Aldrin Laboratories', 'MANUFACTURER'),
    competitor: newMember(api, 'Borealis Pharma', 'MANUFACTURER'),
    distributor: newMember(api, 'Meridian Wholesale', 'DISTRIBUTOR'),
    pharmacy: newMember(api, 'Harbour Pharmacy', 'PHARMACY'),
    otherPharmacy: newMember(api, 'Hillside Pharmacy', 'PHARMACY'),
    bystander: newMember(api, 'Lakeside Pharmacy', 'PHARMACY'),
  };
  for (const member of Object.values(others)) {
    await regulator.ask(REGISTER, { input: registration(member) });
    member.key = await api.apiKey(member.gln);
  }
  return { api, regulator, ...others, members: [regulator, ...Object.values(others)] };
}

export const registration = ({ gln, name, role, companyPrefix, places }: Member) => ({
  gln,
  name,
  role,
  companyPrefixes: [companyPrefix],
  licence: { number: `L-${companyPrefix}`, validUntil: dayFromNow(3650) },
  places: places.map((place) => ({ ...place, latitude: 47.5, longitude: 8.25 })),
});

/** As the first person at a new node does it: with the token from the data folder. */
async function found(api: TestApi, { gln, name, companyPrefix }: Member): Promise<string> {
  const { home } = api.parts.config;
  await makeSetupToken(home);
  const response = await fetch(`${api.url}/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      token: await readSetupToken(home),
      gln,
      name,
      licence: { number: `R-${companyPrefix}`, validUntil: dayFromNow(3650) },
      adminName: 'Ada',
      adminEmail: `${newWord().toLowerCase()}@authority.example`,
      adminPassword: newWord() + newWord(),
    }),
  });
  if (response.status !== 201) throw new Error(`/setup: ${response.status} ${await response.text()}`);
  return api.apiKey(gln);
}
