import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Pool } from '@packproof/database';
import type { Config } from '../config';
import { Founding } from '../founding/founding';
import { ApiKeys } from '../identity/api-keys';
import { Members } from '../identity/members';
import type { LogSigner } from '../keys/log-signer';
import { CAST, PRODUCTS } from './cast';
import { type DemoFile, readDemoFile, writeDemoFile } from './demo-file';
import { type Draft, makeDraft, readDraft, removeDraft } from './draft';
import { type Ask, tellStory } from './story';

export interface SeedOptions {
  app: NestFastifyApplication;
  pool: Pool;
  config: Config;
  baseUrl: string;
  log: Pick<LogSigner, 'origin' | 'vkey'>;
  tell(text: string): void;
}

const cast = Object.values(CAST);
const LICENSED_YEARS = 10;

/**
 * Makes the demo on a ledger that is empty, or goes on with one that was interrupted: every step can be repeated. A
 * ledger that somebody else founded is left alone.
 */
export async function seedDemo(options: SeedOptions): Promise<void> {
  const { app, config, baseUrl, log, tell } = options;
  if (await readDemoFile(config.home)) return;
  let draft = await readDraft(config.home);
  if (!draft) {
    if (await app.get(Founding).isFounded()) return;
    draft = await makeDraft(
      config.home,
      cast.map(({ person }) => person.email),
    );
  }
  tell('Making the demo: organisations …');
  const keys = await introduce(options, draft);
  const batches = await tellStory({
    ask: asker(app, keys),
    began: draft.began,
    tell: (text) => tell(`Making the demo: ${text}`),
  });
  const file: DemoFile = {
    baseUrl,
    log: { origin: log.origin, vkey: log.vkey },
    organisations: cast.map(({ name, role, gln, companyPrefixes, places, person, id }) => ({
      name,
      role,
      gln,
      companyPrefixes,
      places: places.map((place) => ({ gln: place.gln, name: place.name })),
      email: person.email,
      password: draft.passwords[person.email]!,
      apiKey: keys.get(id)!,
    })),
    products: PRODUCTS.map(({ gtin, name, storage, owner }) => ({ gtin, name, storage, owner: owner.gln })),
    batches,
  };
  await writeDemoFile(config.home, file);
  await removeDraft(config.home);
}

/** The demo is where the node is now; its port may have been chosen by the system. */
export async function setDemoAddress(home: string, baseUrl: string): Promise<void> {
  const file = await readDemoFile(home);
  if (file && file.baseUrl !== baseUrl) await writeDemoFile(home, { ...file, baseUrl });
}

/** Registers everybody, with a person and an API key each. @returns keys by id of the cast */
async function introduce({ app, pool }: SeedOptions, { began, passwords }: Draft): Promise<Map<string, string>> {
  const members = app.get(Members);
  const validUntil = `${Number(began.slice(0, 4)) + LICENSED_YEARS}-12-31`;
  const { authority } = CAST;
  await app.get(Founding).found({
    gln: authority.gln,
    name: authority.name,
    licence: { number: 'NMA-0', validUntil },
    places: authority.places.map(({ gln, name, latitude, longitude }) => ({
      gln,
      name,
      latitudeMicrodegrees: Math.round(latitude * 1e6),
      longitudeMicrodegrees: Math.round(longitude * 1e6),
    })),
    admin: { ...authority.person, password: passwords[authority.person.email]! },
  });
  const keys = new Map<string, string>();
  const newKey = async (id: string, gln: string) => {
    // One that an interrupted start made is in nobody's hands.
    await pool.query(
      `delete from app.apikey where name = 'demo' and "referenceId" = (select id from app.organization where gln = $1)`,
      [gln],
    );
    keys.set(id, (await app.get(ApiKeys).create(gln, { name: 'demo', scopes: ['read', 'write', 'admin'] })).key);
  };
  await newKey(authority.id, authority.gln);
  const ask = asker(app, keys);
  for (const { id, gln, name, role, companyPrefixes, places, person } of cast.filter((each) => each !== authority)) {
    await ask(
      authority,
      'mutation ($input: RegisterOrganisationInput!, $options: CommandOptions) { registerOrganisation(input: $input, options: $options) { gln } }',
      {
        input: { gln, name, role, companyPrefixes, places, licence: { number: `NMA-${id}`, validUntil } },
        options: { commandId: `demo-organisation-${id}` },
      },
    );
    await members.createMember(gln, { ...person, password: passwords[person.email]!, role: 'ADMIN' });
    await newKey(id, gln);
  }
  return keys;
}

/** The API's own door, without a socket. */
function asker(app: NestFastifyApplication, keys: ReadonlyMap<string, string>): Ask {
  return async <T>(as: { id: string }, query: string, variables: object): Promise<T> => {
    const response = await app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: `Bearer ${keys.get(as.id)}`, 'content-type': 'application/json' },
      payload: JSON.stringify({ query, variables }),
    });
    const { data, errors } = JSON.parse(response.payload) as { data: T | null; errors?: unknown[] };
    if (!data || errors) {
      throw new Error(
        `the demo could not be made: ${as.id} ${query} ${JSON.stringify(variables)} ${JSON.stringify(errors)}`,
      );
    }
    requireDone(data, query);
    return data;
  };
}

/** A refused item of a list is an answer to everybody else; here it means that the story went wrong. */
function requireDone(data: unknown, query: string): void {
  const refused = JSON.stringify(data).includes('"ok":false');
  if (refused) throw new Error(`the demo could not be made: ${query} ${JSON.stringify(data)}`);
}
