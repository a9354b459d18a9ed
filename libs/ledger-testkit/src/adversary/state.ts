import type {
  BatchRecord,
  End,
  HolderRecord,
  OrganisationRecord,
  PackRecord,
  ProductRecord,
  RecallRecord,
  StateKey,
  StateRecord,
  TrancheRecord,
} from '@packproof/contract';

/** World state in the hands of an adversary: everything that the ledger has written. */
export type WorldState = ReadonlyMap<StateKey, StateRecord>;

/** The records by kind. */
export interface Records {
  holders: Map<string, HolderRecord>;
  packs: Map<string, PackRecord>;
  tranches: Map<string, TrancheRecord>;
  batches: Map<string, BatchRecord>;
  products: Map<string, ProductRecord>;
  organisations: Map<string, OrganisationRecord>;
  recalls: Map<string, RecallRecord>;
}

const FAMILIES: readonly (readonly [prefix: string, family: keyof Records])[] = [
  ['HOLDER/', 'holders'],
  ['PACK/', 'packs'],
  ['TRANCHE/', 'tranches'],
  ['BATCH/', 'batches'],
  ['PRODUCT/', 'products'],
  ['ORG/', 'organisations'],
  ['RECALL/', 'recalls'],
];

export function recordsOf(state: Iterable<[StateKey, StateRecord]>): Records {
  const records: Records = {
    holders: new Map(),
    packs: new Map(),
    tranches: new Map(),
    batches: new Map(),
    products: new Map(),
    organisations: new Map(),
    recalls: new Map(),
  };
  addRecords(records, state);
  return records;
}

function addRecords(records: Records, writes: Iterable<[StateKey, StateRecord]>): void {
  for (const [key, record] of writes) {
    const family = FAMILIES.find(([prefix]) => key.startsWith(prefix));
    if (family) (records[family[1]] as Map<string, StateRecord>).set(key.slice(family[0].length), record);
  }
}

/** The records after some writes; those before stay as they are. */
export function withWrites(before: Records, writes: ReadonlyMap<StateKey, StateRecord>): Records {
  const after = { ...before };
  for (const [prefix, family] of FAMILIES) {
    for (const key of writes.keys()) {
      if (!key.startsWith(prefix)) continue;
      after[family] = new Map(before[family] as Map<never, never>) as never;
      break;
    }
  }
  addRecords(after, writes);
  return after;
}

/** The end that counts for a pack: its own, else that of the nearest ended holder. */
export const endThatCounts = (own: End | undefined, chain: readonly HolderRecord[]): End | undefined =>
  own ?? chain.find((holder) => holder.end)?.end;
