import type { CommandName } from './commands';
import type { Rule } from './rule';
import { anchor } from './rules/anchor';
import { commission } from './rules/commission';
import { genesis } from './rules/genesis';
import { registerOrganisation, rotateKey, setLicence, updateOrganisation } from './rules/organisations';
import { pack, unpack } from './rules/packing';
import { registerProduct, withdrawProduct } from './rules/products';
import { detach, split } from './rules/splitting';
import { store } from './rules/storing';

/** Every command and its rule: the one table. */
export const COMMANDS: { readonly [C in CommandName]?: Rule<C> } = {
  genesis,
  registerOrganisation,
  setLicence,
  updateOrganisation,
  rotateKey,
  registerProduct,
  withdrawProduct,
  commission,
  pack,
  unpack,
  detach,
  split,
  store,
  anchor,
};
