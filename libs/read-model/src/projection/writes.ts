import type {
  AcknowledgementRecord,
  AnchorRecord,
  BatchRecord,
  Hex,
  HolderId,
  HolderRecord,
  OrganisationRecord,
  PackRecord,
  ProductRecord,
  RecallRecord,
  TrancheRecord,
} from '@packproof/contract';
import type { BlockEntry } from '@packproof/ledger';

/** An entry's writes, by what they are; each kind in the order of the entry. */
export interface Writes {
  organisations: OrganisationRecord[];
  products: ProductRecord[];
  batches: BatchRecord[];
  tranches: TrancheRecord[];
  holders: HolderRecord[];
  packs: PackRecord[];
  recalls: RecallRecord[];
  acknowledgements: AcknowledgementRecord[];
  anchors: AnchorRecord[];
}

const KINDS: Readonly<Record<string, keyof Writes>> = {
  ORG: 'organisations',
  PRODUCT: 'products',
  BATCH: 'batches',
  TRANCHE: 'tranches',
  HOLDER: 'holders',
  PACK: 'packs',
  RECALL: 'recalls',
  ACKNOWLEDGEMENT: 'acknowledgements',
  ANCHOR: 'anchors',
};

/** GENESIS and KEY say nothing that ORG does not. */
export function sortWrites({ writes }: BlockEntry): Writes {
  const sorted: Writes = {
    organisations: [],
    products: [],
    batches: [],
    tranches: [],
    holders: [],
    packs: [],
    recalls: [],
    acknowledgements: [],
    anchors: [],
  };
  for (const [key, record] of writes) {
    const slash = key.indexOf('/');
    const kind = KINDS[slash < 0 ? key : key.slice(0, slash)];
    if (kind !== undefined) (sorted[kind] as unknown[]).push(record);
  }
  return sorted;
}

export interface Named {
  batches: Set<Hex>;
  tranches: Set<Hex>;
  holders: Set<HolderId>;
}

/** Everything that must be looked up before the entry can be folded; contents apart, whose tranches are named in them. */
export function addNamed(named: Named, entry: BlockEntry, writes: Writes): void {
  for (const { batchId } of writes.batches) named.batches.add(batchId);
  for (const { batchId, trancheId } of writes.tranches) {
    named.batches.add(batchId);
    named.tranches.add(trancheId);
  }
  for (const { id, parent } of writes.holders) {
    named.holders.add(id);
    if (parent !== undefined) named.holders.add(parent);
  }
  for (const { tranche } of writes.packs) named.tranches.add(tranche);
  for (const { targets } of writes.recalls) for (const { batch } of targets) named.batches.add(batch);
  for (const { holder, source, pack, batch } of entry.events) {
    if (holder !== undefined) named.holders.add(holder);
    if (source !== undefined) named.holders.add(source);
    if (pack !== undefined) named.tranches.add(pack.tranche);
    if (batch !== undefined) named.batches.add(batch);
  }
}
