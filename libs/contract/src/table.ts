import type { CommandName } from './commands';
import type { Rule } from './rule';
import { commission } from './rules/commission';
import { genesis } from './rules/genesis';
import { registerOrganisation } from './rules/organisations';
import { registerProduct } from './rules/products';

/** Every command and its rule: the one table. */
export const COMMANDS: { readonly [C in CommandName]?: Rule<C> } = {
  genesis,
  registerOrganisation,
  registerProduct,
  commission,
};
