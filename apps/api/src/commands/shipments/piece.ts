import {
  encodeContent,
  type Hex,
  type ItemOutcome,
  oneLeaf,
  type ReceiptKind,
  type ReceiveItem,
} from '@packproof/contract';
import type { LocatedUnit } from '@packproof/read-model';
import type { Located } from '../items/locator';

/** One scan of a delivery as an item of `receive`. */
export interface Piece {
  position: number;
  item: ReceiveItem;
}

/**
 * The whole holder, a child record of it, an inner unit without a record (with its proof), or one pack: what is named is
 * taken out of the topmost holder, the rest stays on its way.
 */
export function pieceOf(
  one: Located,
  as: ReceiptKind,
  shipment: Hex,
  hints: ReadonlyMap<string, LocatedUnit>,
): Piece | ItemOutcome {
  if (one.kind === 'refused') return { ok: false, outcome: one.outcome, params: one.params };
  const link = (one.verified.pack ?? one.verified.unit)!.facts.chain.find(({ transit }) => transit);
  if (!link) return { ok: false, outcome: 'NOT_IN_TRANSIT' };
  if (link.transit!.tx !== shipment)
    return { ok: false, outcome: 'SHIPMENT_CHANGED', params: { id: link.transit!.tx } };
  const piece = (item: Omit<ReceiveItem, 'as'>): Piece => ({ position: one.position, item: { ...item, as } });
  if (one.kind === 'pack') {
    const { holder, tranche, leaf } = one.reference;
    return piece({ holder, content: encodeContent(oneLeaf(tranche, leaf)) });
  }
  const [holder, parent] = one.chain as [string, string?];
  if (one.recorded)
    return parent === undefined ? piece({ holder }) : piece({ holder: one.chain.at(-1)!, children: [holder] });
  const detaches = hints.get(one.sscc);
  if (!detaches || detaches.recorded) return { ok: false, outcome: 'UNKNOWN_UNIT', params: { sscc: one.sscc } };
  // A bundle inside a case of a pallet takes two steps: its case first.
  const [inner, ...deeper] = detaches.detaches;
  if (!inner || deeper.length > 0) return { ok: false, outcome: 'UNIT_NESTED', params: { sscc: one.sscc } };
  return piece({ holder, inner });
}
