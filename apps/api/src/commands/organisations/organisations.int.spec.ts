import { generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aConsortium, type Consortium, registration } from '../../../test/consortium';
import { dayFromNow, newCompanyPrefix, newGln, newGtin, newWord } from '../../../test/numbers';
import { startApi, type TestApi } from '../../testing/start-api';

const REGISTER = `mutation($input: RegisterOrganisationInput!, $options: CommandOptions) {
  registerOrganisation(input: $input, options: $options) {
    gln name role companyPrefixes licence { number validUntil valid } places { gln name latitude longitude } invitationUrl
  }
}`;
const UPDATE = `mutation($input: UpdateOrganisationInput!) {
  updateOrganisation(input: $input) { companyPrefixes places { gln name latitude longitude } }
}`;
const LICENCE = `mutation($input: SetLicenceInput!) { setLicence(input: $input) { licence { number validUntil valid } } }`;
const PREPARE = `mutation($gln: Gln!) { prepareKey(gln: $gln) { keyId publicKey possession } }`;
const ROTATE = `mutation($gln: Gln!, $publicKey: String!, $possession: String, $options: CommandOptions) {
  rotateKey(gln: $gln, publicKey: $publicKey, possession: $possession, options: $options) { gln }
}`;
const PRODUCT = `mutation($input: RegisterProductInput!) {
  registerProduct(input: $input) {
    gtin name nameZh form strength packSize owner { gln } storage { minCelsius maxCelsius note } withdrawn
  }
}`;

