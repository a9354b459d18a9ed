import { timeOf } from '@packproof/test-data';
import { START } from '../market';
import { actorLike, type Draft, items } from './scene';

const DAY = 86_400_000;

export const genesis: Draft<'genesis'> = ({ market, dice }) => {
  const actor = dice.pick(market.everybody);
  const { gln, name, licence, places } = actor.registration();
  return { actor, body: { rules: 1, items: [{ gln, name, licence, places, ...actor.key.registrationFor(gln) }] } };
};

export const registerOrganisation: Draft<'registerOrganisation'> = (scene) => {
  const { market, dice, view } = scene;
  const absent = market.outsiders.filter(({ gln }) => !view.records.organisations.has(gln));
  const chosen = dice.pick(absent.length > 0 && !dice.rarely(10) ? absent : market.everybody);
  const registration = chosen.registration();
  const forged = [
    { ...registration, companyPrefixes: [...market.consortium.manufacturer.companyPrefixes] },
    { ...registration, ...market.consortium.auditor.key.registrationFor(chosen.gln) },
    { ...registration, possession: market.consortium.auditor.key.registrationFor(chosen.gln).possession },
  ];
  const item = dice.rarely(15) ? dice.pick(forged) : registration;
  return { actor: actorLike(scene, market.consortium.regulator.gln), body: { items: [item] } };
};

export const setLicence: Draft<'setLicence'> = (scene) => {
  const { market, dice, view } = scene;
  const draw = () => {
    const lapsed = market.members.filter(
      ({ gln }) => (view.records.organisations.get(gln)?.licence.validUntil ?? '') < '2099',
    );
    const restore = lapsed.length > 0 && dice.below(3) > 0;
    const { gln } = dice.pick(restore ? lapsed : market.everybody);
    const day = timeOf(Date.parse(START) + (dice.below(8) - 3) * DAY).slice(0, 10);
    const validUntil = restore || dice.below(3) === 0 ? '2099-12-31' : day;
    return { gln, licence: { number: 'L', validUntil } };
  };
  return { actor: actorLike(scene, market.consortium.regulator.gln), body: { items: items(scene, 2, draw) } };
};

export const updateOrganisation: Draft<'updateOrganisation'> = (scene) => {
  const { market, dice } = scene;
  const organisation = dice.pick(market.members);
  const { gln, places, companyPrefixes } = organisation;
  if (dice.below(4) === 0) {
    const prefixes = dice.pick([[...companyPrefixes], [], [...companyPrefixes, '49999'], ['4000002']]);
    return {
      actor: actorLike(scene, market.consortium.regulator.gln),
      body: { items: [{ gln, companyPrefixes: prefixes }] },
    };
  }
  const chosen = dice.pick([[...places], places.slice(0, 1), [...places, ...places.slice(0, 1)]]);
  return { actor: actorLike(scene, gln), body: { items: [{ gln, places: chosen }] } };
};

export const rotateKey: Draft<'rotateKey'> = (scene) => {
  const { market, dice } = scene;
  const { owner, key } = dice.pick(market.newKeys);
  const { gln } = dice.rarely(10) ? dice.pick(market.everybody) : owner;
  const by = dice.rarely(20) ? market.consortium.regulator.gln : owner.gln;
  return { actor: actorLike(scene, by), body: { items: [{ gln, ...key.registrationFor(owner.gln) }] } };
};

export const registerProduct: Draft<'registerProduct'> = (scene) => {
  const { market, dice } = scene;
  const product = dice.pick(dice.rarely(20) ? market.products : market.newProducts);
  return { actor: actorLike(scene, product.owner.gln), body: { items: [product.registration()] } };
};

export const withdrawProduct: Draft<'withdrawProduct'> = (scene) => {
  const { market, dice } = scene;
  const product = dice.pick([...market.newProducts, ...market.products]);
  return { actor: actorLike(scene, product.owner.gln), body: { items: [{ gtin: product.gtin, reason: 'unsafe' }] } };
};

export const anchor: Draft<'anchor'> = (scene) => {
  const { market, dice } = scene;
  const root = dice.below(16).toString(16).repeat(64);
  return { actor: dice.pick(market.everybody), body: { items: [{ root, count: 1 + dice.below(3) }] } };
};
