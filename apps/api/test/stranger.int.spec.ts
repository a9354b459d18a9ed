import { buildClientSchema, getIntrospectionQuery, isObjectType, printSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AlertDesk } from '../src/alerts/alert-desk';
import { startApi, type TestApi } from '../src/testing/start-api';
import { aConsortium, type Consortium, type Member } from './consortium';
import { aProduct, packScan, receive, ship, unitScan, verify } from './goods';
import { tableHashes } from './hashes';
import { newSerials, newWord } from './numbers';
import { type RootName, requestsOf, type SchemaRequest, schema } from './schema-requests';
import { strangerProvider } from './stranger-provider';
import { follow } from './subscriptions';
import { aVictim, type Victim } from './victim';

/** Types of which a stranger may see objects that are not its own: public, or the answer to its own scan. */
const PUBLIC = [
  'Query',
  'Mutation',
  'Subscription',
  'Verification',
  'ElementString',
  'Element',
  'ScanFault',
  'ItemResult',
  'Member',
  'Organisation',
  'Licence',
  'Location',
  'Product',
  'Storage',
  'Batch',
  'Pack',
  'Recall',
  'RecallTarget',
  'LedgerReceipt',
  'PageInfo',
  'PackConnection',
  'BatchConnection',
  'ProductConnection',
  'OrganisationConnection',
  'ShipmentConnection',
  'UnitConnection',
  'RecallConnection',
  'AlertConnection',
  'JobConnection',
  'LedgerHead',
  'LedgerEntry',
  'LedgerEntryConnection',
];
/** About the caller's own organisation alone; the victims' are among the planted secrets. */
const OWN = ['Person', 'Invitation', 'ApiKey', 'NewApiKey'];
/** Commands that a stranger gives to its own organisation. */
const TO_ONESELF = ['Mutation.inviteMember', 'Mutation.createApiKey'];
/** Types of which every object concerns somebody: a stranger, who has nothing, sees none. */
const CONCERNING = [
  'Unit',
  'TraceEvent',
  'Shipment',
  'ShipmentException',
  'Receipt',
  'StockLine',
  'RecallHolder',
  'RecallLine',
  'Alert',
  'AlertNote',
  'Job',
  'CommissionedBatch',
  'BadRow',
  'PreparedKey',
];
/** Whoever answers a recall finds its own answer there, goods or not. */
const saysItHasNone = ({ gln }: Member, holder: object) => {
  const { organisation, packs, inTransit, dispensed } = holder as Record<string, unknown>;
  return (organisation as { gln: string }).gln === gln && packs === 0 && inTransit === 0 && dispensed === 0;
};
/** Here organisations are what is asked for. */
const ABOUT_ORGANISATIONS = /^Query\.organisations?$/;

