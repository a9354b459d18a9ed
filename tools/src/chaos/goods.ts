import { randomInt } from 'node:crypto';
import type { Command } from './caller';

export interface Organisation {
  name: string;
  role: string;
  gln: string;
  apiKey: string;
}

export interface Product {
  gtin: string;
  owner: string;
}

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
export const random = (length: number) => Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('');

const ITEM = 'scan ok outcome receipt { transactionId }';
export const MUTATIONS = {
  commission: `mutation($input: CommissionBatchInput!, $options: CommandOptions) {
    commissionBatch(input: $input, options: $options) { packs ssccs } }`,
  ship: `mutation($input: ShipInput!, $options: CommandOptions) { ship(input: $input, options: $options) { id } }`,
  receive: `mutation($input: ReceiveInput!, $options: CommandOptions) {
    receive(input: $input, options: $options) { results { ${ITEM} } } }`,
  store: `mutation($input: StoreInput!, $options: CommandOptions) { store(input: $input, options: $options) { ${ITEM} } }`,
  dispense: `mutation($scans: [Scan!]!, $options: CommandOptions) { dispense(scans: $scans, options: $options) { ${ITEM} } }`,
  reactivate: `mutation($scans: [Scan!]!, $options: CommandOptions) {
    reactivate(scans: $scans, from: DISPENSED, options: $options) { ${ITEM} } }`,
  quarantine: `mutation($input: QuarantineInput!, $options: CommandOptions) {
    quarantine(input: $input, options: $options) { ${ITEM} } }`,
} as const;

export type Kind = keyof typeof MUTATIONS;

export const command = (kind: Kind, by: Organisation, variables: Record<string, unknown>): Command => ({
  commandId: `${kind}-${random(20)}`,
  apiKey: by.apiKey,
  query: MUTATIONS[kind],
  variables,
});

export const packScan = ({ gtin, lot, serial }: { gtin: string; lot: string; serial: string }) =>
  `]d201${gtin}1731123110${lot}\u001d21${serial}`;

export const newBatch = (gtin: string, serials: readonly string[], packing?: object) => ({
  input: {
    gtin,
    lot: `C${random(8)}`,
    expiry: '2031-12-31',
    serials: { list: serials },
    ...(packing ? { packing } : {}),
  },
});
