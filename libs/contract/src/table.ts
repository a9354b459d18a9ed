import type { CommandName } from './commands';
import type { Rule } from './rule';
import { anchor } from './rules/anchor';
import { cancelShipment } from './rules/cancel-shipment';
import { commission } from './rules/commission';
import { decommission } from './rules/decommission';
import { dispense } from './rules/dispense';
import { genesis } from './rules/genesis';
import { quarantine } from './rules/holding';
import { registerOrganisation, rotateKey, setLicence, updateOrganisation } from './rules/organisations';
import { pack, unpack } from './rules/packing';
import { registerProduct, withdrawProduct } from './rules/products';
import { reactivate } from './rules/reactivate';
import { acknowledgeRecall, closeRecall } from './rules/recall-answers';
import { openRecall } from './rules/recalling';
import { receive } from './rules/receive';
import { release } from './rules/releasing';
import { resolve } from './rules/resolve';
import { ship } from './rules/ship';
import { detach, split } from './rules/splitting';
import { store } from './rules/storing';

/** Every command and its rule: the one table. */
export const COMMANDS: { readonly [C in CommandName]: Rule<C> } = {
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
  ship,
  cancelShipment,
  receive,
  resolve,
  store,
  dispense,
  decommission,
  reactivate,
  quarantine,
  release,
  openRecall,
  acknowledgeRecall,
  closeRecall,
  anchor,
};
