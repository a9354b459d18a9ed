import { fromHex } from '@packproof/merkle';
import { chainOf, holderOf } from '../chain';
import type { PackReference } from '../commands';
import { type Content, decodeContent, hasLeaf, oneLeaf } from '../content';
import type { Context } from '../context';
import type { LedgerEvent, Step } from '../decision';
import type { LinkFacts, PackFacts } from '../facts';
import { holderKey, packKey, trancheKey } from '../keys';
import type { End, HolderRecord, PackRecord } from '../records';
import { refuse } from '../refusal';
import { effectiveEnd } from '../states';
import { provesLeaf } from '../values';
import { type Goods, goodsIn } from './goods';

/** A pack that is what it claims to be: its id is the leaf that its tranche commits to. */
export interface ProvenPack {
  reference: PackReference;
  /** Its one leaf. */
  content: Content;
  goods: Goods;
  /** Absent where it was never handled alone. */
  record?: PackRecord;
}

/** A proven pack with the holders that have it, bottom first. */
export interface PackTarget extends ProvenPack {
  chain: HolderRecord[];
  facts: PackFacts;
  end?: End;
}

/**
 * The pack behind a reference, whoever has it. Refuses NOT_FOUND, PROOF_INVALID, and COMMITTED_TWICE where the packId
 * already has a PACK record at another leaf (rule 7).
 */
export function* provenPack(ctx: Context, reference: PackReference): Step<ProvenPack> {
  const { world, cryptography } = ctx;
  const { gtin, packId, tranche: trancheId, leaf: index, path } = reference;
  const tranche = yield* world.get(trancheKey(trancheId));
  if (!tranche) return refuse('NOT_FOUND', { kind: 'tranche', id: trancheId }, 'pack.tranche');
  if (tranche.gtin !== gtin) refuse('PROOF_INVALID', { field: 'pack.gtin' }, 'pack.gtin');
  if (!provesLeaf(cryptography.sha256, tranche, { data: fromHex(packId), index, path })) {
    refuse('PROOF_INVALID', { field: 'pack.path' }, 'pack.path');
  }
  const record = yield* world.get(packKey(gtin, packId));
  if (record && (record.tranche !== trancheId || record.leaf !== index)) refuse('COMMITTED_TWICE', { gtin }, 'pack');
  const content = oneLeaf(trancheId, index);
  const [goods] = yield* goodsIn(ctx, content);
  return { reference, content, goods: goods!, ...(record && { record }) };
}

/** The chain that has the leaf; empty where the named holder is unknown or does not have it. */
export function* whereabouts(ctx: Context, { holder: id, tranche, leaf }: PackReference): Step<HolderRecord[]> {
  const holder = yield* ctx.world.get(holderKey(id));
  if (!holder || !hasLeaf(decodeContent(holder.content), tranche, leaf)) return [];
  return yield* chainOf(ctx, id);
}

/** Why there are no whereabouts. */
export function* refuseWhereabouts(ctx: Context, { holder: id }: PackReference): Step<never> {
  yield* holderOf(ctx, id, 'pack.holder');
  return refuse('NOT_IN_UNIT', { id, ...(id.startsWith('sscc:') && { sscc: id.slice(5) }) }, 'pack.holder');
}

/** Refuses as `provenPack`, and NOT_FOUND or NOT_IN_UNIT for the holder. */
export function* packTarget(ctx: Context, reference: PackReference): Step<PackTarget> {
  const pack = yield* provenPack(ctx, reference);
  const chain = yield* whereabouts(ctx, reference);
  if (chain.length === 0) yield* refuseWhereabouts(ctx, reference);
  return withChain(pack, chain);
}

export function withChain(pack: ProvenPack, chain: HolderRecord[]): PackTarget {
  const { record, goods, reference } = pack;
  const { tranche, leaf } = reference;
  const facts: PackFacts = {
    product: goods.product,
    batch: goods.batch,
    ...(record && { pack: record }),
    chain: chain.map((holder, at) =>
      linkFacts(holder, at === 0 && hasLeaf(decodeContent(holder.heldLeaves), tranche, leaf)),
    ),
  };
  const end = effectiveEnd(record?.end, chain);
  return { ...pack, chain, facts, ...(end && { end }) };
}

export function linkFacts(holder: HolderRecord, heldLeaf: boolean): LinkFacts {
  const { id, holds, end, transit, disputed, custodian } = holder;
  return {
    id,
    holds,
    heldLeaf,
    custodian,
    ...(end && { end }),
    ...(transit && { transit }),
    ...(disputed && { disputed }),
  };
}

/** Writes PACK and nothing else, so that packs of one holder never conflict. */
export function putPack(
  { world }: Pick<Context, 'world'>,
  { reference, record }: ProvenPack,
  change: (before: PackRecord) => PackRecord,
): void {
  const { gtin, packId, tranche, leaf } = reference;
  world.put(packKey(gtin, packId), change(record ?? { gtin, packId, tranche, leaf, holds: {} }));
}

/** The pack as an event's subject. */
export function subjectOf({ gtin, packId, tranche, leaf }: PackReference): NonNullable<LedgerEvent['pack']> {
  return { gtin, packId, tranche, leaf };
}
