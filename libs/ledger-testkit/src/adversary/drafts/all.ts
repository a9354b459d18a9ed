import type { CommandName } from '@packproof/contract';
import { decommission, dispense, reactivate } from './ends';
import { acknowledgeRecall, closeRecall, openRecall, quarantine, release } from './holding';
import { commission, detach, pack, split, store, unpack } from './packing';
import {
  anchor,
  genesis,
  registerOrganisation,
  registerProduct,
  rotateKey,
  setLicence,
  updateOrganisation,
  withdrawProduct,
} from './registers';
import type { Draft } from './scene';
import { cancelShipment, receive, resolve, ship } from './transport';

/** How to think of each command, and how often of a thousand. */
export const DRAFTS: { readonly [C in CommandName]: readonly [draft: Draft<C>, weight: number] } = {
  genesis: [genesis, 2],
  registerOrganisation: [registerOrganisation, 8],
  setLicence: [setLicence, 14],
  updateOrganisation: [updateOrganisation, 10],
  rotateKey: [rotateKey, 8],
  registerProduct: [registerProduct, 8],
  withdrawProduct: [withdrawProduct, 6],
  commission: [commission, 30],
  pack: [pack, 80],
  unpack: [unpack, 50],
  detach: [detach, 60],
  split: [split, 80],
  ship: [ship, 110],
  cancelShipment: [cancelShipment, 30],
  receive: [receive, 130],
  resolve: [resolve, 70],
  store: [store, 55],
  dispense: [dispense, 80],
  decommission: [decommission, 65],
  reactivate: [reactivate, 65],
  quarantine: [quarantine, 50],
  release: [release, 60],
  openRecall: [openRecall, 20],
  acknowledgeRecall: [acknowledgeRecall, 12],
  closeRecall: [closeRecall, 25],
  anchor: [anchor, 6],
};

const NAMES = Object.keys(DRAFTS) as CommandName[];
const TOTAL = NAMES.reduce((sum, name) => sum + DRAFTS[name][1], 0);

/** The command at a place of the wheel; undefined for 0, which is to do nothing. */
export function commandAt(number: number): CommandName | undefined {
  let left = number % (TOTAL + 1);
  if (left === 0) return undefined;
  for (const name of NAMES) {
    left -= DRAFTS[name][1];
    if (left <= 0) return name;
  }
  return undefined;
}