describe('a stranger', () => {
  let api: TestApi;
  let all: Consortium;
  let victim: Victim;
  let strangers: Member[];

  beforeAll(async () => {
    api = await startApi();
    all = await aConsortium(api);
    victim = await aVictim(all);
    strangers = [all.competitor, all.bystander];
    await aProduct(all.competitor, { name: 'Something else' });
  });
  afterAll(() => api?.close());

  it('is tried against the schema that is served, every type of it weighed', async () => {
    const { data } = await all.bystander.answer(getIntrospectionQuery());
    const served = printSchema(buildClientSchema(data));
    const objects = Object.values(schema.getTypeMap()).filter(
      (type) => isObjectType(type) && !type.name.startsWith('__'),
    );
    for (const { name } of objects) expect(served).toContain(`type ${name} `);
    expect([...PUBLIC, ...OWN, ...CONCERNING].sort()).toEqual(objects.map(({ name }) => name).sort());
  });

  /** What a stranger must not have been told in this answer. */
  function leaksIn(stranger: Member, { name, variables }: SchemaRequest, answer: unknown): string[] {
    const said = JSON.stringify(answer);
    const echoed = JSON.stringify(variables);
    const { texts, numbers } = victim.secrets;
    const leaks = ABOUT_ORGANISATIONS.test(name)
      ? []
      : texts.filter((text) => said.includes(text) && !echoed.includes(text)).map((text) => `says ${text}`);
    const walk = (value: unknown, path: string): void => {
      if (typeof value === 'number' && numbers.includes(value) && !path.endsWith('tookMs'))
        leaks.push(`${path} is ${value}`);
      if (value === null || typeof value !== 'object') return;
      const type = (value as { __typename?: string }).__typename;
      if (type === 'RecallHolder' && saysItHasNone(stranger, value)) return;
      if (type !== undefined && CONCERNING.includes(type)) leaks.push(`${path} is a ${type}: ${JSON.stringify(value)}`);
      if (type === 'Pack') {
        const { custodian, location, unit, history } = value as Record<string, unknown>;
        for (const [field, seen] of Object.entries({ custodian, location, unit })) {
          if (seen) leaks.push(`${path}.${field} is ${JSON.stringify(seen)}`);
        }
        if (Array.isArray(history) && history.length > 0) leaks.push(`${path}.history`);
      }
      for (const [key, inner] of Object.entries(value)) walk(inner, `${path}.${key}`);
    };
    walk(answer, name);
    return leaks;
  }

  async function tryAll(root: RootName, stranger: Member, asThem = false): Promise<Map<string, unknown[]>> {
    const answers = new Map<string, unknown[]>();
    const leaks: string[] = [];
    const depth = root === 'Query' ? 4 : 3;
    const requests = requestsOf(root, strangerProvider(victim, all, stranger, { asThem }), depth);
    for (const request of requests) {
      const answer = await stranger.answer(request.document, request.variables);
      const where = `${stranger.name}: ${request.document} ${JSON.stringify(request.variables)}`;
      expect(answer.status, `${where}\n${JSON.stringify(answer)}`).toBe(200);
      for (const leak of leaksIn(stranger, request, { data: answer.data, errors: answer.errors }))
        leaks.push(`${where}\n  ${leak}`);
      answers.set(request.name, [...(answers.get(request.name) ?? []), answer.data ?? answer.errors]);
    }
    expect(leaks).toEqual([]);
    return answers;
  }

  it('asks every query about the victims, and learns nothing', async () => {
    for (const stranger of strangers) {
      const answers = await tryAll('Query', stranger);
      for (const field of ['pack', 'unit', 'holder', 'shipment', 'job']) {
        for (const data of answers.get(`Query.${field}`)!) expect(data, field).toEqual({ [field]: null });
      }
      for (const errors of answers.get('Query.proof')!) {
        expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
      }
      for (const field of ['shipments', 'alerts', 'jobs']) {
        for (const data of answers.get(`Query.${field}`)!) expect(data).toMatchObject({ [field]: { nodes: [] } });
      }
      for (const data of answers.get('Query.stock')!) expect(data).toEqual({ stock: [] });
      // What is public it does see.
      expect(answers.get('Query.batch')![0]).toMatchObject({
        batch: { lot: victim.batch.lot, expiry: victim.batch.expiry },
      });
      expect(answers.get('Query.recall')![0]).toMatchObject({ recall: { id: victim.recall, holders: [] } });
    }
  });

  it('the same questions are answered to those whom they concern', async () => {
    const seen = new Set<string>();
    for (const member of [all.maker, all.otherPharmacy]) {
      for (const request of requestsOf('Query', strangerProvider(victim, all, member), 3)) {
        const { data } = await member.answer(request.document, request.variables);
        for (const [, type] of JSON.stringify(data ?? {}).matchAll(/"__typename":"(\w+)"/g)) seen.add(type!);
      }
    }
    const onlyFromMutations = ['Receipt', 'CommissionedBatch', 'BadRow', 'PreparedKey'];
    expect(CONCERNING.filter((type) => !seen.has(type))).toEqual(onlyFromMutations);
  });

  it("gives every command about what is the victims', and changes nothing", async () => {
    for (const stranger of strangers) {
      // Rows that name the stranger are its own: attempts, alerts that it raised, notes that it wrote.
      const { rows } = await api.parts.pool.query<{ id: string }>('select id from app.organization where gln = $1', [
        stranger.gln,
      ]);
      const own = [stranger.gln, stranger.companyPrefix, rows[0]!.id];
      const before = await tableHashes(api, own);
      const height = await api.parts.ledger.height();
      for (const asThem of [false, true]) {
        const answers = await tryAll('Mutation', stranger, asThem);
        for (const [name, each] of answers) {
          // Whoever says of itself that it has none of the recalled goods harms nobody.
          if (name === 'Mutation.acknowledgeRecall' || TO_ONESELF.includes(name)) continue;
          for (const answer of each) {
            const accepted = /"ok":true|"outcome":"ACCEPTED"/.test(JSON.stringify(answer));
            const refused = Array.isArray(answer) || name.match(/\.(\w+)$/)![1]! in (answer as object);
            expect([accepted, refused], `${name} ${JSON.stringify(answer)}`).toEqual([false, true]);
          }
        }
      }
      await api.app.get(AlertDesk).settled();
      expect(await tableHashes(api, own)).toEqual(before);
      const written = await api.parts.pool.query<{ actor: string; command: string }>(
        `select actor, command from read.entry where block >= $1 and command <> 'acknowledgeRecall'`,
        [height],
      );
      expect(written.rows).toEqual([]);
    }
  });

  it('cannot cancel a job that is under way', async () => {
    const input = {
      gtin: victim.batch.gtin,
      lot: `J${newWord().slice(0, 9)}`,
      expiry: victim.batch.expiry,
      serials: { generate: 60_000 },
    };
    const START = 'mutation($input: CommissionBatchInput!) { commissionBatch(input: $input) { job { id } } }';
    const { commissionBatch } = await all.maker.ask(START, { input });
    const { id } = commissionBatch.job;
    const JOB = 'query($id: ID!) { job(id: $id) { state } }';
    for (;;) {
      const { errors } = await all.competitor.answer('mutation($id: ID!) { cancelJob(id: $id) { state } }', { id });
      expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
      const { job } = await all.maker.ask(JOB, { id });
      if (!['QUEUED', 'RUNNING'].includes(job.state)) {
        expect(job.state).toBe('SUCCEEDED');
        break;
      }
    }
  });

  it('without a key is nobody, and with a key that may only read changes nothing', async () => {
    const reading = await api.apiKey(all.maker.gln, ['read']);
    for (const root of ['Query', 'Mutation'] as const) {
      const seen = new Set<string>();
      for (const { name, document, variables } of requestsOf(root, strangerProvider(victim, all, all.maker), 1)) {
        if (seen.has(name)) continue;
        seen.add(name);
        const nobody = await api.graphql(undefined, document, variables);
        expect([name, nobody.status, nobody.errors?.[0]?.extensions.code]).toEqual([name, 401, 'UNAUTHENTICATED']);
        if (root === 'Query') continue;
        const reader = await api.graphql(reading, document, variables);
        expect([name, reader.status, reader.errors?.[0]?.extensions.code]).toEqual([name, 403, 'FORBIDDEN']);
      }
      expect(seen.size).toBeGreaterThan(20);
    }
  });

  it('at the doors beside GraphQL finds nothing either', async () => {
    const { batch, serials, units, job } = victim;
    const { rows: payloads } = await api.parts.pool.query<{ hash: string }>(
      `select encode(hash, 'hex') as hash from payload.payload`,
    );
    const hidden = [
      ...Object.values(serials).flatMap((serial) => [
        `/labels/pack/${batch.gtin}/${serial}.svg`,
        `/labels/pack/${batch.gtin}/${serial}.png`,
      ]),
      ...Object.values(units).flatMap((sscc) => [`/labels/unit/${sscc}.svg`, `/labels/unit/${sscc}.png`]),
      `/labels/batch/${batch.gtin}/${batch.lot}.pdf`,
      `/jobs/${job}/results.csv`,
    ];
    for (const stranger of strangers) {
      for (const path of hidden) {
        const response = await stranger.get(path);
        expect([path, response.status, ((await response.json()) as { code: string }).code]).toEqual([
          path,
          404,
          'NOT_FOUND',
        ]);
      }
      for (const { hash } of payloads) {
        const { status } = await stranger.get(`/payloads/${hash}`);
        const { rows } = await api.parts.pool.query(
          `select from payload.access where encode(hash, 'hex') = $1 and gln = $2`,
          [hash, stranger.gln],
        );
        expect([hash, status]).toEqual([hash, rows.length > 0 ? 200 : 404]);
      }
    }
    expect((await all.maker.get(hidden[0]!)).status).toBe(200);
  });

  it('reads the records that concern every member, and no others', async () => {
    const { rows } = await api.parts.pool.query<{ index: number; actor: string; command: string }>(
      'select index, actor, command from ledger.entry join read.entry using (index, actor) order by index',
    );
    const everybodys = [
      'genesis',
      'registerOrganisation',
      'setLicence',
      'updateOrganisation',
      'rotateKey',
      'registerProduct',
      'withdrawProduct',
      'openRecall',
      'closeRecall',
    ];
    for (const stranger of strangers) {
      for (const { index, actor, command } of rows) {
        const response = await stranger.get(`/log/record/${index}`);
        const body = await response.text();
        const open = everybodys.includes(command) || actor === stranger.gln;
        expect([index, command, response.status], body).toEqual([index, command, open ? 200 : 403]);
        if (response.status === 200 && !everybodys.includes(command)) continue;
        for (const text of victim.secrets.texts.slice(0, 50)) expect(body).not.toContain(text);
      }
      expect((await fetch(`${api.url}/log/record/${rows[0]!.index}`)).status).toBe(401);
    }
  });

  it('who follows hears of nothing', async () => {
    const { batch, units, recall, job } = victim;
    for (const stranger of strangers) {
      const requests = requestsOf('Subscription', strangerProvider(victim, all, stranger), 3);
      const followed = requests.map((request) => ({
        request,
        heard: follow(stranger, request.document, request.variables),
      }));
      const witness = follow(all.otherPharmacy, 'subscription { shipmentChanged { id state } }');
      const alerted = follow(all.maker, 'subscription { alertRaised { id code } }');
      await new Promise((done) => setTimeout(done, 300));
      // Something happens, and those whom it concerns hear of it.
      const line = { gtin: batch.gtin, lot: batch.lot, quarantined: 4, notFound: 1 };
      await all.maker.ask(
        'mutation($id: ID!, $lines: [RecallLineInput!]!) { acknowledgeRecall(id: $id, lines: $lines) { id } }',
        { id: recall, lines: [line] },
      );
      const [serial] = newSerials(1);
      for (let i = 0; i < 2; i++) await verify(all.otherPharmacy, packScan(batch, serial!));
      if (stranger === strangers[0]) await receive(all.otherPharmacy, { items: [unitScan(units.inTransit)] });
      else
        await ship(all.otherPharmacy, { items: [unitScan(units.inTransit)], to: all.distributor, purpose: 'RETURN' });
      await witness.until((value) => value.shipmentChanged);
      await alerted.until((value) => value.alertRaised);
      for (const { request, heard } of followed) {
        expect(
          heard.values.flatMap((value) => leaksIn(stranger, request, value)),
          request.name,
        ).toEqual([]);
        if (request.name.endsWith('jobProgress')) {
          expect(heard.values[0]?.errors?.[0]?.extensions?.code ?? heard.values[0]?.errors?.[0]?.message, job).toMatch(
            /NOT_FOUND|[Nn]ot found/,
          );
        } else if (!/recallProgress|ledgerGrew/.test(request.name)) expect(heard.values).toEqual([]);
        await heard.stop();
      }
      await witness.stop();
      await alerted.stop();
    }
  });
});