describe('organisations', () => {
  let api: TestApi;
  let all: Consortium;
  beforeAll(async () => {
    api = await startApi();
    all = await aConsortium(api);
  });
  afterAll(() => api?.close());

  const newcomer = (details: object = {}) => {
    const companyPrefix = newCompanyPrefix();
    const gln = newGln(companyPrefix);
    return {
      gln,
      name: `Newcomer ${newWord()}`,
      role: 'DISTRIBUTOR',
      companyPrefixes: [companyPrefix],
      licence: { number: 'L-1', validUntil: dayFromNow(30) },
      ...details,
    };
  };
  const refusalOf = async (answer: Promise<{ errors?: { extensions: object }[] }>) =>
    (await answer).errors?.[0]?.extensions;

  it('are registered with their places in degrees, and can act at once', async () => {
    const input = newcomer({
      places: [{ gln: newGln(newCompanyPrefix()), name: 'Hub', latitude: -33.868_82, longitude: 151.209_3 }],
      role: 'MANUFACTURER',
    });
    const { registerOrganisation } = await all.regulator.ask(REGISTER, { input });
    expect(registerOrganisation).toMatchObject({
      gln: input.gln,
      role: 'MANUFACTURER',
      companyPrefixes: input.companyPrefixes,
      licence: { number: 'L-1', valid: true },
      places: [{ name: 'Hub', latitude: -33.868_82, longitude: 151.209_3 }],
      invitationUrl: null,
    });
    const key = await api.apiKey(input.gln);
    const { data } = await api.graphql(key, UPDATE, {
      input: { gln: input.gln, places: [{ gln: input.gln, name: 'Own' }] },
    });
    expect(data).toMatchObject({ updateOrganisation: { places: [{ gln: input.gln, name: 'Own', latitude: null }] } });
  });

  it('are registered once, however often it is asked with the same command id', async () => {
    const input = newcomer({ adminEmail: `${newWord()}@newcomer.example` });
    const options = { commandId: `register-${input.gln}` };
    const first = await all.regulator.ask(REGISTER, { input, options });
    const again = await all.regulator.ask(REGISTER, { input, options });
    expect(again).toEqual(first);
    expect(first.registerOrganisation.invitationUrl).toMatch(/\/invitation\/[0-9a-f-]{36}$/);
    // The key of the accepted envelope is the one that signs.
    const key = await api.apiKey(input.gln);
    const moved = await api.graphql(key, UPDATE, {
      input: { gln: input.gln, places: [{ gln: input.gln, name: 'X' }] },
    });
    expect(moved.errors).toBeUndefined();
    expect(
      await refusalOf(all.regulator.answer(REGISTER, { input: { ...input, name: 'Other' }, options })),
    ).toMatchObject({ code: 'COMMAND_ID_REUSED' });
    expect(await refusalOf(all.regulator.answer(REGISTER, { input }))).toMatchObject({
      code: 'ALREADY_EXISTS',
      field: 'input.gln',
    });
  });

  it.each([
    [{ name: '' }, 'INVALID_INPUT', 'input.name'],
    [{ companyPrefixes: ['12'] }, 'INVALID_INPUT', 'input.companyPrefixes[0]'],
    [{ adminEmail: 'nobody' }, 'INVALID_INPUT', 'input.adminEmail'],
    [
      { places: [{ gln: '4000000000006', name: 'A', latitude: 91, longitude: 0 }] },
      'INVALID_INPUT',
      'input.places[0].latitude',
    ],
    [{ places: [{ gln: '4000000000006', name: 'A', latitude: 1 }] }, 'INVALID_INPUT', 'input.places[0]'],
    [{ places: [1, 2].map(() => ({ gln: '4000000000006', name: 'A' })) }, 'DUPLICATE_ITEM', 'input.places[1].gln'],
    [{ licence: { number: '', validUntil: '2099-01-01' } }, 'INVALID_INPUT', 'input.licence.number'],
  ])('are refused for %j', async (details, code, field) => {
    const refused = await refusalOf(all.regulator.answer(REGISTER, { input: newcomer(details) }));
    expect(refused).toMatchObject({ code, field, params: { field } });
  });

  it('cannot share a company prefix', async () => {
    const input = newcomer({ companyPrefixes: [newCompanyPrefix(), all.maker.companyPrefix] });
    expect(await refusalOf(all.regulator.answer(REGISTER, { input }))).toMatchObject({
      code: 'ALREADY_EXISTS',
      field: 'input.companyPrefixes[1]',
    });
  });

  it('are the regulator’s to register and license', async () => {
    expect(await refusalOf(all.maker.answer(REGISTER, { input: newcomer() }))).toMatchObject({
      code: 'ROLE_FORBIDDEN',
    });
    const input = { gln: all.bystander.gln, licence: { number: 'N', validUntil: dayFromNow(-1) } };
    expect(await refusalOf(all.bystander.answer(LICENCE, { input }))).toMatchObject({ code: 'ROLE_FORBIDDEN' });
    expect(await all.regulator.ask(LICENCE, { input })).toEqual({
      setLicence: { licence: { ...input.licence, valid: false } },
    });
    const renewed = { ...input, licence: registration(all.bystander).licence };
    expect(await all.regulator.ask(LICENCE, { input: renewed })).toMatchObject({
      setLicence: { licence: { valid: true } },
    });
    const unknown = { ...input, gln: newGln(newCompanyPrefix()) };
    expect(await refusalOf(all.regulator.answer(LICENCE, { input: unknown }))).toMatchObject({
      code: 'UNKNOWN_ORGANISATION',
      field: 'input.gln',
    });
  });

  it('change their own places, and the regulator their prefixes', async () => {
    const { gln } = all.otherPharmacy;
    const places = [{ gln, name: 'Shop' }];
    expect(await refusalOf(all.bystander.answer(UPDATE, { input: { gln, places } }))).toMatchObject({
      code: 'ROLE_FORBIDDEN',
      field: 'input.places',
    });
    const companyPrefixes = [newCompanyPrefix()];
    expect(await refusalOf(all.otherPharmacy.answer(UPDATE, { input: { gln, companyPrefixes } }))).toMatchObject({
      code: 'ROLE_FORBIDDEN',
      field: 'input.companyPrefixes',
    });
    const updated = await all.regulator.ask(UPDATE, { input: { gln, companyPrefixes } });
    expect(updated.updateOrganisation).toMatchObject({ companyPrefixes });
    expect(await refusalOf(all.otherPharmacy.answer(UPDATE, { input: { gln } }))).toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  it('rotate to a key that was prepared here', async () => {
    const { gln } = all.distributor;
    const { prepareKey } = await all.distributor.ask(PREPARE, { gln });
    const variables = { gln, publicKey: prepareKey.publicKey, options: { commandId: 'rotate-1' } };
    expect(await all.distributor.ask(ROTATE, variables)).toEqual({ rotateKey: { gln } });
    // Signed with the new key now; and asked again, it is the same answer.
    expect(await all.distributor.ask(ROTATE, variables)).toEqual({ rotateKey: { gln } });
    const places = [{ gln, name: 'Depot' }];
    expect((await all.distributor.answer(UPDATE, { input: { gln, places } })).errors).toBeUndefined();
    const [organisation] = await api.parts.readModel.queries.organisationsByGln([gln]);
    expect(organisation!.keys.map(({ keyId, until }) => [keyId, until === undefined])).toEqual([
      [expect.any(String), false],
      [prepareKey.keyId, true],
    ]);
  });

  it('rotate to a key of their own with its proof of possession, and to no other', async () => {
    const { gln } = all.competitor;
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url');
    const message = Buffer.concat([Buffer.from(`packproof/possession/v1\0${gln}\0`), raw]);
    const variables = { gln, publicKey: raw.toString('base64') };
    expect(await refusalOf(all.competitor.answer(ROTATE, variables))).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'possession',
    });
    const wrong = { ...variables, possession: Buffer.alloc(64).toString('base64') };
    expect(await refusalOf(all.competitor.answer(ROTATE, wrong))).toMatchObject({ code: 'SIGNATURE_INVALID' });
    const possession = sign(null, message, privateKey).toString('base64');
    expect(await refusalOf(all.bystander.answer(ROTATE, { ...variables, possession }))).toMatchObject({
      code: 'ROLE_FORBIDDEN',
    });
    expect((await all.competitor.answer(ROTATE, { ...variables, possession })).errors).toBeUndefined();
    // This node has no part in that key: what it signs with the old one is refused.
    const input = { gln, places: [{ gln, name: 'X' }] };
    expect(await refusalOf(all.competitor.answer(UPDATE, { input }))).toMatchObject({ code: 'SIGNATURE_INVALID' });
    // The regulator gives a lost organisation a new key, kept here.
    const { prepareKey } = await all.regulator.ask(PREPARE, { gln });
    await all.regulator.ask(ROTATE, { gln, publicKey: prepareKey.publicKey });
    expect((await all.competitor.answer(UPDATE, { input })).errors).toBeUndefined();
  });

  it('register products under their prefix, with temperatures in degrees', async () => {
    const { companyPrefix } = all.maker;
    const gtin = newGtin(companyPrefix);
    const storage = { minCelsius: -20.5, maxCelsius: 25, note: 'dry' };
    const input = { gtin, name: 'Ibuprofen', nameZh: '布洛芬', form: '', strength: '400 mg', packSize: '20', storage };
    const { registerProduct } = await all.maker.ask(PRODUCT, { input });
    expect(registerProduct).toEqual({ ...input, form: null, owner: { gln: all.maker.gln }, withdrawn: false });
    expect(await refusalOf(all.maker.answer(PRODUCT, { input }))).toMatchObject({
      code: 'ALREADY_EXISTS',
      field: 'input.gtin',
    });
    const foreign = { ...input, gtin: newGtin(all.distributor.companyPrefix) };
    expect(await refusalOf(all.maker.answer(PRODUCT, { input: foreign }))).toMatchObject({
      code: 'NOT_OWNER',
      field: 'input.gtin',
    });
    const other = { ...input, gtin: newGtin(companyPrefix) };
    const warm = { ...other, storage: { minCelsius: 30, maxCelsius: 25 } };
    expect(await refusalOf(all.maker.answer(PRODUCT, { input: warm }))).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'input.storage.minCelsius',
    });
    const frozen = { ...other, storage: { minCelsius: -300 } };
    expect(await refusalOf(all.maker.answer(PRODUCT, { input: frozen }))).toMatchObject({
      field: 'input.storage.minCelsius',
    });
    const open = await all.maker.ask(PRODUCT, { input: { ...other, storage: {} } });
    expect(open.registerProduct.storage).toEqual({ minCelsius: null, maxCelsius: null, note: null });
  });

  it('withdraw their products, for good', async () => {
    const gtin = newGtin(all.maker.companyPrefix);
    await all.maker.ask(PRODUCT, { input: { gtin, name: 'Old', storage: {} } });
    const WITHDRAW =
      'mutation($gtin: Gtin!, $reason: String!) { withdrawProduct(gtin: $gtin, reason: $reason) { withdrawn } }';
    expect(await refusalOf(all.distributor.answer(WITHDRAW, { gtin, reason: 'no' }))).toMatchObject({
      code: 'NOT_OWNER',
      field: 'gtin',
    });
    expect(await refusalOf(all.maker.answer(WITHDRAW, { gtin, reason: '' }))).toMatchObject({ field: 'reason' });
    expect(await all.maker.ask(WITHDRAW, { gtin, reason: 'unsafe' })).toEqual({ withdrawProduct: { withdrawn: true } });
    expect(await refusalOf(all.maker.answer(WITHDRAW, { gtin, reason: 'again' }))).toMatchObject({ code: 'WITHDRAWN' });
  });
});
